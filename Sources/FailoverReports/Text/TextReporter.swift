import FailoverAudit
import FailoverBase
import FailoverInventory

/// A report for a person at a terminal: the verdict first, the worst first, nothing left unsaid.
public struct TextReporter: Reporter {
  public static let format = "text"
  public static let summary = "a report to read at a terminal"

  /// The most groups and other subjects listed in detail unless `verbose`; inputs count apart.
  static let topicLimit = 50
  /// The most outcomes listed below one heading unless `verbose`.
  static let outcomeLimit = 20
  /// The most facts listed for one finding, and problems for one input, unless `verbose`.
  static let factLimit = 12

  /// Whether to write ANSI colours.
  public var color: Bool
  /// The columns of the terminal; fewer than 60 are taken for 60.
  public var width: Int
  /// Whether to report every finding, however many there are.
  public var verbose: Bool

  public init(color: Bool = false, width: Int = 80, verbose: Bool = false) {
    self.color = color
    self.width = width
    self.verbose = verbose
  }

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    let layout = TextLayout(width: max(width, 60), color: color)
    try TextVerdict(report: report, layout: layout).write(to: &sink)
    try TextFindings(report: report, layout: layout, verbose: verbose).write(to: &sink)
    try TextWaived(report: report, layout: layout, verbose: verbose).write(to: &sink)
    try TextBaselined(report: report, layout: layout, verbose: verbose).write(to: &sink)
    try TextHistory(report: report, layout: layout).write(to: &sink)
    try TextRules(report: report, layout: layout, verbose: verbose).write(to: &sink)
    try TextInputs(report: report, layout: layout, verbose: verbose).write(to: &sink)
    try TextScope(report: report, layout: layout).write(to: &sink)
  }

  /// `limit`, or no limit in a verbose report.
  static func limit(_ limit: Int, unless verbose: Bool) -> Int { verbose ? .max : limit }
}
