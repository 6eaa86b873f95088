import FailoverBase

/// What `failover-export.json` says, the manifest of an export: when it was made, and what failed.
/// It holds no records.
struct ExportManifest: Sendable {
  /// What the formats of all versions begin with, and the one that is read.
  static let family = "failover-export/"
  static let name = "failover-export/1"

  /// The most bytes of a manifest.
  static let mostBytes = 8 << 20
  /// Failures that are reported one by one; the others are counted.
  static let mostFailures = 20
  /// Characters that are shown of a failure.
  private static let mostCharacters = 300

  /// A request that failed, and where the manifest says so.
  struct Failure: Sendable {
    /// Request and problem; nil if it cannot be read.
    let text: String?
    let line: UInt32
    let index: Int

    init(request: String?, problem: String?, line: UInt32, index: Int) {
      let parts = [request, problem].compactMap(\.self).filter { !$0.isEmpty }
      text = parts.isEmpty ? nil : String(parts.joined(separator: ": ").prefix(mostCharacters))
      self.line = line
      self.index = index
    }
  }

  var started: Moment?
  var finished: Moment?
  /// Whether it says when the export came to its end.
  var isFinished: Bool { finished != nil }
  /// The ids of the data centers that it was made of; empty if it does not name them.
  var datacenters: [String] = []
  /// The first failures that it lists.
  var failures: [Failure] = []
  /// How many it lists, and how many it counts.
  var listed = 0
  var counted = 0
  /// Whether it has a list of failures.
  var listsFailures = false
  /// Whether it counts failures with something other than a whole number from 0 up.
  var hasUnreadableCount = false
  /// Whether it names the data centers in another way than as "all" or in a list of ids.
  var hasUnreadableScope = false

  /// Seconds by which a clock may be set back while it is at work.
  private static let tolerance = 300

  /// Whether it ended before it began: one of the two times is wrong.
  private var isOutOfOrder: Bool {
    guard let started, let finished else { return false }
    return started.seconds > finished.seconds + ExportManifest.tolerance
  }

  /// The time that all of the export is at least as young as.
  ///
  /// Of two times that contradict each other it is the later one, which shows that a clock is
  /// ahead.
  var time: Moment? { started.map { isOutOfOrder ? $0 : min($0, finished ?? $0) } }

  /// Why the export is not whole, one sentence each without a full stop; empty if it is.
  func problems(of input: String) -> [Problem] {
    var problems: [Problem] = []
    if !isFinished {
      problems.append(
        Problem(
          input: input,
          sentence: "the export was stopped before it was complete; export again into a new folder")
      )
    }
    problems += failures.map { failure in
      Problem(
        input: input, line: Int(failure.line) + 1, pointer: "/failures/\(failure.index)",
        sentence: failure.text.map { "a request of the export failed: \($0)" }
          ?? "a request of the export failed, and the manifest does not say which")
    }
    let more = max(listed, counted) - failures.count
    if more > 0 {
      problems.append(
        Problem(
          input: input,
          sentence: more == 1
            ? "1 more request of the export failed" : "\(more) more requests of the export failed"))
    }
    if !listsFailures {
      problems.append(
        Problem(
          input: input,
          sentence: "the manifest has no list \"failures\", so it is not known what failed"))
    }
    return problems + contradictions(of: input)
  }

  /// Members that say nothing usable.
  private func contradictions(of input: String) -> [Problem] {
    var sentences: [String] = []
    if hasUnreadableCount {
      sentences.append(
        "\"failed\" of the manifest is not a count, so it is not known how many requests failed; export again"
      )
    }
    if hasUnreadableScope {
      sentences.append(
        "\"scope\" of the manifest names no data centers: neither \"all\" nor a list of ids, so it is not known "
          + "what was exported; export again")
    }
    if isOutOfOrder, let started, let finished {
      sentences.append(
        "the manifest ends (\(finished.text)) before it starts (\(started.text)): set the clock of the machine that "
          + "exports, and export again")
    }
    return sentences.map { Problem(input: input, sentence: $0) }
  }
}
