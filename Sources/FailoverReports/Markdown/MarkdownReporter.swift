import FailoverAudit
import FailoverBase
import FailoverInventory

/// The summary of a job on GitHub or GitLab: the verdict, the worst groups, and what was not
/// judged.
public struct MarkdownReporter: Reporter {
  public static let format = "markdown"
  public static let summary = "a Markdown summary for a job of GitHub or GitLab"

  /// GitHub refuses a summary of more than 1,048,576 bytes as a whole.
  static let byteLimit = 1_000_000
  /// The most groups and other subjects listed.
  static let topicLimit = 1000

  let byteLimit: Int

  public init() { self.init(byteLimit: MarkdownReporter.byteLimit) }

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    // Every part has a share, so that the worst groups leave room for what was not judged. The
    // verdict takes two of them and the scope five; one is for the parts that are always there.
    let part = byteLimit / 24
    let (index, standings) = GroupStandings.indexed(report, waived: false)
    try MarkdownVerdict(report: report, standings: standings, share: part).write(to: &sink)
    try MarkdownGroups(report: report, index: index, share: part * 10).write(to: &sink)
    try MarkdownRules(report: report, share: part * 2).write(to: &sink)
    try MarkdownWaivers(report: report, share: part * 2).write(to: &sink)
    try MarkdownBaselined(report: report, share: part * 2).write(to: &sink)
    try MarkdownScope(report: report, share: part).write(to: &sink)
  }
}
