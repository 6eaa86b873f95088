import FailoverInventory

/// What a program answered: a JSON object for each subject, or for each finding of one.
struct ProgramOutput: AnswerRows {
  private struct Row: Sendable {
    var subject: String?
    var outcome: Outcome?
    var message = ""
    var facet = ""
    var evidence: [Evidence] = []
  }
  private var rows: [Row] = []

  private static let keys = [
    "subject", "outcome", "message", "facet", "evidence", "about", "value",
  ]
  private static let words: [Outcome] = [.pass, .fail, .unknown, .notApplicable]
  /// Bytes of one text, and facts of one finding.
  private static let longestText = 10_000
  private static let mostFacts = 1000

  /// - Throws: `RuleFault` with the line for the first thing that is not an answer.
  init(_ bytes: [UInt8]) throws {
    do {
      let file = try DocumentFile { put in try put(bytes) }
      var tokens = DocumentTokens(
        file, keys: KeyTable(ProgramOutput.keys), mostBytes: ProgramOutput.longestText * 8)
      while try tokens.peek() != nil { rows.append(try ProgramOutput.row(&tokens)) }
    } catch let fault as DocumentFault {
      let place = fault.line.map { "line \($0), column \(fault.column ?? 1)" } ?? "what it wrote"
      throw RuleFault(description: "its answer, \(place): \(fault.sentence)")
    }
  }

  var count: Int { rows.count }
  func subject(_ row: Int) -> String { rows[row].subject ?? "" }
  mutating func forgetSubjects() { for row in rows.indices { rows[row].subject = nil } }
  func outcome(_ row: Int) -> Outcome { rows[row].outcome ?? .error }
  func facet(_ row: Int) -> String { rows[row].facet }
  func finding(_ row: Int) -> Finding {
    let row = rows[row]
    return Finding(facet: row.facet, row.message, evidence: row.evidence)
  }
  func reason(_ row: Int) -> String { rows[row].message }

  // MARK: Reading

  private static func row(_ tokens: inout DocumentTokens) throws(DocumentFault) -> Row {
    guard try tokens.peek() == UInt8(ascii: "{") else {
      throw tokens.fault("an object for a subject is expected")
    }
    var row = Row()
    try object(&tokens, ["subject", "outcome", "message", "facet", "evidence"]) {
      key, tokens throws(DocumentFault) in
      switch key {
      case "subject": row.subject = try text(&tokens)
      case "outcome": row.outcome = try outcome(&tokens)
      case "message": row.message = try text(&tokens)
      case "facet": row.facet = try text(&tokens)
      default: row.evidence = try evidence(&tokens)
      }
    }
    guard row.subject != nil, let outcome = row.outcome else {
      throw tokens.fault("the object before has no \"subject\" or no \"outcome\"")
    }
    if outcome != .pass && row.message.isEmpty {
      throw tokens.fault("the object before is \(outcome.word) and has no \"message\"")
    }
    return row
  }

  private static func evidence(
    _ tokens: inout DocumentTokens
  ) throws(DocumentFault) -> [Evidence] {
    guard try tokens.peek() == UInt8(ascii: "[") else { throw tokens.fault("a list is expected") }
    tokens.takeByte()
    var facts: [Evidence] = []
    while try tokens.nextItem(first: facts.isEmpty) {
      if facts.count == mostFacts { throw tokens.fault("more than \(mostFacts) facts") }
      var (about, value) = ("", "")
      guard try tokens.peek() == UInt8(ascii: "{") else {
        throw tokens.fault("an object with \"about\" and \"value\" is expected")
      }
      try object(&tokens, ["about", "value"]) { key, tokens throws(DocumentFault) in
        if key == "about" { about = try text(&tokens) } else { value = try text(&tokens) }
      }
      facts.append(Evidence(about, value))
    }
    return facts
  }

  /// Passes an object with known keys only, each at most once.
  private static func object(
    _ tokens: inout DocumentTokens, _ allowed: [String],
    _ member: (String, inout DocumentTokens) throws(DocumentFault) -> Void
  ) throws(DocumentFault) {
    tokens.takeByte()
    var met = Set<Int>()
    while true {
      switch try tokens.nextMember(first: met.isEmpty) {
      case .end: return
      case .known(let number) where allowed.contains(keys[number]):
        if !met.insert(number).inserted { throw tokens.fault("\"\(keys[number])\" is there twice") }
        try member(keys[number], &tokens)
      default:
        throw tokens.fault(
          "\"\(tokens.key.prefix(100))\" is not a key here; the keys are \(allowed.joined(separator: ", "))"
        )
      }
    }
  }

  private static func text(_ tokens: inout DocumentTokens) throws(DocumentFault) -> String {
    guard let text = try tokens.text() else { throw tokens.fault("a text is expected") }
    if text.utf8.count > longestText {
      throw tokens.fault("a text of more than \(longestText) bytes")
    }
    return text
  }

  private static func outcome(_ tokens: inout DocumentTokens) throws(DocumentFault) -> Outcome {
    let word = try text(&tokens)
    guard let outcome = words.first(where: { $0.word == word }) else {
      throw tokens.fault("an outcome is \(words.map(\.word).joined(separator: ", "))")
    }
    return outcome
  }
}
