import FailoverAudit
import Testing

@testable import FailoverReports

@Suite("Styles of JUnit")
struct JUnitStyleTests {
  static let samples: [SampleReport] = [.everyOutcome, .hostileReport, .nothing]

  static func style(
    _ skipped: JUnitStyle.Skipped = .message, _ profile: JUnitStyle.Profile = .strict
  ) -> JUnitStyle {
    var style = JUnitStyle()
    style.skipped = skipped
    style.profile = profile
    return style
  }

  @Test("Why a case was skipped is given as text in the words of the attribute", arguments: samples)
  func text(_ sample: SampleReport) throws {
    let attributes = try XMLTree(bytes(JUnitReporter(), sample.report))
    let texts = try XMLTree(bytes(JUnitReporter(style: Self.style(.text)), sample.report))
    // Line breaks are signs in a text, and references to characters in an attribute.
    #expect(
      texts.texts("//skipped")
        == attributes.texts("//skipped/@message").map { text in
          ["\n": "\\u{a}", "\r": "\\u{d}", "\t": "\\u{9}"].reduce(text) {
            $0.replacing($1.key, with: $1.value)
          }
        })
    #expect(texts.count("//skipped/@*") == 0)
    #expect(texts.count("//testcase") == attributes.count("//testcase"))
  }

  @Test(
    "Both schemas accept reasons as text", .enabled(if: JUnitSchema.areThere), arguments: samples,
    JUnitSchema.allCases)
  func textIsValid(_ sample: SampleReport, _ schema: JUnitSchema) throws {
    let tree = try XMLTree(bytes(JUnitReporter(style: Self.style(.text)), sample.report))
    #expect(try schema.accepts(tree))
  }

  @Test("A rich report is the strict one with file and line", arguments: samples)
  func rich(_ sample: SampleReport) throws {
    let rich = try String(
      decoding: bytes(JUnitReporter(style: Self.style(.message, .rich)), sample.report),
      as: UTF8.self)
    let places = #/ file="[^"]*" line="[1-9][0-9]*"/#
    let strict = try String(decoding: bytes(JUnitReporter(), sample.report), as: UTF8.self)
    #expect(rich.replacing(places, with: "") == strict)
    let unread = sample.inputs.count { $0.status != .read }
    let placed = sample.rules.reduce(0) { sum, rule in
      sum + rule.outcomes.indices.count { rule.outcomes[$0] != .pass && rule.place(at: $0) != nil }
    }
    #expect(rich.matches(of: places).count == unread + placed)
  }

  @Test("A case of a rich report shows where its subject is")
  func place() throws {
    let sample = SampleReport.everyOutcome
    let tree = try XMLTree(
      bytes(JUnitReporter(style: Self.style(.message, .rich)), sample.report))
    let rule = try #require(sample.rules.first { $0.outcomes.contains(.fail) })
    let index = try #require(rule.outcomes.firstIndex(of: .fail))
    let place = try #require(rule.place(at: index))
    let path = "//testsuite[@name='\(rule.info.id)']/testcase[failure][1]"
    #expect(tree.texts(path + "/@file") == [place.input])
    #expect(tree.texts(path + "/@line") == ["\(place.line)"])
  }

  @Test(
    "All readers count the same in each style",
    arguments: JUnitStyle.Skipped.allCases, JUnitStyle.Profile.allCases)
  func readers(_ skipped: JUnitStyle.Skipped, _ profile: JUnitStyle.Profile) throws {
    let report = SampleReport.everyOutcome.report
    let file = try bytes(JUnitReporter(style: Self.style(skipped, profile)), report)
    try JUnitReaderTests.check(file, comesTo: JUnitReaderTests.totals(report))
  }

  @Test("A folded report keeps to its limit in each style", arguments: [1, 2, 4])
  func folded(_ divisor: Int) throws {
    let report = JUnitFoldingTests.sample(30).report
    let style = Self.style(.text, .rich)
    let whole = try bytes(JUnitReporter(style: style), report)
    let limit = JUnitLimit(bytes: whole.count / divisor, objects: .max)
    let file = try bytes(JUnitReporter(limit: limit, style: style), report)
    #expect(file.count <= limit.bytes)
    #expect((file.count < whole.count) == (divisor > 1))
    let tree = try XMLTree(file)
    #expect(tree.count("//testcase/@file") > 0)
    #expect(tree.count("//skipped/@*") == 0)
  }
}
