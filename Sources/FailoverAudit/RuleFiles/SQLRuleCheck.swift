import FailoverBase
import FailoverSQL

/// Checks a rule in SQL before it runs: what is wrong is reported with its line.
struct SQLRuleCheck {
  private let rule: SQLRule
  private let database: SQLDatabase

  init(_ rule: SQLRule, _ limits: SQLLimits) {
    self.rule = rule
    database = SQLDatabase(nil, limits: limits)
  }

  func run() throws(FileFault) {
    let statement = try prepare(rule.file.statement) { inStatement($0) }
    try checkColumns(statement.columns)
    try checkParameters(statement.parameters)
    try checkTemplates(statement.columns)
    for (fact, place) in rule.header.requires {
      let query = RequiredFact(fact, of: rule.header.subjects)
      if query.namesNoList {
        throw FileFault(
          place,
          "\"\(fact)\" is not a list; the lists are \(RequiredFact.lists.joined(separator: ", "))")
      }
      _ = try prepare(query.statement) { error in
        FileFault(place, "\"\(fact)\" is not a fact about the rule's subjects: \(error.sentence)")
      }
    }
  }

  private func prepare(
    _ sql: String, fault: (SQLError) -> FileFault
  ) throws(FileFault) -> SQLStatement {
    do { return try database.prepare(sql) } catch { throw fault(error) }
  }

  /// The error at its place in the file.
  private func inStatement(_ error: SQLError) -> FileFault {
    guard let line = error.line else { return FileFault(statementPlace, error.sentence) }
    let place = YAMLPlace(
      file: statementPlace.file, line: rule.file.statementLine + line - 1,
      column: error.column ?? 1)
    return FileFault(place, error.sentence)
  }

  /// Where the statement begins after blank lines.
  private var statementPlace: YAMLPlace {
    let blank = rule.file.statement.utf8.prefix { [9, 10, 13, 32].contains($0) }
    let isEmpty = blank.count == rule.file.statement.utf8.count
    let lines = isEmpty ? 0 : blank.count { $0 == UInt8(ascii: "\n") }
    return YAMLPlace(
      file: rule.header.places["id"]?.file ?? "", line: rule.file.statementLine + lines, column: 1)
  }

  private func place(_ key: String) -> YAMLPlace { rule.header.places[key] ?? statementPlace }

  private func checkColumns(_ columns: [String]) throws(FileFault) {
    guard columns.contains("subject") else {
      throw FileFault(
        statementPlace,
        "the statement has no column \"subject\"; it has \(columns.joined(separator: ", "))")
    }
    let meant = ["subject", "outcome", "facet"]
    if let odd = columns.first(where: { !meant.contains($0) && meant.contains($0.lowercased()) }) {
      throw FileFault(statementPlace, "the column \"\(odd)\" is written in small letters")
    }
    for (index, column) in columns.enumerated() where columns[..<index].contains(column) {
      throw FileFault(statementPlace, "the statement has two columns \"\(column)\"")
    }
  }

  private func checkParameters(_ used: [String]) throws(FileFault) {
    let declared = rule.info.parameters.map { SQLRule.column($0.name) }
    if let unknown = used.first(where: { !declared.contains($0) }) {
      throw FileFault(
        statementPlace, "the statement uses :\(unknown), which \"parameters\" does not declare")
    }
    if let idle = declared.first(where: { !used.contains($0) }) {
      throw FileFault(place("parameters"), "the statement does not use the parameter :\(idle)")
    }
  }

  private func checkTemplates(_ columns: [String]) throws(FileFault) {
    guard rule.header.message != nil else {
      throw FileFault(place("message"), "a rule in SQL needs \"message\"")
    }
    let templates = [
      ("message", rule.header.message), ("unknown", rule.header.unknown),
      ("not-applicable", rule.header.notApplicable),
    ]
    for (key, template) in templates {
      guard let column = template?.columns.first(where: { !columns.contains($0) }) else { continue }
      throw FileFault(
        place(key),
        "\"\(key)\" quotes {\(column)}, but the statement has no such column; it has \(columns.joined(separator: ", "))"
      )
    }
    let tellsOutcome = columns.contains("outcome")
    for (key, template) in templates.dropFirst() where template != nil && !tellsOutcome {
      throw FileFault(
        place(key), "\"\(key)\" is never said: the statement has no column \"outcome\"")
    }
  }
}
