import FailoverAudit
import FailoverInventory

/// The groups that have no findings of their own: drawn while they are few, else counted.
struct PageOtherGroups {
  let report: Report
  private let limits: HTMLReporter.Limits
  /// Their places in the report, by the number of the data center; -1 for those without findings at all.
  private var places: [Int32: [Int]] = [:]
  private let isTold: Bool

  init(report: Report, index: FindingIndex, limits: HTMLReporter.Limits) {
    self.report = report
    self.limits = limits
    isTold = report.groups.count <= limits.groups
    guard isTold else { return }
    var told: Set<String> = []
    var numbers: [String: Int32] = [:]
    for topic in index.topics.indices {
      let subject = index.subject(of: topic)
      told.insert(FindingIndex.topicName(of: subject))
      if let datacenter = subject.datacenter {
        numbers[datacenter.id] = index.topics[topic].datacenter
      }
    }
    for (place, picture) in report.groups.enumerated()
    where !told.contains(picture.subject.name) {
      let number = picture.subject.datacenter.flatMap { numbers[$0.id] } ?? -1
      places[number, default: []].append(place)
    }
  }

  /// Writes those of one data center, folded.
  func write(
    ofDatacenter number: Int32, _ templates: PageTemplates, _ standings: GroupStandings,
    to sink: inout ByteSink
  ) throws {
    guard number >= 0, let places = places[number] else { return }
    let title =
      "\(counted(places.count, "group")) without findings of \(places.count == 1 ? "its" : "their") own"
    try write(places, title, templates, standings, to: &sink)
  }

  /// Writes those of data centers of which nothing else is told, or how many there are.
  func writeRest(
    _ templates: PageTemplates, _ standings: GroupStandings, to sink: inout ByteSink
  ) throws {
    guard isTold else {
      let count = PageNumber.grouped(report.groups.count)
      return try sink.put(
        "<p>Of the \(count) groups, those without findings are counted above and not drawn.</p>\n")
    }
    guard let places = places[-1] else { return }
    try write(
      places, "\(counted(places.count, "group")) in data centers without findings", templates,
      standings, to: &sink)
  }

  private func write(
    _ places: [Int], _ title: String, _ templates: PageTemplates, _ standings: GroupStandings,
    to sink: inout ByteSink
  ) throws {
    let drawn = places.prefix(limits.drawnGroups)
    try sink.put(
      "<details class=\"others\"><summary>\(PageText(title).renderText)</summary><div>\n")
    try sink.put("<div class=\"grid\">\n")
    for place in drawn {
      try templates.put("topic", context(of: report.groups[place], standings), to: &sink)
    }
    try sink.put("</div>\n")
    if places.count > drawn.count {
      let more = counted(places.count - drawn.count, "more group")
      try sink.put("<p>and \(PageText(more).renderText), not drawn</p>\n")
    }
    try sink.put("</div></details>\n")
  }

  private func context(of picture: GroupPicture, _ standings: GroupStandings) -> PageContext {
    let name = picture.subject.name
    let (mood, label) = PageOtherGroups.label(standings.standing(of: name))
    return [
      "anchor": .text(PageWords.anchor(of: name)), "topicMood": .text(mood),
      "topicLabel": .text(label), "topicNumber": .number(-1),
      "heading": .text(TextNames.heading(of: picture.subject, topic: name)),
      "stableName": .text(name), "drawing": .context(GroupDrawing(picture).context),
      "isBeside": .flag(false),
      "hasFindings": .flag(false),
    ]
  }

  private static func label(_ standing: GroupStandings.Standing) -> (String, String) {
    switch standing {
    case .compliant: ("passed", "compliant")
    case .known: ("accepted", "known, see its NICs and LAN")
    case .waived: ("accepted", "accepted, see its NICs and LAN")
    case .notJudged: ("open", "not judged, see its NICs and LAN")
    case .atRisk: ("error", "at risk, see its NICs and LAN")
    }
  }
}
