import FailoverAudit
import FailoverBase
import FailoverInventory

/// The groups of a Markdown report and other subjects, worst first, with what to do.
struct MarkdownGroups {
  let report: Report
  let index: FindingIndex
  let share: Int

  /// The most outcomes of one subject.
  private static let outcomeLimit = 5
  /// The most scalars of one message.
  private static let messageLimit = 1000

  func write(to sink: inout ByteSink) throws {
    guard !index.topics.isEmpty else { return }
    let section = MarkdownSection(share: share)
    try section.putHeading("Groups and other subjects, worst first", to: &sink)
    let limit = MarkdownReporter.topicLimit
    let shown = index.worst(limit, inputs: false) + index.worst(limit, inputs: true)
    let outcomes = index.outcomes(of: shown)
    let rows = shown.enumerated().lazy.map { place, topic in
      row(index.subject(of: topic), index.topics[topic], outcomes[place])
    }
    try section.putTable(
      ["worst", "subject", "what is wrong or open", "what to do"], rows,
      total: index.topics.count, "subject", to: &sink)
  }

  private func row(
    _ subject: Subject, _ topic: FindingIndex.Topic,
    _ references: ArraySlice<FindingIndex.Reference>
  ) -> [String] {
    let name = FindingIndex.topicName(of: subject)
    var lines = [MarkdownText.code(cut(TextNames.heading(of: subject, topic: name)))]
    if let record = subject.datacenter, subject.kind != .datacenter {
      lines.append("in " + MarkdownText.code(cut(datacenter(record, of: name))))
    }
    lines.append(MarkdownText.code(cut(name)))
    var outcomes = references.prefix(MarkdownGroups.outcomeLimit).map { sentence(of: $0) }
    if references.count > outcomes.count {
      outcomes.append("and \(counted(references.count - outcomes.count, "more outcome"))")
    }
    let advice = references.first.flatMap { rule($0).info.remedy(of: outcome($0)) } ?? ""
    let worst =
      topic.failures > 0
      ? references.first.map { rule($0).severity.rawValue } ?? "" : "open"
    return [
      worst, lines.joined(separator: "<br>"), outcomes.joined(separator: "<br>"),
      MarkdownText.prose(cut(advice)),
    ]
  }

  /// Its id is in the stable names of groups, LANs and addresses, and need not be reported twice.
  private func datacenter(_ record: Subject.Record, of name: String) -> String {
    let parts = name.split(separator: "/")
    guard let title = record.name, parts.count > 2, parts[1] == record.id else {
      return TextNames.title(record)
    }
    return title
  }

  private func rule(_ reference: FindingIndex.Reference) -> RuleLedger {
    report.ledger.rules[Int(reference.rule)]
  }

  private func outcome(_ reference: FindingIndex.Reference) -> Outcome {
    rule(reference).outcomes[Int(reference.index)]
  }

  private func sentence(of reference: FindingIndex.Reference) -> String {
    let rule = rule(reference)
    let answer = Answer(rule, at: Int(reference.index))
    var text = "\(answer.outcome.word): \(MarkdownText.code(rule.info.id)): "
    text += MarkdownText.prose(cut(answer.numberedMessage))
    if let place = answer.place {
      text += " (" + MarkdownText.code("\(cut(place.input)):\(place.line)") + ")"
    }
    return text
  }

  /// One hostile message must not take the room of all others.
  private func cut(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > MarkdownGroups.messageLimit else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(MarkdownGroups.messageLimit))) + "…"
  }
}
