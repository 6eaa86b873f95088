import FailoverAudit
import FailoverBase
import FailoverInventory

/// The table of the text report: one row a rule, with how often it gave each outcome.
struct TextRules {
  let report: Report
  let layout: TextLayout
  let verbose: Bool

  private static let severityColumns = 7

  /// How much of a row fits on a line of the terminal.
  private enum Shape {
    case whole
    case withoutSeverity
    case onTwoLines
  }

  func write(to sink: inout ByteSink) throws {
    guard isWanted else { return }
    try layout.putHeading("Rules", to: &sink)
    try putRow("rule", "level", titles, to: &sink)
    for rule in report.ledger.rules {
      let id = TerminalText.visible(rule.info.id)
      try putRow(id, rule.severity.rawValue, cells(rule.counts), to: &sink)
    }
    try putRow("total", "", cells(report.ledger.counts), to: &sink)
  }

  private func putRow(
    _ id: String, _ severity: String, _ cells: [String], to sink: inout ByteSink
  ) throws {
    switch shape {
    case .whole:
      let level = TextLayout.padded(severity, TextRules.severityColumns)
      try sink.put(TextLayout.padded(id, idColumns) + " " + level)
    case .withoutSeverity:
      try sink.put(TextLayout.padded(id, idColumns))
    case .onTwoLines:
      try sink.put(id + "\n  ")
    }
    for (cell, columns) in zip(cells, numberColumns) {
      try sink.put(" " + TextLayout.aligned(cell, columns))
    }
    try sink.put("\n")
  }

  private var shape: Shape {
    let numbers = numberColumns.reduce(0) { $0 + 1 + $1 }
    if idColumns + 1 + TextRules.severityColumns + numbers <= layout.width { return .whole }
    return idColumns + numbers <= layout.width ? .withoutSeverity : .onTwoLines
  }

  private var idColumns: Int { max(5, report.ledger.rules.map { $0.info.id.count }.max() ?? 0) }

  /// A compliant report stays short if every outcome is a pass or does not apply.
  private var isWanted: Bool {
    let counts = report.ledger.counts
    let isQuiet = counts[.pass] + counts[.notApplicable] == counts.total
    return !report.ledger.rules.isEmpty && counts.total > 0
      && (verbose || report.verdict.word != .compliant || !isQuiet)
  }

  private var titles: [String] {
    report.possibleOutcomes.map { $0 == .notApplicable ? "n/a" : $0.word } + ["sum"]
  }

  private func cells(_ counts: OutcomeCounts) -> [String] {
    report.possibleOutcomes.map { String(counts[$0]) } + [String(counts.total)]
  }

  /// The total row is the widest of all.
  private var numberColumns: [Int] {
    zip(titles, cells(report.ledger.counts)).map { max($0.count, $1.count) }
  }
}
