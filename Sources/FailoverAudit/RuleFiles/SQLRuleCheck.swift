import FailoverBase
import FailoverSQL

/// Checks a rule in SQL before it runs: what is wrong is noted with its line.
struct SQLRuleCheck {
  private let file: SQLRuleFile
  private let database: SQLDatabase

  init(_ file: SQLRuleFile, _ limits: SQLLimits) {
    self.file = file
    database = SQLDatabase(nil, limits: limits)
  }

  /// - Parameter header: nil if it is wrong itself: then only the statement is checked.
  func run(_ header: RuleHeader?, _ faults: inout FileFaults) {
    let statement = faults.noting(try prepare(file.statement) { inStatement($0) })
    if let statement { checkColumns(statement.columns, &faults) }
    guard let header else { return }
    if let statement {
      checkParameters(statement.parameters, header, &faults)
      checkTemplates(statement.columns, header, &faults)
    }
    for (fact, place) in header.requires {
      check(fact, of: header.subjects, at: place, &faults)
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
      file: statementPlace.file, line: file.statementLine + line - 1,
      column: error.column ?? 1)
    return FileFault(place, error.sentence)
  }

  /// Where the statement begins after blank lines.
  private var statementPlace: YAMLPlace {
    let blank = file.statement.utf8.prefix { [9, 10, 13, 32].contains($0) }
    let isEmpty = blank.count == file.statement.utf8.count
    let lines = isEmpty ? 0 : blank.count { $0 == UInt8(ascii: "\n") }
    return YAMLPlace(
      file: file.header.place.file, line: file.statementLine + lines, column: 1)
  }

  private func place(_ key: String, _ header: RuleHeader) -> YAMLPlace {
    header.places[key] ?? statementPlace
  }

  private func checkColumns(_ columns: [String], _ faults: inout FileFaults) {
    let hasSubject = columns.contains("subject")
    if !hasSubject {
      faults.note(
        statementPlace,
        "the statement has no column \"subject\"; it has \(columns.joined(separator: ", "))")
    }
    let meant = (hasSubject ? ["subject"] : []) + ["outcome", "facet"]
    for odd in columns where !meant.contains(odd) && meant.contains(odd.lowercased()) {
      faults.note(statementPlace, "the column \"\(odd)\" is written in small letters")
    }
    var known: Set<String> = []
    var twice: Set<String> = []
    for column in columns
    where !known.insert(column).inserted && twice.insert(column).inserted {
      faults.note(statementPlace, "the statement has two columns \"\(column)\"")
    }
  }

  private func checkParameters(
    _ used: [String], _ header: RuleHeader, _ faults: inout FileFaults
  ) {
    let declared = header.info.parameters.map { SQLRule.column($0.name) }
    for unknown in used where !declared.contains(unknown) {
      faults.note(
        statementPlace, "the statement uses :\(unknown), which \"parameters\" does not declare")
    }
    for idle in declared where !used.contains(idle) {
      faults.note(
        place("parameters", header), "the statement does not use the parameter :\(idle)")
    }
  }

  private func checkTemplates(
    _ columns: [String], _ header: RuleHeader, _ faults: inout FileFaults
  ) {
    let templates = [
      ("message", header.message), ("unknown", header.unknown),
      ("not-applicable", header.notApplicable),
    ]
    for (key, template) in templates {
      for column in template?.columns ?? [] where !columns.contains(column) {
        faults.note(
          place(key, header),
          "\"\(key)\" quotes {\(column)}, but the statement has no such column; it has \(columns.joined(separator: ", "))"
        )
      }
    }
    // In other letters it is a fault of its own.
    let hasOutcome = columns.contains { $0.lowercased() == "outcome" }
    for (key, template) in templates.dropFirst() where template != nil && !hasOutcome {
      faults.note(
        place(key, header), "\"\(key)\" is never said: the statement has no column \"outcome\"")
    }
  }

  private func check(
    _ fact: String, of subjects: SubjectSet, at place: YAMLPlace, _ faults: inout FileFaults
  ) {
    let query = RequiredFact(fact, of: subjects)
    if query.namesNoList {
      return faults.note(
        place,
        "\"\(fact)\" is not a list; the lists are \(RequiredFact.lists.joined(separator: ", "))")
    }
    _ = faults.noting(
      try prepare(query.statement) { error in
        FileFault(place, "\"\(fact)\" is not a fact about the rule's subjects: \(error.sentence)")
      })
  }
}
