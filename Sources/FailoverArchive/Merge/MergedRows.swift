import FailoverAudit
import FailoverBase

/// Rows of several reports as the rows of one: which of them come from which report, in runs.
struct MergedRows: Sendable {
  private struct Run {
    /// The first row of the run in the whole, the report, and that row in it.
    let start: UInt32
    let part: UInt32
    let row: UInt32
  }

  private var runs: [Run] = []
  private(set) var count = 0
  private var next = (part: -1, row: -1)

  /// Adds the next row; false if there are too many.
  mutating func append(part: Int, row: Int) -> Bool {
    if next != (part, row) {
      guard let start = UInt32(exactly: count), let run = UInt32(exactly: row) else { return false }
      runs.append(Run(start: start, part: UInt32(truncatingIfNeeded: part), row: run))
    }
    next = (part, row + 1)
    count += 1
    return true
  }

  /// The report that a row comes from, and where it is there.
  subscript(index: Int) -> (part: Int, row: Int) {
    let run = runs[max(0, runs.partitionPoint { $0.start > index } - 1)]
    return (Int(run.part), Int(run.row) + index - Int(run.start))
  }

  /// Every row's report and where it is there, in order.
  func each(_ body: (Int, Int) -> Void) {
    for (number, run) in runs.enumerated() {
      let end = number + 1 < runs.count ? Int(runs[number + 1].start) : count
      for offset in 0..<(end - Int(run.start)) { body(Int(run.part), Int(run.row) + offset) }
    }
  }
}
