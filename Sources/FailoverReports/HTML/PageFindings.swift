import FailoverAudit
import FailoverBase
import FailoverInventory

/// The findings of the page, by data center: the worst with their drawings, then the rest in short.
struct PageFindings {
  let report: Report
  let index: FindingIndex
  let standings: GroupStandings
  let limits: HTMLReporter.Limits

  /// - Parameter shown: topics, those of one data center together.
  func write(_ shown: [Int], to sink: inout ByteSink) throws {
    let outcomes = index.outcomes(of: shown)
    let others = PageOtherGroups(report: report, index: index, limits: limits)
    var written = Array(repeating: false, count: index.topics.count)
    var size = 0
    var last: Int32?
    for (place, topic) in shown.enumerated() where size < limits.topicBytes {
      let about = index.topics[topic]
      let section = about.isInput ? -2 : about.datacenter
      if section != last {
        if let last { try close(last, others, to: &sink) }
        try open(section, index.subject(of: topic), to: &sink)
        last = section
      }
      let html = html(of: topic, outcomes[place])
      size += html.bytes.count
      written[topic] = true
      try sink.put(html: html)
    }
    if let last { try close(last, others, to: &sink) }
    try PageRest(report: report, index: index, limits: limits).write(
      besides: written, drawing: size, to: &sink)
    try others.writeRest(standings, to: &sink)
  }

  private func open(
    _ section: Int32, _ subject: Subject, to sink: inout ByteSink
  ) throws {
    let record = section < 0 ? nil : subject.datacenter
    let title =
      section == -2
      ? "Findings about inputs"
      : record.map { "Data center " + ($0.name ?? $0.id) } ?? "In no data center"
    let anchor = "d-" + (record.map { PageWords.anchor(of: $0.id) } ?? String(-section))
    let id: HTML? = record.flatMap { $0.name == nil ? nil : "<p class=\"in\">\($0.id)</p>" }
    try sink.put(
      html: """
        <section class="datacenter" data-d="\(Int(section))" aria-labelledby="\(anchor)">
        <h3 id="\(anchor)">\(title)</h3>
        \(id)

        """)
  }

  private func close(
    _ section: Int32, _ others: PageOtherGroups, to sink: inout ByteSink
  ) throws {
    try others.write(ofDatacenter: section, standings, to: &sink)
    try sink.put(html: "</section>\n")
  }

  // MARK: A group or another subject

  private func html(
    of topic: Int, _ references: ArraySlice<FindingIndex.Reference>
  ) -> HTML {
    let about = index.topics[topic]
    let subject = index.subject(of: topic)
    let name = FindingIndex.topicName(of: subject)
    let (severityColour, label) = self.severityColour(of: about, references)
    let drawing = about.isGroup ? drawing(of: name, references) : nil
    return PageTopic(
      name: name, heading: TextNames.heading(of: subject, topic: name), label: label,
      severityColour: severityColour,
      datacenter: Int(about.datacenter), drawing: drawing,
      isBeside: drawing.map { !$0.isWide } ?? false, findings: findings(references, below: name)
    ).html
  }

  private func findings(
    _ references: ArraySlice<FindingIndex.Reference>, below name: String
  ) -> HTML {
    let shown = references.prefix(limits.outcomes).map { reference -> HTML in
      let rule = report.ledger.rules[Int(reference.rule)]
      let answer = Answer(rule, at: Int(reference.index))
      return PageFinding(
        report: report, rule: rule, answer: answer, topic: name, limits: limits
      ).html
    }
    let more = references.count - shown.count
    let rest: HTML? =
      more > 0
      ? "<p>and \(counted(more, "more outcome")) here; the JSON report has them all</p>" : nil
    return "\(shown)\(rest)"
  }

  private func drawing(
    of group: String, _ references: ArraySlice<FindingIndex.Reference>
  ) -> GroupDrawing? {
    report.groups.picture(named: group).map { picture in
      GroupDrawing(picture, troubles: references.compactMap(trouble))
    }
  }

  private func trouble(_ reference: FindingIndex.Reference) -> GroupDrawing.Trouble? {
    let rule = report.ledger.rules[Int(reference.rule)]
    let answer = Answer(rule, at: Int(reference.index))
    guard answer.outcome != .waived && answer.outcome != .baselined else { return nil }
    var names: Set<String> = [answer.subject.name]
    for fact in answer.findings.flatMap({ $0.evidence.prefix(limits.facts) }) {
      for word in fact.about.split(separator: " ")
      where word.hasPrefix("nic/") || word.hasPrefix("server/") {
        names.insert(String(word))
      }
    }
    return GroupDrawing.Trouble(
      mark: GroupDrawing.Mark(
        rule: rule.info.id, failure: answer.outcome == .fail ? rule.severity : nil),
      names: names)
  }

  private func severityColour(
    of topic: FindingIndex.Topic, _ references: ArraySlice<FindingIndex.Reference>
  ) -> (severityColour: String, label: String) {
    if topic.failures > 0 {
      let severity = Severity.allCases[Int(topic.severity) - 1]
      return (severity.rawValue, counted(Int(topic.failures), "failure"))
    }
    let outcomes = references.map { report.ledger.rules[Int($0.rule)].outcomes[Int($0.index)] }
    if outcomes.contains(where: { !$0.isFailure }) { return ("open", "not judged") }
    return ("accepted", outcomes.contains(.baselined) ? "baselined" : "accepted")
  }
}

extension GroupPictures {
  /// The picture of the group of a stable name, found by halving; nil if there is none.
  func picture(named name: String) -> GroupPicture? {
    let place = partitionPoint { $0.subject.name >= name }
    guard place < endIndex else { return nil }
    let picture = self[place]
    return picture.subject.name == name ? picture : nil
  }
}
