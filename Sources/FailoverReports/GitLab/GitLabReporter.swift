import FailoverAudit
import FailoverBase
import FailoverInventory

/// What to act on and what was accepted, for the code quality view of GitLab merge requests.
///
/// GitLab keeps one entry for each fingerprint and stops reading at the first entry without a
/// place.
public struct GitLabReporter: Reporter {
  public static let format = "gitlab"
  public static let summary = "GitLab code quality"

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    let entries = Entries(fallback: report.inputs.first?.name ?? "export", day: report.day)
    var prints = DistinctFingerprints()
    var separator = "[\n"
    for notice in ScopeGap.all(report) {
      try sink.put(separator)
      separator = ",\n"
      try entries.put(notice, prints.next(of: notice), to: &sink)
    }
    for rule in report.ledger.rules {
      for (index, outcome) in rule.outcomes.enumerated() {
        guard outcome != .pass && outcome != .notApplicable else { continue }
        let answer = Answer(rule, at: index)
        try sink.put(separator)
        separator = ",\n"
        try entries.put(answer, of: rule, prints.next(of: answer, rule: rule.info.id), to: &sink)
      }
    }
    try sink.put(separator == "[\n" ? "[]\n" : "\n]\n")
  }

  /// Writes entries, each on a line.
  private struct Entries {
    /// The path of findings without a place.
    let fallback: String
    let day: CalendarDay?

    func put(
      _ answer: Answer, of rule: RuleLedger, _ fingerprint: String, to sink: inout ByteSink
    ) throws {
      let message = answer.wholeMessage
      let description = answer.excuse(on: day).map { "\($0) (\(message))" } ?? message
      try put(
        rule.info.id, severity(of: answer.outcome, rule.severity), description, answer.place,
        fingerprint, to: &sink)
    }

    func put(
      _ notice: ScopeGap, _ fingerprint: String, to sink: inout ByteSink
    ) throws {
      let severity = notice.kind.severity == .error ? "blocker" : "major"
      try put(
        notice.kind.rawValue, severity, "\(notice.name): \(notice.sentence)", notice.place,
        fingerprint, to: &sink)
    }

    private func severity(of outcome: Outcome, _ severity: Severity) -> String {
      switch (outcome, severity) {
      case (.waived, _), (.baselined, _), (.pass, _), (.notApplicable, _): "info"
      case (.fail, .error): "critical"
      case (.fail, .warning): "major"
      case (.fail, .note), (.unknown, _), (.error, _): "minor"
      }
    }

    private func put(
      _ check: String, _ severity: String, _ description: String, _ place: Place?,
      _ fingerprint: String, to sink: inout ByteSink
    ) throws {
      try JSONMembers.object(to: &sink) { members, sink in
        try members.put("description", description, to: &sink)
        try members.put("check_name", check, to: &sink)
        try members.put("fingerprint", fingerprint, to: &sink)
        try members.put("severity", severity, to: &sink)
        let path = place.map(\.input) ?? fallback
        try members.put("location", to: &sink) { members, sink in
          try members.put("path", path.isEmpty ? "export" : path, to: &sink)
          try members.put("lines", to: &sink) {
            try $0.put("begin", max(1, place?.line ?? 1), to: &$1)
          }
        }
      }
    }
  }
}
