import FailoverAudit
import FailoverBase
import FailoverInventory

/// The suite that covers the inputs: what was not read must be as visible as what failed.
///
/// Each gap of the audit is an error more, whatever rules were selected: readers show a file
/// without a red case as success, which an incomplete audit is not.
struct JUnitInputs {
  let report: Report
  let style: JUnitStyle
  let folding: JUnitFolding

  private static let suiteName = "inputs"

  /// Inputs with a case of their own.
  private var own: [InputRecord] {
    guard folding.isFolded else { return report.inputs }
    return Array(report.inputs.lazy.filter { $0.status != .read }.prefix(folding.unreadInputs))
  }

  func write(to sink: inout ByteSink) throws {
    let own = own
    let summary = InputSummary(report.inputs)
    let ownUnread = own.count { $0.status != .read }
    let foldedRead = folding.isFolded ? summary.read : 0
    let foldedUnread = summary.partlyRead + summary.refused - ownUnread
    let gaps = ScopeGap.whole(report)
    let allowed = gaps.count { isAllowed($0) }
    let more = (foldedUnread > 0 ? 1 : 0) + gaps.count
    let suite = JUnitSuite(
      name: JUnitInputs.suiteName, id: 0, time: report.time,
      tests: own.count + more + (foldedRead > 0 ? 1 : 0), failures: 0,
      errors: ownUnread + more - allowed, skipped: allowed)
    try suite.open(to: &sink)
    try suite.beginProperties(JUnitProperties.common(report), to: &sink)
    for (number, input) in own.enumerated() { try putProperty(input, number + 1, to: &sink) }
    if folding.isFolded { try suite.putProperty("folded", JUnitInputs.notice, to: &sink) }
    try suite.endProperties(to: &sink)
    for input in own { try putCase(input, to: &sink) }
    try putFolded(read: foldedRead, unread: foldedUnread, to: &sink)
    for gap in gaps { try putCase(gap, to: &sink) }
    try suite.close(notice: folding.isFolded ? JUnitInputs.notice : "", to: &sink)
  }

  private static let notice = "this report is folded. " + JUnitCases.reason

  /// Writes all that an input adds to the file.
  func write(_ input: InputRecord, number: Int, to sink: inout ByteSink) throws {
    try putProperty(input, number, to: &sink)
    try putCase(input, to: &sink)
  }

  private func putProperty(
    _ input: InputRecord, _ number: Int, to sink: inout ByteSink
  ) throws {
    // The status comes first: a hostile name cannot pretend one.
    let digest = input.sha256.map { "sha256 \($0)" } ?? "no sha256"
    try JUnitProperties.put(
      "input \(number)", "\(input.status.rawValue), \(digest), \(input.name)", to: &sink)
  }

  private func putCase(_ input: InputRecord, to sink: inout ByteSink) throws {
    try JUnitSuite.openCase(input.name, of: JUnitInputs.suiteName, to: &sink)
    if input.status == .read {
      try sink.put("/>\n")
    } else {
      let line = input.problems.first?.line ?? 1
      try style.putPlace(input.name, line: line, to: &sink)
      try putError(input, to: &sink)
    }
  }

  /// Whether the user gave leave for a gap.
  private func isAllowed(_ gap: ScopeGap) -> Bool {
    gap.kind == .exportGap && report.settings.allowUnknown
  }

  private func putCase(_ gap: ScopeGap, to sink: inout ByteSink) throws {
    try JUnitSuite.openCase(gap.title, of: JUnitInputs.suiteName, to: &sink)
    if isAllowed(gap) {
      return try style.putSkipped("allowed by --allow-unknown: " + gap.sentence, to: &sink)
    }
    try sink.put("><error type=\"\(gap.kind.rawValue)\" message=\"")
    try XMLText.putAttribute(gap.sentence, to: &sink)
    try sink.put("\">")
    try XMLText.putLine(gap.sentence, to: &sink)
    try sink.put("\n")
    try XMLText.putLine(gap.kind.remediation, to: &sink)
    try sink.put("\n</error></testcase>\n")
  }

  private func putFolded(read: Int, unread: Int, to sink: inout ByteSink) throws {
    if read > 0 {
      let name = "folded: \(counted(read, "input")): read"
      try JUnitSuite.openCase(name, of: JUnitInputs.suiteName, to: &sink)
      try sink.put("/>\n")
    }
    if unread > 0 {
      try JUnitSuite.openCase("folded: not read whole", of: JUnitInputs.suiteName, to: &sink)
      try sink.put("><error type=\"unread-input\" message=\"folded: \(counted(unread, "input"))")
      try sink.put(": not read whole\">\(JUnitCases.reason)\n</error></testcase>\n")
    }
  }

  private func putError(_ input: InputRecord, to sink: inout ByteSink) throws {
    try sink.put("><error type=\"unread-input\" message=\"")
    try XMLText.putAttribute(input.status.rawValue + input.problemSentence, to: &sink)
    try sink.put("\">")
    for problem in input.problems {
      try XMLText.putLine(problem.description, to: &sink)
      try sink.put("\n")
    }
    try sink.put("</error></testcase>\n")
  }
}
