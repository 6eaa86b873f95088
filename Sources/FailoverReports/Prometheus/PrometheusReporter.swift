import FailoverAudit
import FailoverBase
import FailoverInventory

/// The counts of an audit as metrics, for the textfile collector of the Prometheus node exporter.
///
/// No label holds a resource: each would be a time series of its own for ever.
public struct PrometheusReporter: Reporter {
  public static let format = "prometheus"
  public static let summary = "counts as metrics in a Prometheus text file"

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    try begin("info", "The program and the rules that made the audit", to: &sink)
    // No times: each would begin a time series of its own.
    let times = RunData.dataTimes.union([RunData.judgedOn])
    let files = RunData(report: report).properties.filter { !times.contains($0.name) }.map {
      (String($0.name.map { $0 == "-" ? "_" : $0 }), $0.value)
    }
    try put(
      "info",
      [("version", report.toolVersion), ("rule_set_digest", report.ruleSetDigest)] + files, 1,
      to: &sink)
    try begin(
      "exit_code", "What the audit comes to: 0 compliant, 1 violations, 2 incomplete", to: &sink)
    try put("exit_code", [], Int(report.verdict.exitCode), to: &sink)
    if let seconds = UTCTime.seconds(report.time) {
      try begin("last_run_timestamp_seconds", "When the audit ran", to: &sink)
      try put("last_run_timestamp_seconds", [], seconds, to: &sink)
    }
    if let seconds = UTCTime.seconds(report.dataTime.oldest) {
      try begin("data_timestamp_seconds", "When the oldest of the data was exported", to: &sink)
      try put("data_timestamp_seconds", [], seconds, to: &sink)
    }
    try putOutcomes(report, to: &sink)
    let standings = GroupStandings.of(report)
    try begin("groups", "Failover groups by their state", to: &sink)
    for (word, standing) in [
      ("at-risk", GroupStandings.Standing.atRisk), ("not-judged", .notJudged),
      ("waived", .waived), ("baselined", .baselined), ("compliant", .compliant),
    ] {
      try put("groups", [("standing", word)], standings.count(standing), to: &sink)
    }
    if let run = report.history?.runs.last, let history = report.history {
      try begin("findings_new", "Findings that the run before did not have", to: &sink)
      try put("findings_new", [], run.new, to: &sink)
      try begin("findings_fixed", "Findings of the run before that are put right", to: &sink)
      try put("findings_fixed", [], run.fixed, to: &sink)
      if let oldest = history.all.map(\.age.openSince).min() {
        try begin(
          "oldest_finding_timestamp_seconds", "Since when the oldest finding is open", to: &sink)
        try put("oldest_finding_timestamp_seconds", [], oldest, to: &sink)
      }
    }
    try begin("inputs", "Inputs by what became of them", to: &sink)
    for status in InputRecord.Status.allCases {
      let count = report.inputs.count { $0.status == status }
      try put("inputs", [("status", status.rawValue)], count, to: &sink)
    }
    try begin("gaps", "What the export leaves out of the estate", to: &sink)
    for (kind, count) in [
      ("datacenters", report.gaps.datacenters), ("exports", report.gaps.exports),
      ("lans", report.gaps.lans),
      (
        "population",
        report.gaps.missingDatacenters.count + (report.gaps.otherDatacenters ? 1 : 0)
      ),
    ] {
      try put("gaps", [("kind", kind)], count, to: &sink)
    }
    let estate = report.estate
    try begin("subjects", "Records of the estate that the audit knows", to: &sink)
    for (kind, count) in [
      ("datacenter", estate.datacenters), ("server", estate.servers), ("lan", estate.lans),
      ("nic", estate.nics), ("group", estate.groups),
    ] {
      try put("subjects", [("kind", kind)], count, to: &sink)
    }
  }

  private func putOutcomes(_ report: Report, to sink: inout ByteSink) throws {
    try begin("outcomes", "Outcomes of each rule, one for each of its subjects", to: &sink)
    for rule in report.ledger.rules {
      for outcome in Outcome.allCases {
        try put(
          "outcomes",
          [
            ("rule", rule.info.id), ("severity", rule.severity.rawValue),
            ("outcome", outcome.word),
          ], rule.counts[outcome], to: &sink)
      }
    }
    try begin("outcomes_all", "Outcomes of all rules; 0 if nothing was examined", to: &sink)
    try put("outcomes_all", [], report.ledger.counts.total, to: &sink)
  }

  private func begin(_ name: String, _ help: String, to sink: inout ByteSink) throws {
    try sink.put("# HELP failover_audit_\(name) \(help).\n# TYPE failover_audit_\(name) gauge\n")
  }

  private func put(
    _ name: String, _ labels: [(name: String, value: String)], _ value: Int,
    to sink: inout ByteSink
  ) throws {
    let pairs = labels.map { "\($0.name)=\"\(QuotedText.escaped($0.value))\"" }
    let list = pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}"
    try sink.put("failover_audit_\(name)\(list) \(value)\n")
  }
}
