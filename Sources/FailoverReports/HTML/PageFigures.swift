import FailoverBase
import FailoverAudit

/// The key figures of the page.
struct PageFigures {
  let report: Report
  let standings: GroupStandings

  var html: HTML { "<dl class=\"tiles\">\(tiles.map(\.html))</dl>\n" }

  private var tiles: [PageTile] {
    let total = report.estate.groups
    let failOn = report.settings.failOn.rawValue
    var tiles = [
      PageTile(
        name: "Failover groups", count: total,
        note: "in \(counted(report.estate.datacenters, "data center"))", severityColour: ""),
      tile("At risk", .atRisk, "error"),
      tile("Not judged", .notJudged, "open"),
      tile("Compliant", .compliant, "passed", note: ", by rules from \(failOn) up"),
    ]
    if standings.count(.waived) > 0 { tiles.append(tile("Accepted", .waived, "accepted")) }
    if standings.count(.baselined) > 0 { tiles.append(tile("Baselined", .baselined, "accepted")) }
    return tiles
  }

  private func tile(
    _ name: String, _ standing: GroupStandings.Standing, _ severityColour: String, note: String = ""
  ) -> PageTile {
    PageTile(
      name: name, count: standings.count(standing), note: share(standing) + note,
      severityColour: severityColour)
  }

  private func share(_ standing: GroupStandings.Standing) -> String {
    let count = standings.count(standing)
    let total = report.estate.groups
    guard total > 0 else { return "of none" }
    if count == 0 { return "none" }
    if count == total { return "all of them" }
    let percent = min(99, (count * 200 + total) / (2 * total))
    return percent == 0 ? "less than 1 % of all" : "\(percent) % of all"
  }
}
