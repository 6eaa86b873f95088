import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverSimulation

/// A simulation for a person at a terminal: what it comes to, the worst first, nothing left unsaid.
package struct SimulationText {
  /// The most groups or cases listed unless `verbose`.
  static let limit = 50
  /// The most groups of one case, and zones in one table, unless `verbose`.
  static let partLimit = 4

  /// Whether to write ANSI colours.
  package var color: Bool
  /// The columns of the terminal; fewer than 60 are taken for 60.
  package var width: Int
  /// Whether to report every group and every case.
  package var verbose: Bool

  package init(color: Bool = false, width: Int = 80, verbose: Bool = false) {
    self.color = color
    self.width = width
    self.verbose = verbose
  }

  package func write(_ report: SimulationReport, to sink: inout ByteSink) throws {
    let layout = TextLayout(width: max(width, 60), color: color)
    try writeVerdict(report, layout, to: &sink)
    let simulation = report.simulation
    let table = SimulationTable(simulation: simulation, layout: layout, verbose: verbose)
    if case .each = simulation.question { try table.writeCases(to: &sink) }
    switch simulation.question {
    case .without, .each(.zone): try table.writeGroups(to: &sink)
    case .each: break
    }
    try table.writeUnknown(to: &sink)
    try writeInputs(report, layout, to: &sink)
  }

  private func writeVerdict(
    _ report: SimulationReport, _ layout: TextLayout, to sink: inout ByteSink
  ) throws {
    let inks: [SimulationReport.Word: TextLayout.Ink] = [
      .holds: .strongGreen, .breaks: .strongRed, .incomplete: .strongYellow,
    ]
    let word = layout.paint(report.word.rawValue.uppercased(), inks[report.word] ?? .bold)
    try sink.put("\(word) (exit code \(report.exitCode))\n")
    for reason in report.reasons { try layout.putParagraph(reason, first: "- ", to: &sink) }
    try layout.putParagraph(SimulationNames.question(report.simulation.question), to: &sink)
    let counts = SimulationNames.counts(report.simulation.counts)
    if case .without = report.simulation.question {
      try layout.putParagraph(counts, to: &sink)
    } else {
      try layout.putParagraph("Worst case for \(counts)", to: &sink)
    }
    if let sentence = SimulationNames.mastersLost(report.simulation) {
      try layout.putParagraph(sentence, to: &sink)
    }
  }

  private func writeInputs(
    _ report: SimulationReport, _ layout: TextLayout, to sink: inout ByteSink
  ) throws {
    try layout.putHeading("Inputs", to: &sink)
    try layout.putParagraph(InputSummary(report.inputs).words, to: &sink)
    let unread = report.inputs.filter { $0.status != .read }
    let limit = verbose ? Int.max : SimulationText.limit
    for problem in unread.flatMap(\.problems).prefix(limit) {
      try layout.putParagraph(problem.description, first: "- ", to: &sink)
    }
    let sentences = SimulationNames.notExamined(report)
    if sentences.isEmpty { return }
    try layout.putHeading("Not examined", to: &sink)
    for sentence in sentences.prefix(limit) {
      try layout.putParagraph(sentence, first: "- ", to: &sink)
    }
    if sentences.count > limit {
      try sink.put("… and \(sentences.count - limit) more; --verbose shows all\n")
    }
  }
}
