import FailoverAudit
import FailoverInventory

/// The first part of a Markdown report: what it comes to, why, and the counts.
struct MarkdownVerdict {
  let report: Report
  let share: Int

  func write(to sink: inout ByteSink) throws {
    let verdict = report.verdict
    let section = MarkdownSection(share: share)
    try sink.put("# failover-audit: \(verdict.word.rawValue) (exit code \(verdict.exitCode))\n\n")
    if !verdict.reasons.isEmpty {
      try section.putList(verdict.reasons, "reason", to: &sink)
      try sink.put("\n")
    }
    let estate = report.estate
    let things = [
      counted(estate.datacenters, "data center"), counted(estate.servers, "server"),
      counted(estate.lans, "LAN"), counted(estate.nics, "NIC"),
      counted(estate.groups, "failover group"),
    ]
    let counts = report.ledger.counts
    try sink.put("Examined: \(things.joined(separator: ", ")).\n\n")
    try section.putTable(
      Outcome.allCases.map(\.word) + ["total"],
      [Outcome.allCases.map { String(counts[$0]) } + [String(counts.total)]], total: 1, "row",
      to: &sink)
  }
}
