import FailoverArchive
import FailoverBase
import Testing

@testable import FailoverAudit

/// What is wrong with the file of a baseline: every line of it.
@Suite("Faults of baselines")
struct BaselineFileTests {
  private static let head = #"{"format":"failover-audit-baseline/1"}"#

  private static func entry(_ number: Int) -> String {
    #"{"rule":"single-zone-group","subject":"group/dc/\#(100_000 + number)"}"#
  }

  private static func faults(_ lines: [String]) -> FileFaults? {
    let rules = ["single-zone-group", "master-missing"].map { AuditorTests.info($0) }
    do throws(FileFaults) {
      let text = lines.map { $0 + "\n" }.joined()
      _ = try Baseline(Array(text.utf8), file: "b", rules: rules)
      return nil
    } catch {
      return error
    }
  }

  @Test("every line that is wrong is reported, in the order of the lines")
  func several() {
    let faults = Self.faults([
      Self.head, Self.entry(1), #"{"rule":"single-zone-grup","subject":"a"}"#, "", "nonsense",
      Self.entry(2), Self.entry(2), #"{"rule":"single-zone-group"}"#, #"{"rule":7}"#,
      #"{"rule":"a","why":{"#, #"{"rule":"single-zo"#, Self.entry(1), #"["#, Self.entry(3), "\"",
      #"{"rule":"x","#,
    ])
    let told = [
      "b:3:42: no rule is called \"single-zone-grup\"; did you mean \"single-zone-group\"?",
      "b:5:1: an entry is an object", "b:7:1: the entry is there twice",
      "b:8:29: the entry before needs", "b:9:9: \"rule\" must be a text", "b:10:19: \"why\" is not",
      "b:11:", "b:12:1: the entry is out of order", "b:13:1: an entry is an object",
      "b:15:1: an entry is an object", "b:16:",
    ]
    let lines = faults?.lines ?? []
    #expect(lines.count == told.count, "\(lines.joined(separator: "\n"))")
    for (line, told) in zip(lines, told) { #expect(line.hasPrefix(told), "\(line)") }
  }

  @Test("a file that is not a baseline is one fault, whatever is in it")
  func head() {
    #expect(Self.faults(["{}", "nonsense", "nonsense"])?.lines.count == 1)
    #expect(Self.faults([])?.count == 1)
  }

  @Test("damaged lines are found among lines that hold, wherever they are", arguments: 0..<40)
  func damage(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    var lines = [Self.head] + (1...30).map(Self.entry)
    var damaged: Set<Int> = []
    for _ in 0...next(15) {
      let number = 1 + next(30)
      // The rest of an entry, or one without its end, is not an entry.
      let (cut, count) = (1 + next(50), lines[number].count)
      lines[number] = String(next(2) == 0 ? lines[number].prefix(cut) : lines[number].suffix(cut))
      if lines[number].count < count { damaged.insert(number + 1) }
    }
    let found = Self.faults(lines)?.kept.map(\.place.line) ?? []
    #expect(found.count == damaged.count, "\(lines.joined(separator: "\n"))")
    // What an entry lacks at the end of its line is missed where the next one begins.
    for (line, damage) in zip(found, damaged.sorted()) {
      #expect(line == damage || line == damage + 1, "\(lines.joined(separator: "\n"))")
    }
  }

  @Test("of a file that is wrong throughout 20 faults are listed, and the others are counted")
  func bound() {
    let count = 50_000
    let lines = (0..<count).map { "{\"rule\":\"single-zone-\($0)\",\"subject\":\"a\"}" }
    let faults = Self.faults([Self.head] + lines)
    #expect(faults?.count == count && faults?.kept.last?.place.line == 21)
    #expect(faults?.lines.last == "b: \(count - 20) more faults")
  }

  @Test("a line of any length that is wrong is one fault")
  func longLine() {
    let long = String(repeating: "[", count: 3_000_000)
    let faults = Self.faults([Self.head, Self.entry(1), long, Self.entry(2), "\"" + long, "x"])
    #expect(faults?.kept.map(\.place.line) == [3, 5, 6])
  }
}
