import FailoverBase
import FailoverInventory
import FailoverSQL

/// A rule written in SQL: each row of the statement is a subject that is not a pass.
package struct SQLRule: Rule {
  package let info: RuleInfo
  let header: RuleHeader
  let file: SQLRuleFile
  /// What its statement may use up.
  package let limits: SQLLimits
  private let parameters: [String: Int]

  /// Takes a rule file.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - path: its path, whose last component is the id with `.sql`.
  ///   - limits: what the statement may use up.
  /// - Throws: `FileFaults` for everything in it that does not hold.
  package init(
    _ bytes: [UInt8], path: String, limits: SQLLimits = SQLLimits()
  ) throws(FileFaults) {
    let origin = RuleFileOrigin(path: path, digest: Digest.of(bytes))
    try self.init(bytes, path, origin, limits) { file, header, faults in
      SQLRuleCheck(file, limits).run(header, &faults)
    }
  }

  /// Takes a rule file that is a part of the program: a test has shown that it holds.
  package init(shipped bytes: [UInt8], path: String) throws(FileFaults) {
    // It is known not to be hostile, and is put to whole fleets.
    var limits = SQLLimits()
    limits[.seconds] = 300
    limits[.memory] = 4 << 30
    limits[.rows] = 20_000_000
    limits[.indexMemory] = 8 << 30
    try self.init(bytes, path, nil, limits) { _, _, _ in }
  }

  private init(
    _ bytes: [UInt8], _ path: String, _ origin: RuleFileOrigin?, _ limits: SQLLimits,
    check: (SQLRuleFile, RuleHeader?, inout FileFaults) -> Void
  ) throws(FileFaults) {
    var faults = FileFaults()
    guard let file = faults.noting(try SQLRuleFile(bytes, file: path)) else { throw faults }
    let header = RuleHeader(
      file.header, id: RuleHeader.id(ofFile: path), keys: RuleHeader.sqlKeys,
      origin: { _ in origin }, &faults)
    check(file, header, &faults)
    guard let header, faults.isEmpty else { throw faults }
    self.init(header, file, limits, [:])
  }

  init(
    _ header: RuleHeader, _ file: SQLRuleFile, _ limits: SQLLimits, _ parameters: [String: Int]
  ) {
    info = header.info
    self.header = header
    self.file = file
    self.limits = limits
    self.parameters = parameters
  }

  package func with(_ parameters: [String: Int]) -> SQLRule {
    SQLRule(header, file, limits, self.parameters.merging(parameters) { $1 })
  }

  /// The same rule under other limits.
  package func with(_ limits: SQLLimits) -> SQLRule {
    SQLRule(header, file, limits, parameters)
  }

  /// The same rule with another statement.
  func with(statement: String) -> SQLRule {
    SQLRule(header, file.with(statement: statement), limits, parameters)
  }

  /// The same rule, which requires one fact less.
  func withoutFact(_ fact: String) -> SQLRule {
    SQLRule(header.withoutFact(fact), file, limits, parameters)
  }

  /// Whether its statement can be run at all.
  var isStatement: Bool { (try? SQLDatabase(nil, limits: limits).prepare(file.statement)) != nil }

  package func outcomes(in inventory: Inventory) async throws -> any Answers {
    do {
      let database = SQLDatabase(inventory, limits: limits)
      let missing = try MissingFacts(header, database)
      let rows = try database.rows(of: file.statement, values)
      let answer = try SQLAnswer(rows, header)
      return try SetAnswers(
        answer, of: header.subjects, in: inventory, unanswered: .pass, override: missing.override)
    } catch let error as SQLError {
      throw RuleFault(description: "its statement, \(error.description)")
    }
  }

  /// Values of the parameters, under the names that SQL gives them.
  private var values: [String: SQLValue] {
    var values: [String: SQLValue] = [:]
    for parameter in info.parameters {
      let value = parameters[parameter.name] ?? parameter.defaultValue
      values[SQLRule.column(parameter.name)] = .integer(Int64(value))
    }
    return values
  }

  /// The name that a parameter has in SQL, where `-` is minus.
  static func column(_ parameter: String) -> String {
    String(parameter.map { $0 == "-" ? "_" : $0 })
  }
}

extension SQLRuleFile {
  func with(statement: String) -> SQLRuleFile {
    SQLRuleFile(header: header, statement: statement, statementLine: statementLine)
  }
}

/// The answer of a rule in SQL.
private struct SQLAnswer: AnswerRows {
  private var rows: SQLRows
  private let header: RuleHeader
  private let subjectColumn: Int
  private let outcomeColumn: Int?
  private let facetColumn: Int?

  /// - Throws: `RuleFault` for the first row that names no subject or outcome.
  init(_ rows: SQLRows, _ header: RuleHeader) throws {
    guard let subjectColumn = rows.columns.firstIndex(of: "subject") else {
      throw RuleFault(description: "its statement gives no column \"subject\"")
    }
    self.rows = rows
    self.header = header
    self.subjectColumn = subjectColumn
    outcomeColumn = rows.columns.firstIndex(of: "outcome")
    facetColumn = rows.columns.firstIndex(of: "facet")
    for row in 0..<rows.count {
      if !rows.isText(row, subjectColumn) {
        throw RuleFault(
          description:
            "its statement gave a row without a subject; records that are known by reference only are none"
        )
      }
      if let facetColumn, !rows.isText(row, facetColumn), value(row, facetColumn) != .null {
        throw RuleFault(description: "its statement gave a facet that is not a text")
      }
      if let outcomeColumn, SQLAnswer.word(text(row, outcomeColumn)) == nil {
        throw RuleFault(
          description: "its statement gave an outcome that is not fail, unknown or notApplicable")
      }
    }
  }

  var count: Int { rows.count }

  func subject(_ row: Int) -> String { text(row, subjectColumn) ?? "" }

  mutating func forgetSubjects() {
    let templates = [header.message, header.unknown, header.notApplicable].compactMap(\.self)
    if templates.contains(where: { $0.columns.contains("subject") }) { return }
    rows.forget(column: subjectColumn)
  }

  func outcome(_ row: Int) -> Outcome {
    guard let outcomeColumn else { return .fail }
    return SQLAnswer.word(text(row, outcomeColumn)) ?? .fail
  }

  func facet(_ row: Int) -> String { facetColumn.flatMap { text(row, $0) } ?? "" }

  func finding(_ row: Int) -> Finding {
    let template = outcome(row) == .unknown ? header.unknown : header.message
    return Finding(
      facet: facet(row), template.map { filled($0, row) } ?? "the export lacks what is needed",
      evidence: evidence(row))
  }

  func reason(_ row: Int) -> String {
    header.notApplicable.map { filled($0, row) } ?? "the question does not arise"
  }

  // MARK: Values

  private static func word(_ text: String?) -> Outcome? {
    switch text {
    case "fail": .fail
    case "unknown": .unknown
    case "notApplicable": .notApplicable
    default: nil
    }
  }

  /// The words of a column's name.
  private static func words(_ column: String) -> String {
    String(column.map { $0 == "_" ? " " : $0 })
  }

  private func value(_ row: Int, _ column: Int) -> SQLValue { rows[row, column] }

  private func text(_ row: Int, _ column: Int) -> String? {
    if case .text(let text) = value(row, column) { text } else { nil }
  }

  private func filled(_ template: MessageTemplate, _ row: Int) -> String {
    template.filled { name in
      rows.columns.firstIndex(of: name).map { value(row, $0).shown } ?? "?"
    }
  }

  private func evidence(_ row: Int) -> [Evidence] {
    rows.columns.indices.compactMap { column in
      if column == subjectColumn || column == outcomeColumn || column == facetColumn { return nil }
      return Evidence(SQLAnswer.words(rows.columns[column]), value(row, column).shown)
    }
  }
}

extension SQLValue {
  /// The value for people to read, at most 1,000 characters of a text.
  fileprivate var shown: String {
    switch self {
    case .null: return "not known"
    case .integer(let value): return String(value)
    case .real(let value): return "\(value)"
    case .text(let text):
      let start = text.unicodeScalars.prefix(1000)
      return start.endIndex == text.unicodeScalars.endIndex ? text : String(start) + "…"
    case .blob(let bytes): return Array(bytes.prefix(500)).hex
    }
  }
}
