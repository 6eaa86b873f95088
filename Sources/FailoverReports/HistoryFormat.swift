import FailoverArchive
import FailoverAudit
import FailoverBase

/// The forms in which the runs of a history are shown.
package enum HistoryFormat: String, Sendable, CaseIterable {
  case text, json, csv

  /// - Parameters:
  ///   - mostOpen: the most open findings that are shown, the oldest first.
  ///   - width: the columns of the terminal, for a text.
  package func write(
    _ overview: HistoryOverview, mostOpen: Int, width: Int = 80, color: Bool = false,
    to sink: inout ByteSink
  ) throws {
    switch self {
    case .text:
      let layout = TextLayout(width: max(60, width), color: color)
      try HistoryText(overview: overview, layout: layout, mostOpen: mostOpen).write(to: &sink)
    case .json: try json(overview, mostOpen, to: &sink)
    case .csv: try csv(overview, to: &sink)
    }
  }

  private func json(
    _ overview: HistoryOverview, _ mostOpen: Int, to sink: inout ByteSink
  ) throws {
    try sink.put("{\"format\":\"failover-audit-history/1\",\"file\":")
    try JSONText.put(overview.file, to: &sink)
    try sink.put(
      ",\"runCount\":\(overview.runCount),\"openCount\":\(overview.open.count),\n\"runs\":[")
    for (number, run) in overview.runs.enumerated() {
      try sink.put(number == 0 ? "\n" : ",\n")
      try HistoryObject.put(run, to: &sink)
    }
    try sink.put("],\n\"unseenDatacenters\":[")
    for (number, datacenter) in overview.unseenDatacenters.enumerated() {
      try sink.put(number == 0 ? "\n" : ",\n")
      try HistoryObject.put(datacenter, to: &sink)
    }
    try sink.put("],\n\"open\":[")
    for (number, open) in overview.open.prefix(mostOpen).enumerated() {
      try sink.put(number == 0 ? "\n" : ",\n")
      var members = JSONMembers()
      try members.put("rule", open.finding.rule, to: &sink)
      try members.put("subject", open.finding.subject, to: &sink)
      try members.put("title", open.title, to: &sink)
      try members.put("facet", open.finding.facet, to: &sink)
      try members.put("fingerprint", open.finding.fingerprint, to: &sink)
      try members.put("outcome", open.finding.outcome.word, to: &sink)
      try members.put("severity", open.finding.severity.rawValue, to: &sink)
      try HistoryObject.put(open.age, in: &members, to: &sink)
      try members.put("lastSeen", UTCTime.text(of: open.lastSeen), to: &sink)
      try members.close(to: &sink)
    }
    try sink.put("]}\n")
  }

  /// The runs as a table, for a chart of one's own.
  private func csv(_ overview: HistoryOverview, to sink: inout ByteSink) throws {
    let words = Outcome.allCases.map(\.word)
    let titles =
      ["run", "time", "verdict", "groups", "violations", "new", "fixed", "no_longer_judged"] + words
    try sink.put(titles.joined(separator: ",") + "\r\n")
    for run in overview.runs {
      let numbers = [run.groups, run.violations, run.new, run.fixed, run.notJudged]
      let cells =
        [String(run.number), UTCTime.text(of: run.time), run.verdict.rawValue]
        + (numbers + Outcome.allCases.map { run.counts[$0] }).map(String.init)
      try sink.put(cells.joined(separator: ",") + "\r\n")
    }
  }
}

/// The runs of a history for a terminal: a line each, with a bar for its violations, then what is
/// open.
struct HistoryText {
  let overview: HistoryOverview
  let layout: TextLayout
  let mostOpen: Int

  /// The longest bar, in columns.
  private static let longest = 24

  func write(to sink: inout ByteSink) throws {
    let shown = overview.runs.count
    let part = shown < overview.runCount ? ", the last \(shown) of them here" : ""
    try layout.putParagraph(
      "\(overview.file): \(counted(overview.runCount, "run"))\(part)", ink: .bold, to: &sink)
    guard !overview.runs.isEmpty else { return }
    try sink.put(
      "\n   run  day         verdict     violations  unknown     new   fixed  no longer judged\n")
    let most = max(1, overview.runs.map(\.violations).max() ?? 1)
    for run in overview.runs { try put(run, most, to: &sink) }
    let unseen = overview.unseenDatacenters
    if let sentence = UnseenDatacenters.sentence(unseen, "The last run") {
      try sink.put("\n")
      try layout.putParagraph(sentence + ".", to: &sink)
    }
    try putOpen(to: &sink)
  }

  private func put(_ run: RunTotals, _ most: Int, to sink: inout ByteSink) throws {
    let ink: TextLayout.Ink =
      switch run.verdict {
      case .compliant: .green
      case .violations: .red
      case .incomplete: .yellow
      }
    let open = run.counts[.unknown] + run.counts[.error]
    try sink.put(TextLayout.aligned(String(run.number), 6) + "  ")
    try sink.put(FindingAges.day(run.time) + "  ")
    try sink.put(layout.paint(TextLayout.padded(run.verdict.rawValue, 10), ink) + "  ")
    try sink.put(TextLayout.aligned(String(run.violations), 10))
    for (number, columns) in [(open, 9), (run.new, 8), (run.fixed, 8), (run.notJudged, 18)] {
      try sink.put(TextLayout.aligned(String(number), columns))
    }
    let room = min(HistoryText.longest, layout.width - 84)
    if run.violations > 0 && room > 2 {
      let length = max(1, run.violations * room / most)
      try sink.put("  " + String(repeating: "#", count: length))
    }
    try sink.put("\n")
  }

  private func putOpen(to sink: inout ByteSink) throws {
    let last = overview.runs.last?.time ?? 0
    try layout.putHeading("Open (\(overview.open.count)), the oldest first", to: &sink)
    for open in overview.open.prefix(mostOpen) {
      let finding = open.finding
      let head = "\(finding.outcome.word.uppercased()) \(finding.severity.rawValue) \(finding.rule)"
      try layout.putParagraph(head, to: &sink)
      try layout.putParagraph(open.title, first: "  ", to: &sink)
      if open.title != finding.subject {
        try layout.putParagraph(finding.subject, first: "  ", to: &sink)
      }
      var words = FindingAges.words(open.age, at: last)
      if open.lastSeen < last { words += ", not judged since \(FindingAges.day(open.lastSeen))" }
      try layout.putParagraph(words, first: "  ", to: &sink)
    }
    let rest = overview.open.count - mostOpen
    if rest > 0 {
      try layout.putParagraph(
        "Not shown: \(counted(rest, "more finding")); --open N shows N.", to: &sink)
    }
  }
}
