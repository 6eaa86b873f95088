import FailoverAudit
import FailoverBase

/// The formats of a comparison.
public enum ComparisonFormat: String, Sendable, CaseIterable {
  case text, markdown, json, html

  public var summary: String {
    switch self {
    case .text: "what changed, to read at a terminal"
    case .markdown: "the same for a merge request or the summary of a job"
    case .json: "every finding of either report with what became of it"
    case .html: "one self-contained page"
    }
  }

  /// - Parameters:
  ///   - color: whether a text is coloured.
  ///   - width: the columns of the terminal, for a text.
  ///   - verbose: whether a text lists everything.
  package func write(
    _ report: ComparisonReport, color: Bool = false, width: Int = 80, verbose: Bool = false,
    to sink: inout ByteSink
  ) throws {
    switch self {
    case .text:
      let layout = TextLayout(width: max(width, 60), color: color)
      try ComparisonText(report: report, layout: layout, verbose: verbose).write(to: &sink)
    case .markdown: try ComparisonMarkdown(report: report).write(to: &sink)
    case .json: try ComparisonJSON(report: report).write(to: &sink)
    case .html: try ComparisonPage(report: report).write(to: &sink)
    }
  }
}
