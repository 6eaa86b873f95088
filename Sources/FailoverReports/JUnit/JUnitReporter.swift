import FailoverAudit
import FailoverBase

/// One suite for each rule, one case for each rule and subject, for CI servers.
///
/// No schema binds all readers; one file is valid against the strict Jenkins schema and the Ant
/// schema at once. Their readers keep one result for each case and distinguish cases by suite,
/// class and name, so that several findings share one body and names hold a fingerprint instead of
/// a message.
/// A report that is too large for GitLab is folded, and says so.
public struct JUnitReporter: Reporter {
  public static let format = "junit"
  public static let summary = "JUnit XML for Jenkins, GitLab, Azure DevOps and GitHub"

  static let package = "failover-audit"

  private let limit: JUnitLimit
  private let style: JUnitStyle

  package init(style: JUnitStyle = JUnitStyle()) { self.init(limit: JUnitLimit(), style: style) }

  init(limit: JUnitLimit, style: JUnitStyle = JUnitStyle()) {
    self.limit = limit
    self.style = style
  }

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    let folding = JUnitFolding(of: report, limit: limit, style: style)
    if let blocks = folding.measured {
      for block in blocks { try sink.put(block) }
      return
    }
    try JUnitDocument(report: report, style: style, folding: folding).write(to: &sink)
  }
}
