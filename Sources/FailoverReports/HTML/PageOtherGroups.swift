import FailoverAudit
import FailoverBase
import FailoverInventory

/// The groups that have no findings of their own: drawn while they are few, else counted.
struct PageOtherGroups {
  let report: Report
  private let limits: HTMLReporter.Limits
  /// Their places in the report, by the number of the data center; -1 for those without findings at
  /// all.
  private var places: [Int32: [Int]] = [:]
  private let isTold: Bool

  init(report: Report, index: FindingIndex, limits: HTMLReporter.Limits) {
    self.report = report
    self.limits = limits
    isTold = report.groups.count <= limits.groups
    guard isTold else { return }
    var shown: Set<String> = []
    var numbers: [String: Int32] = [:]
    for topic in index.topics.indices {
      let subject = index.subject(of: topic)
      shown.insert(FindingIndex.topicName(of: subject))
      if let datacenter = subject.datacenter {
        numbers[datacenter.id] = index.topics[topic].datacenter
      }
    }
    for (place, picture) in report.groups.enumerated()
    where !shown.contains(picture.subject.name) {
      let number = picture.subject.datacenter.flatMap { numbers[$0.id] } ?? -1
      places[number, default: []].append(place)
    }
  }

  /// Writes those of one data center, folded.
  func write(
    ofDatacenter number: Int32, _ standings: GroupStandings, to sink: inout ByteSink
  ) throws {
    guard number >= 0, let places = places[number] else { return }
    let owner = places.count == 1 ? "its" : "their"
    let title = "\(counted(places.count, "group")) without findings of \(owner) own"
    try write(places, title, standings, to: &sink)
  }

  /// Writes the groups of data centers without findings, or how many there are.
  func writeRest(_ standings: GroupStandings, to sink: inout ByteSink) throws {
    guard isTold else {
      let count = PageNumber.grouped(report.groups.count)
      return try sink.put(
        html: """
          <p>Of the \(count) groups, those without findings are counted above and not drawn.</p>

          """)
    }
    guard let places = places[-1] else { return }
    let title = "\(counted(places.count, "group")) in data centers without findings"
    try write(places, title, standings, to: &sink)
  }

  private func write(
    _ places: [Int], _ title: String, _ standings: GroupStandings, to sink: inout ByteSink
  ) throws {
    let drawn = places.prefix(limits.drawnGroups)
    try sink.put(
      html: """
        <details class="others"><summary>\(title)</summary><div>
        <div class="grid">

        """)
    for place in drawn { try sink.put(html: topic(of: report.groups[place], standings).html) }
    try sink.put(html: "</div>\n")
    if places.count > drawn.count {
      let more = counted(places.count - drawn.count, "more group")
      try sink.put(html: "<p>and \(more), not drawn</p>\n")
    }
    try sink.put(html: "</div></details>\n")
  }

  private func topic(of picture: GroupPicture, _ standings: GroupStandings) -> PageTopic {
    let name = picture.subject.name
    let (severityColour, label) = PageOtherGroups.label(standings.standing(of: name))
    return PageTopic(
      name: name, heading: TextNames.heading(of: picture.subject, topic: name), label: label,
      severityColour: severityColour, datacenter: -1, drawing: GroupDrawing(picture))
  }

  private static func label(_ standing: GroupStandings.Standing) -> (String, String) {
    switch standing {
    case .compliant: ("passed", "compliant")
    case .baselined: ("accepted", "baselined, see its NICs and LAN")
    case .waived: ("accepted", "accepted, see its NICs and LAN")
    case .notJudged: ("open", "not judged, see its NICs and LAN")
    case .atRisk: ("error", "at risk, see its NICs and LAN")
    }
  }
}
