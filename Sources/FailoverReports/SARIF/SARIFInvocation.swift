import FailoverAudit
import FailoverBase
import FailoverInventory

/// The `invocation` of a SARIF run: whether the audit saw everything, and what it did not see.
struct SARIFInvocation {
  let report: Report
  let audience: SARIFAudience
  let hiddenSentence: String?

  func write(to sink: inout ByteSink) throws {
    var members = JSONMembers(indent: 6)
    // GitHub drops a whole upload that says false; what was not read is a result there, and a
    // notification.
    try members.put("executionSuccessful", audience == .gitHub || isWhole, to: &sink)
    try members.put("exitCode", Int(report.verdict.exitCode), to: &sink)
    try members.put("exitCodeDescription", report.verdict.word.rawValue, to: &sink)
    if let time = UTCTime.valid(report.time) { try members.put("endTimeUtc", time, to: &sink) }
    try members.begin("toolExecutionNotifications", to: &sink)
    var separator = "[\n          "
    if let hiddenSentence {
      try sink.put(separator)
      separator = ",\n          "
      try put("hidden-results", .warning, hiddenSentence, nil, to: &sink)
    }
    // GitHub shows none of these: its results say the same.
    var room = SARIFRoom(for: audience)
    for notice in ScopeGap.all(report) {
      for (sentence, place) in notifications(notice) {
        let hasRoom = try room.takes {
          try put(notice.kind.rawValue, notice.kind.severity, sentence, place, to: &$0)
        }
        guard hasRoom else { continue }
        try sink.put(separator)
        separator = ",\n          "
        try put(notice.kind.rawValue, notice.kind.severity, sentence, place, to: &sink)
      }
    }
    try sink.put(separator.hasPrefix("[") ? "[]" : "]")
    try members.close(to: &sink)
  }

  private var isWhole: Bool {
    !report.isNothingExamined && report.ledger.counts[.error] == 0
      && report.inputs.allSatisfy { $0.status == .read }
  }

  /// One notification for each problem of an input; one for what has none.
  private func notifications(_ notice: ScopeGap) -> [(String, Place?)] {
    guard let input = notice.input, !input.problems.isEmpty else {
      return [(notice.sentence, notice.place)]
    }
    return input.problems.map { problem in
      (
        "\(input.status.rawValue): \(problem.description)",
        Place(input: problem.input, line: problem.line ?? 1, pointer: "")
      )
    }
  }

  private func put(
    _ id: String, _ severity: Severity, _ sentence: String, _ place: Place?,
    to sink: inout ByteSink
  ) throws {
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("descriptor", to: &sink) { try $0.put("id", id, to: &$1) }
      try members.put("level", severity.rawValue, to: &sink)
      try members.put("message", to: &sink) {
        try $0.put("text", SARIFText.literal(sentence), to: &$1)
      }
      guard let place else { return }
      try members.put("locations", each: [place], to: &sink) { place, sink in
        try sink.put("{")
        try SARIFResults.putPhysical(InputURI.encoded(place.input), place.line, to: &sink)
        try sink.put("}")
      }
    }
  }
}
