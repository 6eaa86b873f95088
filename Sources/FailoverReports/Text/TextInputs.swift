import FailoverAudit
import FailoverBase
import FailoverInventory

/// The inputs of the text report: what became of each, and what is wrong with it.
struct TextInputs {
  let report: Report
  let layout: TextLayout
  let verbose: Bool

  func write(to sink: inout ByteSink) throws {
    try layout.putHeading("Inputs", to: &sink)
    guard !report.inputs.isEmpty else { return try sink.put("none\n") }
    let limit = TextReporter.limit(TextReporter.factLimit, unless: verbose)
    for input in report.inputs {
      let status = input.status.rawValue
      let size = input.bytes.map { counted($0, "byte") } ?? "size not known"
      let facts = "\(size), \(counted(input.records, "record"))"
      try sink.put(layout.paint(status, ink(of: input.status)) + ", \(facts):")
      try put(input.name, behind: status.count + facts.count + 3, to: &sink)
      if let digest = input.sha256 { try sink.put("  sha256 \(TerminalText.visible(digest))\n") }
      for problem in input.problems.prefix(limit) {
        try layout.putParagraph(problem.description, first: "  - ", to: &sink)
      }
      if input.problems.count > limit {
        try sink.put("  … and \(counted(input.problems.count - limit, "more problem"))\n")
      }
    }
  }

  /// Writes a name on the line that was begun, or below it if it does not fit.
  private func put(_ name: String, behind columns: Int, to sink: inout ByteSink) throws {
    let visible = TerminalText.visible(name)
    if columns + 1 + Wrapping.columns(visible) <= layout.width {
      try sink.put(" " + visible + "\n")
    } else {
      try sink.put("\n")
      try layout.putParagraph(name, first: TextInputs.nameMargin, to: &sink)
    }
  }

  /// Further in than anything that begins a line below an input.
  private static let nameMargin = "        "

  private func ink(of status: InputRecord.Status) -> TextLayout.Ink {
    switch status {
    case .read: .green
    case .partlyRead: .yellow
    case .refused: .red
    }
  }
}
