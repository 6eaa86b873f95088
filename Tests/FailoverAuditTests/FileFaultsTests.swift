import FailoverAudit
import FailoverBase
import Testing

/// Faults of files that people write, as they are collected.
@Suite("Faults of files")
struct FileFaultsTests {
  private static func place(_ line: Int, _ column: Int = 1, in file: String = "f.yml") -> YAMLPlace
  {
    YAMLPlace(file: file, line: line, column: column)
  }

  @Test("faults of a file are in the order of their places, those of one place as they were noted")
  func order() {
    var faults = FileFaults()
    for (line, column, sentence) in [(3, 1, "c"), (1, 9, "b"), (1, 2, "a"), (3, 1, "d")] {
      faults.note(Self.place(line, column), sentence)
    }
    #expect(faults.lines == ["f.yml:1:2: a", "f.yml:1:9: b", "f.yml:3:1: c", "f.yml:3:1: d"])
  }

  @Test("files are in the order in which they were found wrong, each with all of its faults")
  func files() {
    var faults = FileFaults()
    for (file, line) in [("b", 2), ("a", 1), ("b", 1)] {
      faults.note(Self.place(line, in: file), "x")
    }
    #expect(faults.lines == ["b:1:1: x", "b:2:1: x", "a:1:1: x"])
    #expect(faults.renamed { "in/" + $0 }.lines[0] == "in/b:1:1: x")
  }

  @Test("of each file the first 20 faults by place are listed, and the others are counted")
  func bound() {
    var faults = FileFaults()
    for line in (1...100_000).reversed() { faults.note(Self.place(line), "x") }
    for line in 1...21 { faults.note(Self.place(line, in: "g"), "y") }
    #expect(faults.count == 100_021 && faults.kept.count == 40)
    #expect(faults.kept.prefix(20).map(\.place.line) == Array(1...20))
    #expect(
      faults.lines[20] == "f.yml: 99980 more faults" && faults.lines.last == "g: 1 more fault")
  }

  @Test("the sentence of a fault that is not listed is not made")
  func lazy() {
    var faults = FileFaults()
    var made = 0
    func sentence() -> String {
      made += 1
      return "x"
    }
    for line in 1...1000 { faults.note(Self.place(line), sentence()) }
    #expect(made == FileFaults.mostOfFile)
  }

  @Test("what several readers noted is the same in one collection")
  func joined() {
    var (all, first, second) = (FileFaults(), FileFaults(), FileFaults())
    for line in 1...50 {
      all.note(Self.place(line), "x")
      if line % 2 == 0 {
        first.note(Self.place(line), "x")
      } else {
        second.note(Self.place(line), "x")
      }
    }
    first.note(second)
    #expect(first.lines == all.lines && first.count == 50)
  }

  @Test("without a fault nothing is thrown, with faults all of them are")
  func check() throws {
    var faults = FileFaults()
    try faults.check()
    faults.note(Self.place(1), "x")
    #expect(throws: faults) { try faults.check() }
  }
}
