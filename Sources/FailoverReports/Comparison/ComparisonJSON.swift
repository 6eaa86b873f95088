import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory

/// What changed as one JSON document, with a line for each finding; `docs/periodic-audits.md`
/// describes it.
struct ComparisonJSON {
  let report: ComparisonReport

  /// The version of the layout: it changes when a member changes its meaning or goes.
  static let layout = "failover-audit-comparison/2"

  func write(to sink: inout ByteSink) throws {
    var members = JSONMembers(indent: 0)
    try members.put("format", ComparisonJSON.layout, to: &sink)
    try members.begin("old", to: &sink)
    try put(report.old, to: &sink)
    try members.begin("new", to: &sink)
    try put(report.new, to: &sink)
    try members.put("remarks", report.remarks, to: &sink)
    try members.put("goneDatacenters", report.gone.ids, to: &sink)
    try members.put("subjectsNoLongerJudged", report.gone.subjects, to: &sink)
    try members.begin("counts", to: &sink)
    var counts = JSONMembers()
    for change in Change.allCases {
      try counts.put(change.rawValue, report.count(change), to: &sink)
    }
    try counts.close(to: &sink)
    try members.begin("findings", to: &sink)
    var separator = "[\n    "
    for changed in report.comparison.findings {
      try sink.put(separator)
      separator = ",\n    "
      try put(changed, to: &sink)
    }
    try sink.put(report.comparison.findings.isEmpty ? "[]" : "\n  ]")
    try members.close(to: &sink)
    try sink.put("\n")
  }

  private func put(_ audit: Report, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("time", orNull: audit.time, to: &sink)
    try members.put("verdict", audit.verdict.word.rawValue, to: &sink)
    try members.put("exitCode", Int(audit.verdict.exitCode), to: &sink)
    try members.put("toolVersion", audit.toolVersion, to: &sink)
    try members.put("ruleSetDigest", audit.ruleSetDigest, to: &sink)
    try members.put("groups", audit.estate.groups, to: &sink)
    try members.close(to: &sink)
  }

  private func put(_ changed: ChangedFinding, to sink: inout ByteSink) throws {
    let finding = changed.finding
    var members = JSONMembers()
    try members.put("change", changed.change.rawValue, to: &sink)
    try members.put("rule", finding.rule, to: &sink)
    try members.put("subject", finding.subject, to: &sink)
    try members.put("facet", finding.facet, to: &sink)
    try members.put("fingerprint", finding.fingerprint, to: &sink)
    try members.put("was", orNull: changed.was?.word, to: &sink)
    try members.put("now", orNull: changed.now?.word, to: &sink)
    try members.put("severity", finding.severity.rawValue, to: &sink)
    if changed.change == .severityChanged {
      try members.put("severityWas", orNull: changed.severityWas?.rawValue, to: &sink)
    }
    try members.put("counts", report.isViolation(changed), to: &sink)
    try members.put("title", report.title(of: changed), to: &sink)
    try members.put("message", report.message(of: changed), to: &sink)
    if let place = report.place(of: changed) {
      try members.put("input", place.input, to: &sink)
      try members.put("line", place.line, to: &sink)
      try members.put("pointer", place.pointer, to: &sink)
    }
    try members.close(to: &sink)
  }
}
