import FailoverAudit
import FailoverBase
import FailoverInventory

/// The first lines of the text report: what it comes to, why, and what was looked at.
struct TextVerdict {
  let report: Report
  let layout: TextLayout

  func write(to sink: inout ByteSink) throws {
    let verdict = report.verdict
    let word = layout.paint(verdict.word.rawValue.uppercased(), ink)
    try sink.put("\(word) (exit code \(verdict.exitCode))\n")
    for reason in verdict.reasons {
      try layout.putParagraph(reason, first: "- ", to: &sink)
    }
    if let allowed = report.allowedUnknowns {
      try layout.putParagraph(allowed, first: "- ", to: &sink)
    }
    try layout.putParagraph(report.dataTime.sentence, to: &sink)
    try layout.putParagraph("Examined: \(examined)", to: &sink)
  }

  private var ink: TextLayout.Ink {
    switch report.verdict.word {
    case .compliant: .strongGreen
    case .violations: .strongRed
    case .incomplete: .strongYellow
    }
  }

  private var examined: String {
    let estate = report.estate
    let counts = report.ledger.counts
    let things = [
      counted(estate.datacenters, "data center"), counted(estate.servers, "server"),
      counted(estate.lans, "LAN"), counted(estate.nics, "NIC"),
      counted(estate.groups, "failover group"),
    ]
    let sum = report.possibleOutcomes.map { "\(counts[$0]) \($0.word)" }.joined(separator: " + ")
    return things.joined(separator: ", ") + "; "
      + counted(report.ledger.rules.count, "rule") + "; "
      + counted(counts.total, "outcome") + " = \(sum)"
  }
}
