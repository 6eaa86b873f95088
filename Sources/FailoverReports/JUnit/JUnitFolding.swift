import FailoverAudit
import FailoverBase
import FailoverInventory

/// What a JUnit file may hold at most: GitLab reads no file of 30 MB or more, and stops reading one
/// after 250,000 XML objects.
struct JUnitLimit: Sendable {
  var bytes = 29_000_000
  /// Elements and attributes.
  var objects = 249_000

  func allows(_ size: JUnitSize) -> Bool { size.bytes <= bytes && size.objects <= objects }
}

/// Which outcomes have a case of their own; the others are folded, one case for each rule and
/// outcome.
///
/// A pure function of the report. First go the passes and what does not apply; if that is not
/// enough, what is left is kept worst first as far as it fits.
struct JUnitFolding {
  private(set) var isFolded = false
  /// How many inputs that were not read have a case of their own.
  private(set) var unreadInputs = Int.max
  /// The file, if it was made whole to measure it: it need not be made again.
  private(set) var measured: [[UInt8]]?
  /// For each rule, how many of each outcome have a case of their own, the first ones.
  private var kept: [[Int]]
  private let style: JUnitStyle

  /// The cases that are kept, by rule, outcome and number, where they were made to measure them.
  private var cases: [[[[UInt8]]]] = []

  /// The bytes of such a case; nil if it was not made.
  func measuredCase(_ number: Int, _ outcome: Outcome, rule: Int) -> [UInt8]? {
    guard !cases.isEmpty else { return nil }
    let made = cases[rule][Int(outcome.rawValue)]
    return number < made.count ? made[number] : nil
  }

  /// How many of the outcomes of a rule, by its number, have a case of their own.
  func kept(_ outcome: Outcome, rule: Int) -> Int { kept[rule][Int(outcome.rawValue)] }

  /// Reports as much by itself as the limit allows.
  init(of report: Report, limit: JUnitLimit, style: JUnitStyle) {
    self.style = style
    kept = report.ledger.rules.map { _ in Outcome.allCases.map { _ in .max } }
    measured = JUnitFolding.measure(report, self, limit)
    if measured != nil { return }
    isFolded = true
    kept = kept.map { _ in
      Outcome.allCases.map { $0 == .pass || $0 == .notApplicable ? 0 : .max }
    }
    measured = JUnitFolding.measure(report, self, limit)
    if measured != nil { return }
    keepWorst(of: report, limit: limit)
  }

  /// The file in blocks; nil if it does not fit.
  private static func measure(
    _ report: Report, _ folding: JUnitFolding, _ limit: JUnitLimit
  ) -> [[UInt8]]? {
    let cases = report.ledger.rules.indices.reduce(0) {
      $0 + JUnitCases(report.ledger.rules[$1], number: $1, folding).tests.total
    }
    if cases > limit.objects / JUnitSize.leastObjects { return nil }
    let size = JUnitSize(limit: limit)
    var blocks: [[UInt8]] = []
    var sink = ByteSink {
      try size.add($0)
      blocks.append($0)
    }
    do {
      try JUnitDocument(report: report, style: folding.style, folding: folding).write(to: &sink)
      try sink.flush()
      return blocks
    } catch {
      return nil
    }
  }

  // MARK: The worst

  /// Bytes by which a suite may grow when cases are added to it: the digits of its counters.
  private static let slack = 64

  private mutating func keepWorst(of report: Report, limit: JUnitLimit) {
    kept = kept.map { $0.map { _ in 0 } }
    cases = kept.map { $0.map { _ in [] } }
    unreadInputs = 0
    let size = JUnitSize(limit: limit)
    let last = LastCase()
    var sink = ByteSink {
      try size.add($0)
      last.bytes += $0
    }
    let document = JUnitDocument(report: report, style: style, folding: self)
    do {
      try document.write(to: &sink)
      try sink.flush()
      size.reserve(JUnitFolding.slack * (report.ledger.rules.count + 1))
      for input in report.inputs where input.status != .read {
        try document.inputs.write(input, number: 1, to: &sink)
        try sink.flush()
        unreadInputs += 1
      }
      for kind in JUnitFolding.worstFirst {
        for (number, rule) in report.ledger.rules.enumerated()
        where rule.severity == kind.severity {
          try keep(kind.outcome, of: rule, number, document, last, to: &sink)
        }
      }
    } catch {
      // The next one does not fit: it and all that is less bad are folded.
    }
  }

  private mutating func keep(
    _ outcome: Outcome, of rule: RuleLedger, _ number: Int, _ document: JUnitDocument,
    _ last: LastCase, to sink: inout ByteSink
  ) throws {
    for index in rule.outcomes.indices where rule.outcomes[index] == outcome {
      last.bytes = []
      try document.write(index, of: rule, to: &sink)
      try sink.flush()
      cases[number][Int(outcome.rawValue)].append(last.bytes)
      kept[number][Int(outcome.rawValue)] += 1
    }
  }

  /// What was measured last.
  private final class LastCase {
    var bytes: [UInt8] = []
  }

  /// Outcomes with the severity of their rule, the worst first; what passes or does not apply stays
  /// folded.
  private static let worstFirst: [(outcome: Outcome, severity: Severity)] = [
    (.fail, .error), (.fail, .warning), (.error, .error), (.unknown, .error),
    (.error, .warning), (.unknown, .warning), (.fail, .note), (.error, .note),
    (.unknown, .note), (.waived, .error), (.waived, .warning), (.waived, .note),
    (.baselined, .error), (.baselined, .warning), (.baselined, .note),
  ]
}

/// Counts what is in a JUnit file, as far as a limit.
final class JUnitSize {
  struct TooLarge: Error {}

  /// What a case takes at least: itself, its class, name and time.
  static let leastObjects = 4

  private(set) var bytes = 0
  /// Elements and attributes.
  private(set) var objects = 0
  private let limit: JUnitLimit
  private var last: UInt8 = 0

  init(limit: JUnitLimit) { self.limit = limit }

  /// Adds a block of the file.
  ///
  /// - Throws: `TooLarge` when the limit is passed.
  func add(_ block: [UInt8]) throws {
    bytes += block.count
    var found = 0
    var before = last
    for byte in block {
      // In text both are escaped: an element begins or ends here, or an attribute's value begins.
      if before == UInt8(ascii: "<") && byte != UInt8(ascii: "/") { found += 1 }
      if before == UInt8(ascii: "=") && byte == UInt8(ascii: "\"") { found += 1 }
      before = byte
    }
    last = before
    objects += found
    if !limit.allows(self) { throw TooLarge() }
  }

  func reserve(_ count: Int) { bytes += count }
}
