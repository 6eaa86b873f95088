import FailoverAudit
import FailoverInventory

/// Workflow commands that GitHub turns into annotations of a run.
///
/// GitHub keeps ten of each level for a step and drops the rest without a word: so the worst come first,
/// and a last line says how many there is no room for.
public struct GitHubReporter: Reporter {
  public static let format = "github"
  public static let summary = "annotations of a GitHub workflow, the worst of each level"

  /// The most annotations of a level that GitHub keeps for a step.
  static let limit = 10

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    var room = Room()
    for notice in Unexamined.all(report) {
      guard room.take(Level(notice.kind.severity)) else { continue }
      try putCommand(
        Level(notice.kind.severity), title: notice.kind.rawValue,
        "\(notice.name): \(notice.sentence)", notice.place, to: &sink)
    }
    for place in WorstFirst(report.ledger) {
      if room.isFull { break }
      let rule = report.ledger.rules[place.rule]
      let level = Level(rule.outcomes[place.index], rule.severity)
      guard room.take(level) else { continue }
      let answer = Answer(rule, at: place.index)
      room.shown[answer.outcome] += 1
      try putCommand(
        level, title: "\(rule.info.id) (\(answer.outcome.word))",
        "\(answer.subject.name): \(answer.numberedMessage)", answer.place, to: &sink)
    }
    try putSummary(of: report, room, to: &sink)
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

    /// What is open is no error: nobody knows yet.
    init(_ outcome: Outcome, _ severity: Severity) {
      self = outcome == .fail || severity == .note ? Level(severity) : .warning
    }
  }

  /// What was written and what still may be.
  private struct Room {
    var shown = OutcomeCounts()
    private var left = Dictionary(
      uniqueKeysWithValues: Level.allCases.map { ($0, GitHubReporter.limit) })

    var isFull: Bool { left.values.allSatisfy { $0 == 0 } }
    var used: Int { left.values.reduce(Level.allCases.count * GitHubReporter.limit) { $0 - $1 } }

    mutating func take(_ level: Level) -> Bool {
      guard let rest = left[level], rest > 0 else { return false }
      left[level] = rest - 1
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

  /// One line that is no command: it holds no text of strangers.
  private func putSummary(
    of report: Report, _ room: Room, to sink: inout ByteSink
  ) throws {
    let counts = report.ledger.counts
    let verdict = report.verdict
    let all = Outcome.allCases.map { "\(counts[$0]) \($0.word)" }.joined(separator: ", ")
    let hidden = [Outcome.fail, .unknown, .error].map {
      "\(counts[$0] - room.shown[$0]) \($0.word)"
    }
    let notices = Unexamined.count(report) - (room.used - room.shown.total)
    try sink.put("failover-audit: \(verdict.word.rawValue) (exit code \(verdict.exitCode)); ")
    try sink.put("outcomes: \(all); inputs: \(InputSummary(report.inputs).words); ")
    try sink.put("not shown above: \(hidden.joined(separator: ", ")), ")
    try sink.put("\(counted(notices, "notice")) of what was not looked at; ")
    try sink.put("the other report formats tell all of them; made by ")
    try sink.put(TerminalText.visible(RunData(report: report).digests))
    try sink.put("\n")
  }
}

/// Text made fit for workflow commands: one line, and nothing in it ends the command or begins another.
enum WorkflowText {
  /// What stands behind the second `::`.
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
