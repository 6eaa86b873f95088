import FailoverAudit
import FailoverInventory

/// The state of the groups of one data center.
struct DatacenterStanding {
  let record: Subject.Record
  private var counts = [Int](repeating: 0, count: GroupStandings.Standing.allCases.count)

  /// Every data center with groups, the one with the most groups at risk first.
  static func all(_ report: Report, _ standings: GroupStandings) -> [DatacenterStanding] {
    var places: [String: Int] = [:]
    var all: [DatacenterStanding] = []
    for picture in report.groups {
      guard let record = picture.subject.datacenter else { continue }
      let place = places[record.id] ?? all.count
      if place == all.count {
        places[record.id] = place
        all.append(DatacenterStanding(record: record))
      }
      all[place].counts[Int(standings.standing(of: picture.subject.name).rawValue)] += 1
    }
    return all.enumerated().sorted { a, b in
      let (first, second) = (a.element, b.element)
      return (first.rank, b.offset) > (second.rank, a.offset)
    }.map(\.element)
  }

  private var rank: Int { count(.atRisk) << 32 + count(.notJudged) }

  private func count(_ standing: GroupStandings.Standing) -> Int { counts[Int(standing.rawValue)] }

  /// Its row of a table.
  var row: HTML {
    """
    <tr><th scope="row">\(record.name ?? record.id)</th>\
    \(HTML.number(counts.reduce(0, +)))\
    \(HTML.number(count(.atRisk), count(.atRisk) > 0 ? "bad" : nil))\
    \(HTML.number(count(.notJudged), count(.notJudged) > 0 ? "open" : nil))\
    \(HTML.number(count(.compliant)))</tr>
    """
  }
}
