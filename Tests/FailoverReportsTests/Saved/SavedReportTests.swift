import FailoverAudit
import FailoverInventory
import Glibc
import TestSupport
import Testing

@testable import FailoverArchive
@testable import FailoverReports

@Suite struct SavedReportTests {
  static let samples: [SampleReport] = [
    .everyOutcome, .hostileReport, .many(groups: 300), .many(groups: 300, failing: false),
  ]
  static let formats = Reporters.all.map { type(of: $0).format }

  @Test("Every format has the bytes that it has without saving", arguments: samples, formats)
  func sameBytes(_ sample: SampleReport, _ format: String) throws {
    let file = try TemporaryReport(bytes(JSONReporter(), sample.report))
    let saved = try file.saved()
    let reporter = try #require(Reporters.reporter(named: format))
    #expect(try bytes(reporter, saved.report) == bytes(reporter, sample.report))
    try saved.check()
  }

  @Test("A verbose text report is the same too")
  func verbose() throws {
    let sample = SampleReport.many(groups: 200)
    let file = try TemporaryReport(bytes(JSONReporter(), sample.report))
    let reporter = TextReporter(color: true, width: 200, verbose: true)
    let saved = try file.saved()
    #expect(try bytes(reporter, saved.report) == bytes(reporter, sample.report))
  }

  @Test("Neither the order of members nor the layout matters", arguments: [true, false])
  func otherLayout(_ isIndented: Bool) throws {
    for sample in Self.samples {
      let whole = try bytes(JSONReporter(), sample.report)
      let text = try JSONValue.read(whole).text(isIndented: isIndented)
      let saved = try TemporaryReport("\u{FEFF}" + text + "\n\n").saved()
      #expect(try bytes(JSONReporter(), saved.report) == whole)
    }
  }

  @Test("Members that are not known are passed over, also inside of outcomes")
  func unknownMembers() throws {
    let whole = try text(JSONReporter(), SampleReport.everyOutcome.report)
    let more = whole.replacing("{\"rule\":", with: "{\"new\":[{\"a\":[1.5e3,null]}],\"rule\":")
      .replacing("\"verdict\": {", with: "\"later\": {\"rules\":[]},\n\"verdict\": {\"new\":-1,")
    #expect(more != whole)
    let saved = try TemporaryReport(more).saved()
    #expect(try text(JSONReporter(), saved.report) == whole)
  }

  @Test("Outcomes are found in any order of asking")
  func randomAccess() throws {
    let sample = SampleReport.many(groups: 5000)
    let saved = try TemporaryReport(bytes(JSONReporter(), sample.report)).saved()
    let rule = saved.report.ledger.rules[0]
    let expected = sample.rules[0]
    for step in 0..<3000 {
      let index = step * 2741 % 5000
      #expect(rule.subject(at: index) == expected.subject(at: index))
      #expect(rule.place(at: index) == expected.place(at: index))
      #expect(rule.judgement(at: index) == expected.judgement(at: index))
    }
  }

  @Test("An outcome larger than what is read at a time is read whole")
  func largeOutcome() throws {
    let facts = (0..<20_000).map { Evidence("fact \($0)", "value") }
    var sample = SampleReport.everyOutcome
    let subject = SampleReport.group("192.0.2.9")
    sample.rules.append(
      SampleReport.rule(
        "z",
        rows: (0..<3).map { _ in SampleReport.row(subject, .fail("no", evidence: facts)) }))
    let whole = try bytes(JSONReporter(), sample.report)
    #expect(whole.count > 4 << 20)
    let saved = try TemporaryReport(whole).saved()
    #expect(try bytes(JSONReporter(), saved.report) == whole)
  }

  @Test("A file that changes before everything is written is reported")
  func changed() throws {
    let whole = try bytes(JSONReporter(), SampleReport.many(groups: 3000).report)
    let file = try TemporaryReport(whole)
    let saved = try file.saved()
    try saved.check()
    let handle = try #require(fopen(file.path, "r+"))
    fputs(String(repeating: "x", count: 100), handle)
    fclose(handle)
    #expect(throws: UnusableReport.self) { try saved.check() }
  }

  @Test("A file that is cut off before everything is written is reported, and nothing breaks")
  func cutOff() throws {
    let whole = try bytes(JSONReporter(), SampleReport.many(groups: 3000).report)
    let file = try TemporaryReport(whole)
    let saved = try file.saved()
    truncate(file.path, 1000)
    #expect(try !bytes(LedgerReporter(), saved.report).isEmpty)
    let error = #expect(throws: UnusableReport.self) { try saved.check() }
    #expect(error?.problem.sentence == "changed while it was read; make the report again")
  }
}

@Suite struct SavedLedgerTests {
  struct Declared: GroupRule {
    let info: RuleInfo
    func judge(_ group: FailoverGroup) -> Judgement { .pass }
  }

  private static func rules(_ sample: SampleReport) -> [any Rule] {
    sample.rules.map { Declared(info: $0.info) }
  }

  @Test(
    "A ledger gives the same ledger again",
    arguments: [SampleReport.everyOutcome, .many(groups: 300)])
  func sameLedger(_ sample: SampleReport) throws {
    let lines = try bytes(LedgerReporter(), sample.report)
    let saved = try TemporaryReport(lines).saved(rules: Self.rules(sample))
    #expect(try bytes(LedgerReporter(), saved.report) == lines)
    #expect(saved.report.inputs[0].bytes == lines.count)
    #expect(saved.report.inputs[0].sha256?.utf8.count == 64)
  }

  @Test("A report made from a ledger is never compliant, and says why")
  func neverCompliant() throws {
    let sample = SampleReport.many(groups: 5, failing: false)
    let saved = try TemporaryReport(bytes(LedgerReporter(), sample.report))
      .saved(rules: Self.rules(sample))
    #expect(saved.report.verdict.word == .incomplete)
    #expect(
      saved.report.verdict.reasons == ["made from a ledger, which does not say what was read"])
    #expect(saved.report.inputs.map(\.status) == [.partlyRead])
  }

  @Test("A rule that is not known, or whose outcomes are not together, is refused")
  func refused() throws {
    let sample = SampleReport.everyOutcome
    let lines = try text(LedgerReporter(), sample.report)
    let strange = lines.replacing("single-server-group", with: "single-server-grup")
    #expect(
      try TemporaryReport(strange).refusal(rules: Self.rules(sample))?.sentence
        == "no rule is called \"single-server-grup\"; did you mean \"single-server-group\"?")
    let first = try #require(lines.split(separator: "\n").first)
    let refusal = try TemporaryReport(lines + first + "\n").refusal(rules: Self.rules(sample))
    #expect(
      refusal
        == .init(
          line: 11,
          sentence: "the outcomes of the rule conflicting-records are not together"))
  }
}
