import FailoverAudit
import FailoverInventory

/// The findings of the page, by data center: the worst with their drawings, then the rest in short.
struct PageFindings {
  let report: Report
  let index: FindingIndex
  let standings: GroupStandings
  let limits: HTMLReporter.Limits
  let templates: PageTemplates

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
      let context = context(of: topic, outcomes[place])
      let text = try templates.text("topic", context)
      size += text.utf8.count
      written[topic] = true
      try sink.put(text)
    }
    if let last { try close(last, others, to: &sink) }
    try PageRest(report: report, index: index, limits: limits).write(
      besides: written, drawing: size, to: &sink)
    try others.writeRest(templates, standings, to: &sink)
  }

  private func open(
    _ section: Int32, _ subject: Subject, to sink: inout ByteSink
  ) throws {
    let record = section < 0 ? nil : subject.datacenter
    let title =
      section == -2
      ? "Findings about inputs"
      : record.map { "Data center " + ($0.name ?? $0.id) } ?? "In no data center"
    try templates.put(
      "section",
      [
        "sectionNumber": .number(Int(section)), "sectionTitle": .text(title),
        "sectionAnchor": .text(
          "d-" + (record.map { PageWords.anchor(of: $0.id) } ?? String(-section))),
        "sectionNote": .text(record?.name == nil ? nil : record?.id),
      ], to: &sink)
  }

  private func close(
    _ section: Int32, _ others: PageOtherGroups, to sink: inout ByteSink
  ) throws {
    try others.write(ofDatacenter: section, templates, standings, to: &sink)
    try sink.put("</section>\n")
  }

  // MARK: A group or another subject

  private func context(
    of topic: Int, _ references: ArraySlice<FindingIndex.Reference>
  ) -> PageContext {
    let about = index.topics[topic]
    let subject = index.subject(of: topic)
    let name = FindingIndex.topicName(of: subject)
    let shown = references.prefix(limits.outcomes)
    let more = references.count - shown.count
    let (mood, label) = self.mood(of: about, references)
    let drawing = about.isGroup ? drawing(of: name, references) : nil
    return [
      "anchor": .text(PageWords.anchor(of: name)), "topicMood": .text(mood),
      "topicLabel": .text(label), "topicNumber": .number(Int(about.datacenter)),
      "heading": .text(TextNames.heading(of: subject, topic: name)), "stableName": .text(name),
      "drawing": .context(drawing?.context), "isBeside": .flag(drawing.map { !$0.isWide } ?? false),
      "hasFindings": .flag(true),
      "findings": .list(shown.map { finding($0, below: name) }),
      "moreFindings": more > 0
        ? .text("and \(counted(more, "more outcome")) here; the JSON report has them all") : .absent
        ,
    ]
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
    guard answer.outcome != .waived && answer.outcome != .known else { return nil }
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

  private func mood(
    of topic: FindingIndex.Topic, _ references: ArraySlice<FindingIndex.Reference>
  ) -> (mood: String, label: String) {
    if topic.failures > 0 {
      let severity = Severity.allCases[Int(topic.severity) - 1]
      return (severity.rawValue, counted(Int(topic.failures), "failure"))
    }
    let outcomes = references.map { report.ledger.rules[Int($0.rule)].outcomes[Int($0.index)] }
    if outcomes.contains(where: { !$0.isFailure }) { return ("open", "not judged") }
    return ("accepted", outcomes.contains(.known) ? "known" : "accepted")
  }

  // MARK: A finding

  private func finding(_ reference: FindingIndex.Reference, below topic: String) -> PageContext {
    let rule = report.ledger.rules[Int(reference.rule)]
    let answer = Answer(rule, at: Int(reference.index))
    let info = rule.info
    let others = answer.subject.groups.dropFirst()
    let context: PageContext = [
      "mood": .text(PageWords.mood(answer.outcome, rule.severity)),
      "outcomeClass": .text(PageWords.outcomeClass(answer.outcome)),
      "severity": .text(rule.severity.rawValue), "family": .text(info.family.rawValue),
      "label": .text(label(answer, rule)), "rule": .text(info.id),
      "findingSubject": .text(
        answer.subject.name == topic ? nil : TextNames.title(of: answer.subject)),
      "parts": .list(
        answer.findings.enumerated().map { number, finding in
          part(finding, answer.findings.count > 1 ? number + 1 : nil, of: answer)
        }),
      "waiver": .text(answer.waiverSentence(on: report.day)),
      "age": .text(FindingAges(report).words(of: answer, rule: info.id)),
      "todo": .prose(answer.isAccepted ? nil : info.remedy(of: answer.outcome)),
      "findingPlace": .text(answer.place.map { PageWords.place($0) + " " + $0.pointer }),
      "others": .text(
        others.isEmpty ? nil : "also concerns \(counted(others.count, "other group"))"),
      "fingerprint": .text(answer.fingerprint(rule: info.id)),
    ]
    return context.with(backing(info))
  }

  private func label(_ answer: Answer, _ rule: RuleLedger) -> String {
    let isBelow = answer.outcome == .fail && rule.severity < report.settings.failOn
    return PageWords.label(answer.outcome, rule.severity)
      + (isBelow ? " · below the threshold" : "")
  }

  private func backing(_ info: RuleInfo) -> PageContext {
    [
      "isBacked": .flag(!info.references.isEmpty || !info.controls.isEmpty),
      "hasReferences": .flag(!info.references.isEmpty),
      "references": .list(PageWords.references(info)),
      "controls": .text(PageWords.controls(info)),
    ]
  }

  private func part(_ finding: Finding, _ number: Int?, of answer: Answer) -> PageContext {
    let evidence = finding.evidence
    let facts = evidence.prefix(limits.facts).map { fact -> PageContext in
      let place = fact.place == answer.place ? nil : fact.place
      return [
        "about": .text(fact.about), "value": .text(fact.value),
        "factPlace": .text(place.map(PageWords.place)),
      ]
    }
    let more = evidence.count - facts.count
    return [
      "partNumber": number.map { .number($0) } ?? .absent, "message": .text(finding.message),
      "hasFacts": .flag(!facts.isEmpty), "facts": .list(facts),
      "moreFacts": more > 0
        ? .text("and \(counted(more, "more fact")); the JSON report has them all") : .absent,
    ]
  }
}

extension GroupPictures {
  /// The picture of the group of a stable name, found by halving; nil if there is none.
  func picture(named name: String) -> GroupPicture? {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if self[middle].subject.name < name { low = middle + 1 } else { high = middle }
    }
    guard low < endIndex else { return nil }
    let picture = self[low]
    return picture.subject.name == name ? picture : nil
  }
}
