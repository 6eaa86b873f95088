import FailoverAudit
import FailoverBase
import FailoverInventory

/// What differs between JUnit files for readers that want it otherwise.
package struct JUnitStyle: Sendable {
  /// Where a skipped case says why.
  package enum Skipped: String, Sendable, CaseIterable {
    /// In the attribute `message`, the only place that the Azure agent reads.
    case message
    /// As text of the element, as the old schema of Jenkins wants it: there `skipped` has no
    /// attributes.
    case text
  }

  /// Which attributes a case has.
  package enum Profile: String, Sendable, CaseIterable {
    /// The attributes that every schema allows.
    case strict
    /// `file` and `line` too, which no schema knows: GitLab and GitHub actions link to them.
    case rich
  }

  package var skipped = Skipped.message
  package var profile = Profile.strict

  package init() {}

  func putSkipped(_ reason: String, to sink: inout ByteSink) throws {
    switch skipped {
    case .message:
      try sink.put("><skipped message=\"")
      try XMLText.putAttribute(reason, to: &sink)
      try sink.put("\"/></testcase>\n")
    case .text:
      try sink.put("><skipped>")
      try XMLText.putLine(reason, to: &sink)
      try sink.put("</skipped></testcase>\n")
    }
  }

  /// Continues a case that was opened.
  ///
  /// - Parameters:
  ///   - file: the input that holds the subject of the case.
  ///   - line: from 1; others are taken for 1.
  func putPlace(_ file: String, line: Int = 1, to sink: inout ByteSink) throws {
    guard profile == .rich else { return }
    try sink.put(" file=\"")
    try XMLText.putAttribute(file, to: &sink)
    try sink.put("\" line=\"\(max(1, line))\"")
  }
}
