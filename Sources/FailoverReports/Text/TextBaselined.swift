import FailoverAudit
import FailoverBase
import FailoverInventory

/// What the text report says of the baseline: the failures that it lists, and its entries that must
/// go.
struct TextBaselined {
  let report: Report
  let layout: TextLayout
  let verbose: Bool

  /// The most baselined outcomes, and the most stale entries, that are listed unless `verbose`.
  static let limit = 50

  func write(to sink: inout ByteSink) throws {
    guard let sentences = BaselineSentences(report) else { return }
    try layout.putHeading("Baselined: failures that are in the baseline", to: &sink)
    try layout.putParagraph(sentences.summary, to: &sink)
    let limit = TextReporter.limit(TextBaselined.limit, unless: verbose)
    var shown = 0
    for rule in report.ledger.rules where rule.counts[.baselined] > 0 && shown < limit {
      for (index, outcome) in rule.outcomes.enumerated() where outcome == .baselined {
        if shown == limit { break }
        shown += 1
        try put(rule, index, to: &sink)
      }
    }
    try putRest(report.ledger.counts[.baselined] - shown, "more baselined outcome", to: &sink)
    guard let remedy = sentences.remedy else { return }
    try layout.putHeading("Entries of the baseline that no longer match", to: &sink)
    let stale = sentences.baseline.stale
    for entry in stale.prefix(limit) {
      try layout.putParagraph(BaselineSentences.words(entry), first: "- ", to: &sink)
    }
    try putRest(stale.count - limit, "more entry", "more entries", to: &sink)
    try layout.putParagraph(remedy, to: &sink)
  }

  private func put(_ rule: RuleLedger, _ index: Int, to sink: inout ByteSink) throws {
    let answer = Answer(rule, at: index)
    let title = TerminalText.visible(rule.info.id)
    try sink.put("\(TextLayout.padded(rule.severity.rawValue, 7)) \(title)\n")
    try layout.putParagraph(TextNames.title(of: answer.subject), first: "  ", to: &sink)
    try layout.putParagraph(answer.numberedMessage, first: "  ", to: &sink)
  }

  private func putRest(
    _ count: Int, _ noun: String, _ nouns: String? = nil, to sink: inout ByteSink
  ) throws {
    guard count > 0 else { return }
    try layout.putParagraph(
      "Not shown: \(counted(count, noun, nouns)). A verbose report and the other formats list them all.",
      to: &sink)
  }
}
