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
      let told = [request, problem].compactMap(\.self).filter { !$0.isEmpty }
      text = told.isEmpty ? nil : String(told.joined(separator: ": ").prefix(mostCharacters))
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

  /// The time that all of the export is at least as young as.
  var time: Moment? { started.map { min($0, finished ?? $0) } }

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
    return problems
  }
}
