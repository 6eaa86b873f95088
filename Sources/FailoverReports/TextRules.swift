import FailoverAudit
import FailoverInventory

/// The table of the text report: one row a rule, with how often it gave each outcome.
struct TextRules {
  let report: Report
  let layout: TextLayout
  let verbose: Bool

  private static let severityColumns = 7

  func write(to sink: inout ByteSink) throws {
    guard isWanted else { return }
    try layout.putHeading("Rules", to: &sink)
    let rules = report.ledger.rules
    let idColumns = max(5, rules.map { $0.info.id.count }.max() ?? 0)
    let columns = numberColumns
    let numbers = columns.reduce(0) { $0 + 1 + $1 }
    let isNarrow = idColumns + 1 + TextRules.severityColumns + numbers > layout.width
    let row = { (id: String, severity: String, cells: [String]) in
      let cells = zip(cells, columns).map { " " + TextLayout.aligned($0, $1) }.joined()
      guard isNarrow else {
        return TextLayout.padded(id, idColumns) + " "
          + TextLayout.padded(severity, TextRules.severityColumns) + cells + "\n"
      }
      return id + (severity.isEmpty ? "" : " (\(severity))") + "\n  " + cells + "\n"
    }
    try sink.put(row("rule", isNarrow ? "" : "level", TextRules.titles))
    for rule in rules {
      let id = TerminalText.visible(rule.info.id)
      try sink.put(row(id, rule.severity.rawValue, TextRules.cells(rule.counts)))
    }
    try sink.put(row("total", "", TextRules.cells(report.ledger.counts)))
  }

  /// A compliant report stays short if every outcome is a pass or does not apply.
  private var isWanted: Bool {
    let counts = report.ledger.counts
    let isQuiet = counts[.pass] + counts[.notApplicable] == counts.total
    return !report.ledger.rules.isEmpty
      && (verbose || report.verdict.word != .compliant || !isQuiet)
  }

  private static let titles =
    Outcome.allCases.map { $0 == .notApplicable ? "n/a" : $0.word } + ["total"]

  private static func cells(_ counts: OutcomeCounts) -> [String] {
    Outcome.allCases.map { String(counts[$0]) } + [String(counts.total)]
  }

  /// The total row is the widest of all.
  private var numberColumns: [Int] {
    zip(TextRules.titles, TextRules.cells(report.ledger.counts)).map { max($0.count, $1.count) }
  }
}
