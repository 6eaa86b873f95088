/// Values in places where an answer is expected that are not answers. Nothing of an input is left
/// out in silence, so each is noted with its place.
extension APIReader {
  /// Passes over a value that is not an object, and notes it.
  ///
  /// - Parameters:
  ///   - key: the key whose value it is; nil for items of arrays.
  ///   - container: the symbol of the JSON Pointer of what holds it.
  ///   - index: its number in an array, or that of the object that has the key.
  mutating func strayValue(
    _ byte: UInt8, key: TextSlice? = nil, container: UInt32, index: UInt32,
    _ stack: inout OpenBrackets
  ) throws(Stop) {
    let position = Position(line: scan.line, index: index)
    noteShellText(byte)
    try skip(byte, &stack)
    var name = TextRef.absent
    if let key {
      var text = String(scan.bytes.text(key).prefix(Stray.keyLimit))
      name = text.withUTF8 { records.texts.append(UnsafeRawBufferPointer($0)) }
    }
    records.strays.append(Stray(.of(byte), position, container: container, key: name))
  }

  /// Passes over a document that is neither an object nor an array, and notes it.
  mutating func scalarDocument(_ byte: UInt8, _ stack: inout OpenBrackets) throws(Stop) {
    let at = scan.at
    let position = Position(line: scan.line, index: noRow)
    do throws(Stop) {
      guard Stray.What.of(byte) != .other else { throw .malformed(.expectedDocument, at: at) }
      try scan.skipValue(room: 0)
      while [0x20, 0x09, 0x0D].contains(scan.bytes[scan.at]) { scan.at &+= 1 }
      // Only the byte after it shows whether it is one.
      if scan.at >= scan.bytes.count { throw .needMore }
      if scan.bytes[scan.at] != 0x0A { throw .malformed(.expectedDocument, at: at) }
    } catch {
      guard case .malformed = error else { throw error }
      throw .malformed(.expectedDocument, at: at)
    }
    stack[0].isFirst = false
    stack.noteEnd(line: scan.line)
    records.strays.append(
      Stray(.of(byte), position, container: Symbol.documentRoot.number))
  }

  /// Notes a text that PowerShell leaves in place of an object below the depth to which it writes.
  ///
  /// - Parameter start: where the value begins; nil for the scanner's position.
  @inline(never)
  mutating func noteShellText(_ byte: UInt8, at start: Int? = nil) {
    guard byte == UInt8(ascii: "\"") else { return }
    let at = start ?? scan.at
    let second = scan.bytes[at &+ 1]
    let isCut = second == UInt8(ascii: "@") && scan.bytes[at &+ 2] == UInt8(ascii: "{")
    guard isCut || scan.bytes.holds("System.", at: at &+ 1) else { return }
    shellTextLine = min(shellTextLine, scan.line)
  }

  /// Notes an item of a NIC's firewall rules or security groups that is not an object, and passes
  /// over it.
  @inline(never)
  mutating func unreadGuard(_ byte: UInt8, room: Int) throws(Stop) {
    noteShellText(byte)
    unreadGuardLine = min(unreadGuardLine, scan.line)
    try scan.skipValue(room: room)
  }

  /// Notes an answer that has closed if it is not one, and reports to the bundle around it what it
  /// is.
  ///
  /// - Parameter found: what it is.
  mutating func settle(
    _ frame: Frame, _ answer: AnswerMembers, _ found: Found, _ stack: inout OpenBrackets
  ) {
    var found = found
    if frame.place == .topItem {
      // The list that holds it reports what becomes of it.
      if found == .ours { stack.answer.holdsOurs = true }
      if found == .others { stack.answer.holdsOthers = true }
      return
    }
    guard frame.place.isTop else { return }
    if case .nothing = found, answer.isBundle {
      if answer.holdsOurs { found = .ours } else if answer.holdsOthers { found = .others }
    } else {
      records.strays.truncate(to: Int(frame.marks.strays))
    }
    if case .nothing(let what) = found {
      records.strays.truncate(to: Int(frame.marks.strays))
      records.strays.append(Stray(what, frame.position, container: frame.container))
    }
    guard stack.holdsAnswers else { return }
    if found == .ours { stack.answer.holdsOurs = true }
    if found == .others { stack.answer.holdsOthers = true }
  }
}

/// What an answer turned out to be.
enum Found: Equatable {
  /// A record, a list of records, an error.
  case ours
  /// An answer of the API that no rule uses.
  case others
  case nothing(Stray.What)
}

extension Stray {
  /// Characters of a key that are kept.
  static let keyLimit = 100
}

extension Stray.What {
  /// What a value is by its first byte.
  static func of(_ byte: UInt8) -> Stray.What {
    switch byte {
    case UInt8(ascii: "n"): .null
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
    case UInt8(ascii: "\""): .text
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
    case UInt8(ascii: "["): .list
    default: .other
    }
  }
}

extension AnswerMembers {
  /// What a list is whose kind is clear only to a degree.
  var unknownList: Found {
    if holdsOurs { return .ours }
    if holdsOthers || hasAddress { return .others }
    if !hasItems { return .nothing(hasMessage ? .message : .noItems) }
    // One that is empty says nothing, whatever it is.
    return count == 0 ? .others : .nothing(.untypedItems)
  }

  /// What a resource is that became no record.
  ///
  /// - Parameter type: what it says that it is.
  func unknownResource(_ type: ResourceType, isEmpty: Bool) -> Found {
    let isNamed = !resource.id.isMissing || hasAddress
    let hasProperties = resource.traits.contains(.properties)
    if (type == .other || type == .firewallRule) && (isNamed || hasProperties) { return .others }
    if hasProperties { return .nothing(.noType) }
    if isEmpty { return .nothing(.emptyObject) }
    if hasMessage { return .nothing(.message) }
    return .nothing(isNamed && !isBundle ? .idAlone : .other)
  }
}
