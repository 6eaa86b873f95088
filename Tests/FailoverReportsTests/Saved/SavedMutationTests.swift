import FailoverAudit
import Testing

@testable import FailoverArchive
@testable import FailoverReports

@Suite struct SavedMutationTests {
  /// Numbers that are the same in each run.
  private struct Numbers {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  /// Some bytes changed, cut out, doubled, or replaced by what JSON is made of.
  private static func mutated(_ good: [UInt8], _ numbers: inout Numbers) -> [UInt8] {
    var bytes = good
    for _ in 0...numbers.next(3) {
      let start = numbers.next(bytes.count)
      let end = min(bytes.count, start + 1 + numbers.next(40))
      switch numbers.next(5) {
      case 0: bytes[start] = UInt8(numbers.next(256))
      case 1: bytes.removeSubrange(start..<end)
      case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
      case 3: bytes[start] = Array("{}[]\",:0-9ntf\\ \n".utf8)[numbers.next(16)]
      default: bytes.swapAt(start, numbers.next(bytes.count))
      }
    }
    return bytes
  }

  @Test(
    "A report that was damaged anyhow is refused, or is a report in every format", arguments: 0..<4)
  func damaged(seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed))
    let good = try bytes(JSONReporter(), SampleReport.everyOutcome.report)
    var (taken, refused) = (0, 0)
    for _ in 0..<250 {
      let file = try TemporaryReport(Self.mutated(good, &numbers))
      guard let saved = try? file.saved() else {
        #expect(file.refusal()?.sentence.isEmpty == false)
        refused += 1
        continue
      }
      taken += 1
      for reporter in Reporters.all { _ = try bytes(reporter, saved.report) }
      try saved.check()
      let again = try bytes(JSONReporter(), saved.report)
      let second = try TemporaryReport(again)
      #expect(try bytes(JSONReporter(), second.saved().report) == again)
    }
    #expect(refused > 100)
    #expect(taken > 5)
  }
}
