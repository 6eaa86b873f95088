import FailoverAudit
import FailoverBase
import FailoverInventory

/// The first part of a Markdown report: what it comes to, why, and the counts.
struct MarkdownVerdict {
  let report: Report
  let standings: GroupStandings
  /// The most bytes of each of its two lists.
  let share: Int

  func write(to sink: inout ByteSink) throws {
    let verdict = report.verdict
    let section = MarkdownSection(share: share)
    try sink.put("# failover-audit: \(verdict.word.rawValue) (exit code \(verdict.exitCode))\n\n")
    let reasons = verdict.reasons + [report.allowedUnknowns].compactMap(\.self)
    if !reasons.isEmpty {
      try section.putList(reasons, "reason", to: &sink)
      try sink.put("\n")
    }
    try sink.put("\(report.dataTime.sentence).\n\n")
    let estate = report.estate
    let things = [
      counted(estate.datacenters, "data center"), counted(estate.servers, "server"),
      counted(estate.lans, "LAN"), counted(estate.nics, "NIC"),
      counted(estate.groups, "failover group"),
    ]
    let counts = report.ledger.counts
    try sink.put("Examined: \(things.joined(separator: ", ")).\n\n")
    try sink.put("Of the groups \(groups).\n\n")
    if let sentences = HistorySentences(report)?.all {
      try section.putList(sentences, "sentence", to: &sink)
      try sink.put("\n")
    }
    try section.putTable(
      report.possibleOutcomes.map(\.word) + ["total"],
      [report.possibleOutcomes.map { String(counts[$0]) } + [String(counts.total)]], total: 1,
      "row",
      to: &sink)
  }

  /// Such as `2 are at risk, 1 is not judged, 0 are accepted, 3 are compliant`.
  private var groups: String {
    let words: [(GroupStandings.Standing, String)] = [
      (.atRisk, "at risk"), (.notJudged, "not judged"), (.waived, "accepted"),
      (.baselined, "baselined"),
      (.compliant, "compliant"),
    ]
    return words.filter { $0.0 != .baselined || report.baseline != nil }.map { standing, word in
      let count = standings.count(standing)
      return "\(count) \(count == 1 ? "is" : "are") \(word)"
    }.joined(separator: ", ")
  }
}
