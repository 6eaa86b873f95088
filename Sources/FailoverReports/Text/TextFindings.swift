import FailoverAudit
import FailoverBase
import FailoverInventory

/// The findings of the text report, below headings that a reader finds in the estate.
struct TextFindings {
  let report: Report
  let layout: TextLayout
  let verbose: Bool

  private var ages: FindingAges { FindingAges(report) }

  /// Findings begin in columns 4 to 6: the further lines of a heading are after them.
  private static let headingHanging = 8

  func write(to sink: inout ByteSink) throws {
    let counts = report.ledger.counts
    guard counts[.fail] + counts[.unknown] + counts[.error] > 0 else { return }
    let index = FindingIndex(report.ledger)
    let limit = TextReporter.limit(TextReporter.topicLimit, unless: verbose)
    let shown = index.byDatacenter(index.worst(limit, inputs: false))
    let inputs = index.worst(limit, inputs: true)
    try layout.putHeading("Findings, worst first", to: &sink)
    try put(shown, of: index, to: &sink)
    if !inputs.isEmpty {
      try sink.put("\n" + layout.paint("Inputs", .bold) + "\n")
      let outcomes = index.outcomes(of: inputs)
      for (place, topic) in inputs.enumerated() {
        try putTopic(index.subject(of: topic), outcomes[place], to: &sink)
      }
    }
    try putRest(shown + inputs, of: index, to: &sink)
    try putRemediations(to: &sink)
    try putUnknownRemedies(to: &sink)
  }

  private func put(_ shown: [Int], of index: FindingIndex, to sink: inout ByteSink) throws {
    let outcomes = index.outcomes(of: shown)
    var last: Int32?
    for (place, topic) in shown.enumerated() {
      let datacenter = index.topics[topic].datacenter
      if datacenter != last {
        let record = index.subject(of: topic).datacenter
        let title = record.map { "Data center " + TextNames.title($0) } ?? "In no data center"
        try sink.put("\n")
        try layout.putParagraph(
          title, hanging: TextFindings.headingHanging, ink: .bold, to: &sink)
        last = datacenter
      }
      try putTopic(index.subject(of: topic), outcomes[place], to: &sink)
    }
  }

  private func putTopic(
    _ subject: Subject, _ references: ArraySlice<FindingIndex.Reference>,
    to sink: inout ByteSink
  ) throws {
    let limit = TextReporter.limit(TextReporter.outcomeLimit, unless: verbose)
    let name = FindingIndex.topicName(of: subject)
    try sink.put("\n")
    try layout.putParagraph(
      TextNames.heading(of: subject, topic: name), first: "  ",
      hanging: TextFindings.headingHanging, ink: .bold, to: &sink)
    try layout.putParagraph(name, first: "  ", hanging: TextFindings.headingHanging, to: &sink)
    for reference in references.prefix(limit) {
      try put(
        report.ledger.rules[Int(reference.rule)], Int(reference.index), below: name, to: &sink)
    }
    if references.count > limit {
      let more = counted(references.count - limit, "more outcome")
      try sink.put("    … and \(more) here\n")
    }
  }

  private func put(
    _ rule: RuleLedger, _ index: Int, below topic: String, to sink: inout ByteSink
  ) throws {
    let answer = Answer(rule, at: index)
    let isBelow = answer.outcome == .fail && rule.severity < report.settings.failOn
    let label = TextLayout.padded(answer.outcome.word.uppercased(), 7)
    try sink.put("    " + layout.paint(label, ink(of: answer.outcome, rule.severity)) + " ")
    try sink.put(TextLayout.padded(rule.severity.rawValue, 7) + " ")
    try sink.put(TerminalText.visible(rule.info.id))
    try sink.put(isBelow ? " (below the threshold)\n" : "\n")
    let indent = "      "
    if answer.subject.name != topic {
      try layout.putParagraph(TextNames.title(of: answer.subject), first: indent, to: &sink)
    }
    for (number, finding) in answer.findings.enumerated() {
      let start = answer.findings.count > 1 ? indent + "\(number + 1). " : indent
      try layout.putParagraph(finding.message, first: start, to: &sink)
      try put(finding.evidence, of: answer, to: &sink)
    }
    if let place = answer.place {
      try layout.putParagraph("\(place.input):\(place.line)", first: indent + "at ", to: &sink)
    }
    if let words = ages.words(of: answer, rule: rule.info.id) {
      try sink.put(indent + words + "\n")
    }
    if answer.subject.groups.count > 1 {
      let others = counted(answer.subject.groups.count - 1, "other group")
      try sink.put(indent + "also in \(others)\n")
    }
  }

  private func put(
    _ evidence: [Evidence], of answer: Answer, to sink: inout ByteSink
  ) throws {
    let limit = TextReporter.limit(TextReporter.factLimit, unless: verbose)
    for fact in evidence.prefix(limit) {
      var text = fact.about + ": " + fact.value
      if let place = fact.place, place != answer.place { text += " (\(place.input):\(place.line))" }
      try layout.putParagraph(text, first: "      - ", to: &sink)
    }
    if evidence.count > limit {
      try sink.put("      … and \(counted(evidence.count - limit, "more fact"))\n")
    }
  }

  private func ink(of outcome: Outcome, _ severity: Severity) -> TextLayout.Ink {
    guard outcome == .fail else { return .magenta }
    return severity == .error ? .red : .yellow
  }

  private func putRest(_ shown: [Int], of index: FindingIndex, to sink: inout ByteSink) throws {
    guard shown.count < index.topics.count else { return }
    var isShown = Array(repeating: false, count: index.topics.count)
    for topic in shown { isShown[topic] = true }
    var groups = 0
    var failures = 0
    for (topic, isShown) in zip(index.topics, isShown) where !isShown {
      groups += topic.isGroup ? 1 : 0
      failures += Int(topic.failures)
    }
    let rest = index.topics.count - shown.count
    let outcomes = index.references.count { !isShown[Int($0.topic)] }
    let text =
      "Not shown: \(counted(groups, "more group")) and "
      + counted(rest - groups, "other subject") + " with "
      + counted(outcomes, "outcome") + ", \(counted(failures, "failure")) among them. "
      + "A verbose report and the other formats list them all."
    try sink.put("\n")
    try layout.putParagraph(text, to: &sink)
  }

  private func putRemediations(to sink: inout ByteSink) throws {
    let failed = report.ledger.rules.filter { $0.counts[.fail] > 0 }
      .sorted {
        ($1.severity, $0.info.loss, $0.info.id) < ($0.severity, $1.info.loss, $1.info.id)
      }
    guard !failed.isEmpty else { return }
    try layout.putHeading("What to do", to: &sink)
    for rule in failed {
      let count = counted(rule.counts[.fail], "failure")
      let id = TerminalText.visible(rule.info.id)
      try sink.put(layout.paint(id, .bold) + " (\(rule.severity.rawValue), \(count))\n")
      try layout.putParagraph(rule.info.remediation, first: "  ", to: &sink)
    }
  }

  /// What to do where rules cannot judge, each sentence once with the rules that it is for.
  private func putUnknownRemedies(to sink: inout ByteSink) throws {
    let open = report.ledger.rules.filter { $0.counts[.unknown] > 0 }
    guard !open.isEmpty else { return }
    try layout.putHeading("What to do about what is unknown", to: &sink)
    var shown: Set<String> = []
    for rule in open where shown.insert(rule.info.unknownRemedy).inserted {
      let same = open.filter { $0.info.unknownRemedy == rule.info.unknownRemedy }
      try layout.putParagraph(
        same.map(\.info.id).joined(separator: ", "), hanging: 2, ink: .bold, to: &sink)
      try layout.putParagraph(rule.info.unknownRemedy, first: "  ", to: &sink)
    }
  }
}
