import FailoverAudit
import FailoverBase

/// What the text report says of earlier runs.
struct TextHistory {
  let report: Report
  let layout: TextLayout

  func write(to sink: inout ByteSink) throws {
    guard let sentences = HistorySentences(report) else { return }
    try layout.putHeading("History", to: &sink)
    for sentence in sentences.all { try layout.putParagraph(sentence, first: "- ", to: &sink) }
  }
}

/// What reports say of the run among others, in sentences without a full stop.
struct HistorySentences {
  private let history: FindingHistory
  private let run: RunTotals

  init?(_ report: Report) {
    guard let history = report.history, let run = history.runs.last else { return nil }
    self.history = history
    self.run = run
  }

  var all: [String] {
    var sentences = ["run \(run.number) of \(history.file)"]
    if history.runs.count > 1 {
      let before = history.runs[history.runs.count - 2]
      var text =
        "since the run of \(FindingAges.day(before.time)): \(run.new) new, \(run.fixed) fixed"
      if run.notJudged > 0 { text += ", \(run.notJudged) no longer judged" }
      sentences.append(
        text + "; \(counted(before.violations, "violation")) then, \(run.violations) now")
    }
    if let unseen = UnseenDatacenters.sentence(history.unseenDatacenters, "this run") {
      sentences.append(unseen)
    }
    if let oldest = history.all.map(\.age.openSince).min() {
      let days = FindingAges.days(from: oldest, to: history.time)
      sentences.append(
        "the oldest finding has been open since \(FindingAges.day(oldest)) (\(counted(days, "day")))"
      )
    }
    return sentences
  }
}
