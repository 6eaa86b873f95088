/// What was left out of inputs that were read otherwise, in sentences.
enum InputNotes {
  /// Strays of an input that are reported one by one; the others are counted.
  private static let limit = 20

  static func add(
    _ read: borrowing ReadInputs, _ records: Records, _ starts: [RecordCounts],
    to problems: inout [[Problem]]
  ) {
    for (index, outcome) in read.outcomes.enumerated() where outcome.problem == nil {
      let name = read.inputs[index].name
      let end = index + 1 < starts.count ? starts[index + 1].strays : records.strays.count
      let strays = records.strays.rows[starts[index].strays..<end]
      problems[index] += strays.prefix(limit).map { stray in
        Problem(
          input: name, line: Int(stray.position.line) + 1, pointer: records.pointer(to: stray),
          sentence: records.sentence(of: stray))
      }
      if strays.count > limit {
        problems[index].append(
          Problem(
            input: name,
            sentence: "\(strays.count - limit) more places hold no answer of the API"))
      }
      problems[index] += outcome.unknownMembers.map {
        Problem(input: name, line: Int($0.line) + 1, sentence: $0.sentence)
      }
      if let line = outcome.shellTextLine {
        problems[index].append(
          Problem(input: name, line: Int(line) + 1, sentence: shellText))
      } else {
        problems[index] += unreadItems(records, starts, index, name)
        problems[index] +=
          outcome.unreadGuardLine.map { line in
            [Problem(input: name, line: Int(line) + 1, sentence: unreadGuard)]
          } ?? []
      }
    }
  }

  /// Lists with items that are not records: another copy may be complete, and then nothing else
  /// would report it.
  private static func unreadItems(
    _ records: Records, _ starts: [RecordCounts], _ index: Int, _ name: String
  ) -> [Problem] {
    let end = index + 1 < starts.count ? starts[index + 1].lists : records.lists.rows.count
    let lists = records.lists.rows[starts[index].lists..<end].filter(\.holdsUnread)
    let shown = lists.prefix(limit).map { list in
      Problem(
        input: name, line: Int(list.position.line) + 1,
        sentence: "a part of the list of \(list.kind.words) cannot be read; save it again")
    }
    if lists.count <= limit { return shown }
    let sentence = "\(lists.count - limit) more lists have parts that cannot be read"
    return shown + [Problem(input: name, sentence: sentence)]
  }

  private static let unreadGuard =
    "a part of the firewall rules or security groups of a NIC cannot be read; save them again"

  static let shellText =
    "PowerShell cut objects off and left texts such as @{…} in their place; write it again with "
    + "ConvertTo-Json -Depth 10"
}

extension Records {
  /// The JSON Pointer of a stray; of a run, that of what holds it.
  fileprivate func pointer(to stray: Stray) -> String {
    let isRun = stray.lastIndex != stray.position.index || stray.lastLine != stray.position.line
    let position =
      isRun ? Position(line: stray.position.line, index: noRow) : stray.position
    let above = pointer(stray.container, position).text
    return above + (texts[stray.key].map { "/" + $0.pointerEscaped } ?? "")
  }

  fileprivate func sentence(of stray: Stray) -> String {
    "\(subject(of: stray)) \(stray.what.words); save the answer again"
  }

  /// Its place, as the subject of a sentence.
  private func subject(of stray: Stray) -> String {
    if stray.lastIndex != stray.position.index, stray.position.index != noRow {
      return "each of the items \(stray.position.index) to \(stray.lastIndex)"
    }
    if stray.lastLine != stray.position.line {
      return "each of the lines \(stray.position.line + 1) to \(stray.lastLine + 1)"
    }
    if let key = texts[stray.key] { return "the value of \"\(key)\"" }
    if stray.position.index != noRow { return "item \(stray.position.index)" }
    let pointer = symbols[Symbol(number: stray.container)]
    if let slash = pointer.lastIndex(of: "/") {
      let key = pointer[pointer.index(after: slash)...].prefix(Stray.keyLimit)
      return "the value of \"\(key.pointerUnescaped)\""
    }
    return "line \(stray.position.line + 1)"
  }
}

extension Substring {
  /// A part of a JSON Pointer as the key that it encodes.
  fileprivate var pointerUnescaped: String {
    var text = ""
    var isEscaped = false
    for scalar in unicodeScalars {
      if isEscaped {
        text.unicodeScalars.append(scalar == "1" ? "/" : "~")
        isEscaped = false
      } else if scalar == "~" {
        isEscaped = true
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Stray.What {
  /// What is said of it, after the place.
  fileprivate var words: String {
    switch self {
    case .null: "is null, not an answer of the API"
    case .boolean: "is true or false, not an answer of the API"
    case .number: "is a number, not an answer of the API"
    case .text: "is a text, not an answer of the API"
    case .list: "is a list, not an answer of the API"
    case .emptyList: "is an empty list, not an answer of the API"
    case .emptyObject: "is an empty object, not an answer of the API"
    case .message: "is a message, not an answer of the API"
    case .other: "is not an answer of the API"
    case .idAlone: "has an id and nothing else"
    case .noID: "is a resource without an id"
    case .noType: "is a resource that does not say what it is (type)"
    case .noItems: "is a list without items"
    case .untypedItems: "is a list whose items do not say what they are (type)"
    case .several: "is not an answer of the API"
    }
  }
}

extension ListKind {
  /// What it is a list of.
  fileprivate var words: String {
    switch self {
    case .datacenters: "data centers"
    case .ipBlocks: "IP blocks"
    case .users: "users"
    case .groups: "user groups"
    case .contracts: "contracts"
    case .servers: "servers"
    case .lans: "LANs"
    case .serverNICs: "NICs of a server"
    case .lanNICs: "NICs of a LAN"
    case .groupUsers: "users of a user group"
    case .groupShares: "shares of a user group"
    case .userGroups: "user groups of a user"
    case .userOwns: "what a user owns"
    case .labels: "labels"
    case .other: "other resources"
    }
  }
}
