import FailoverAudit
import FailoverBase
import FailoverInventory

/// Workflow commands that GitHub turns into annotations of a run.
///
/// GitHub keeps ten of each level for a step and drops the rest without a word: so there is one for
/// each cause, the worst first, and a last line says how many outcomes there is no room for.
public struct GitHubReporter: Reporter {
  public static let format = "github"
  public static let summary = "annotations of a GitHub workflow, the worst of each level"

  /// The most annotations of a level that GitHub keeps for a step.
  static let limit = 10

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    var room = Room()
    for notice in ScopeGap.all(report) {
      guard room.take(Level(notice.kind.severity)) else { continue }
      room.notices += 1
      try putCommand(
        Level(notice.kind.severity), title: notice.kind.rawValue,
        "\(notice.name): \(notice.sentence). \(notice.kind.remediation)", notice.place, to: &sink)
    }
    let units = WorstFirst.units(of: report.ledger)
    for level in Level.allCases {
      let own = units.filter { Level($0.outcome, report.ledger.rules[$0.rule].severity) == level }
      let causes = Causes(own, of: report.ledger, limit: room.left(level))
      for cause in causes.entries where room.take(level) {
        room.shown[cause.outcome] += cause.count
        try put(cause, of: report.ledger.rules[cause.rule], level, to: &sink)
      }
    }
    try putSummary(of: report, room, to: &sink)
  }

  private func put(
    _ cause: Causes.Entry, of rule: RuleLedger, _ level: Level, to sink: inout ByteSink
  ) throws {
    let answer = Answer(rule, at: cause.index)
    var message = answer.wholeMessage
    if cause.count > 1 {
      message += "; the same holds for \(counted(cause.count - 1, "more subject"))"
    }
    if let others = cause.hiddenSubjects(of: rule) {
      message += answer.outcome == .fail ? "; it also fails for " : "; it is also open for "
      message += others
    }
    if let remedy = rule.info.remedy(of: answer.outcome) { message += ". " + remedy }
    try putCommand(
      level, title: "\(rule.info.id) (\(answer.outcome.word))", message, answer.place, to: &sink)
  }

  /// What GitHub calls a level.
  private enum Level: String, CaseIterable {
    case error, warning, notice

    init(_ severity: Severity) {
      switch severity {
      case .error: self = .error
      case .warning: self = .warning
      case .note: self = .notice
      }
    }

    /// What is open is not an error: nobody knows yet.
    init(_ outcome: Outcome, _ severity: Severity) {
      self = outcome == .fail || severity == .note ? Level(severity) : .warning
    }
  }

  /// What was written and what still may be.
  private struct Room {
    /// Outcomes that annotations show, and how many one annotation shows together.
    var shown = OutcomeCounts()
    var notices = 0
    private var used: [Level: Int] = [:]

    func left(_ level: Level) -> Int { GitHubReporter.limit - (used[level] ?? 0) }

    mutating func take(_ level: Level) -> Bool {
      guard left(level) > 0 else { return false }
      used[level, default: 0] += 1
      return true
    }
  }

  private func putCommand(
    _ level: Level, title: String, _ message: String, _ place: Place?, to sink: inout ByteSink
  ) throws {
    try sink.put("::\(level.rawValue) ")
    if let place, !place.input.isEmpty {
      try sink.put("file=\(WorkflowText.property(place.input)),line=\(max(1, place.line)),")
    }
    try sink.put("title=\(WorkflowText.property(title))::")
    try sink.put(WorkflowText.message(message))
    try sink.put("\n")
  }

  /// One line that is not a command: it holds no text of strangers.
  private func putSummary(
    of report: Report, _ room: Room, to sink: inout ByteSink
  ) throws {
    let counts = report.ledger.counts
    let verdict = report.verdict
    let all = Outcome.allCases.map { "\(counts[$0]) \($0.word)" }.joined(separator: ", ")
    let hidden = [Outcome.fail, .unknown, .error].map {
      "\(counts[$0] - room.shown[$0]) \($0.word)"
    }
    let notices = ScopeGap.count(report) - room.notices
    try sink.put("failover-audit: \(verdict.word.rawValue) (exit code \(verdict.exitCode)); ")
    try sink.put("outcomes: \(all); inputs: \(InputSummary(report.inputs).words); ")
    try sink.put("not shown above: \(hidden.joined(separator: ", ")), ")
    try sink.put("\(counted(notices, "notice")) of what was not looked at; ")
    try sink.put("the other report formats list all of them; made by ")
    try sink.put(TerminalText.visible(RunData(report: report).digests))
    try sink.put("\n")
  }
}

/// Text made fit for workflow commands: one line, and nothing in it ends the command or begins
/// another.
enum WorkflowText {
  /// The text after the second `::`.
  static func message(_ text: String) -> String { escaped(text) { $0 == "%" } }

  /// A value of a property.
  static func property(_ text: String) -> String {
    escaped(text) { $0 == "%" || $0 == ":" || $0 == "," }
  }

  private static func escaped(
    _ text: String, _ isSpecial: (Unicode.Scalar) -> Bool
  ) -> String {
    var result = ""
    for scalar in TerminalText.visible(text).unicodeScalars {
      if isSpecial(scalar) {
        result += "%" + String(scalar.value, radix: 16, uppercase: true)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
