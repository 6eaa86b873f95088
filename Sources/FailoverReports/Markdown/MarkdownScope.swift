import FailoverAudit
import FailoverBase
import FailoverInventory

/// The end of a Markdown report: what was not looked at, the inputs, and what made the report.
struct MarkdownScope {
  let report: Report
  /// The most bytes of each of its parts.
  let share: Int

  /// The most problems of one input.
  private static let problemLimit = 3

  func write(to sink: inout ByteSink) throws {
    let section = MarkdownSection(share: share)
    let scope = AuditScope(report: report)
    let notExamined = scope.notExamined
    try put("Not examined", notExamined.isEmpty ? ["nothing"] : notExamined, section, to: &sink)
    try putInputs(section, to: &sink)
    try put("Assumptions", report.assumptions, section, to: &sink)
    try put("Settings that differ from the defaults", scope.settings, section, to: &sink)
    var made = ["failover-audit \(report.toolVersion)", "rule set \(report.ruleSetDigest)"]
    made += RunData(report: report).sentences
    if let time = report.time { made.append("time \(time)") }
    try put("Made by", made, section, to: &sink)
  }

  private func put(
    _ title: String, _ sentences: [String], _ section: MarkdownSection, to sink: inout ByteSink
  ) throws {
    guard !sentences.isEmpty else { return }
    try section.putHeading(title, to: &sink)
    try section.putList(sentences, "sentence", to: &sink)
  }

  private func putInputs(_ section: MarkdownSection, to sink: inout ByteSink) throws {
    try section.putHeading("Inputs", to: &sink)
    guard !report.inputs.isEmpty else { return try sink.put("none\n") }
    // What was not read comes first: of many inputs the ones that were read may be left out.
    let order =
      report.inputs.indices.filter { report.inputs[$0].status != .read }
      + report.inputs.indices.filter { report.inputs[$0].status == .read }
    try section.putTable(
      ["status", "input", "bytes", "records", "SHA-256", "problems"],
      order.lazy.map { row(report.inputs[$0]) }, total: order.count, "input", to: &sink)
  }

  private func row(_ input: InputRecord) -> [String] {
    var problems = input.problems.prefix(MarkdownScope.problemLimit)
      .map { MarkdownText.prose($0.description) }
    if input.problems.count > problems.count {
      problems.append("and \(input.problems.count - problems.count) more")
    }
    return [
      input.status.rawValue, MarkdownText.code(input.name),
      input.bytes.map(String.init) ?? "not known", String(input.records),
      input.sha256.map { MarkdownText.code(String($0.prefix(12))) } ?? "none",
      problems.joined(separator: "<br>"),
    ]
  }
}
