import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverReports

@Suite struct JUnitFoldingTests {
  /// Rules of all severities with as many subjects of every outcome, and as many inputs of every
  /// status.
  static func sample(_ count: Int) -> SampleReport {
    var sample = SampleReport(testDescription: "a report with \(count) of everything")
    let judgements: [Judgement] = [
      .pass, .fail("one server"), .unknown("cut off"), .notApplicable("no address"),
      .error("it broke"), .waived([Finding("one server")], SampleReport.waiver),
    ]
    sample.rules = Severity.allCases.map { severity in
      let rows = (0..<count).flatMap { number in
        judgements.enumerated().map {
          SampleReport.row(SampleReport.group("10.\(number).\($0).1"), $1)
        }
      }
      return SampleReport.rule("rule-\(severity.rawValue)", severity, rows: rows)
    }
    sample.inputs = InputRecord.Status.allCases.flatMap { status in
      (0..<count).map { SampleReport.input("\(status)-\($0).json", status) }
    }
    return sample
  }

  static func tree(_ sample: SampleReport, _ limit: JUnitLimit) throws -> (XMLTree, JUnitSize) {
    let file = try bytes(JUnitReporter(limit: limit), sample.report)
    let size = JUnitSize(limit: JUnitLimit(bytes: .max, objects: .max))
    try size.add(file)
    return (try XMLTree(file), size)
  }

  /// What a report of the sample takes if nothing is folded.
  static func wholeSize(_ sample: SampleReport) throws -> JUnitSize {
    try tree(sample, JUnitLimit(bytes: .max, objects: .max)).1
  }

  @Test("Elements and attributes are counted, whatever the text holds")
  func objects() throws {
    for sample in [SampleReport.everyOutcome, .hostileReport, Self.sample(3)] {
      let (tree, size) = try Self.tree(sample, JUnitLimit())
      // The declaration before the first element counts for three.
      #expect(size.objects == tree.count("//*") + tree.count("//@*") + 3)
    }
  }

  @Test("A report that fits the limit exactly is not folded, one byte less folds it")
  func boundary() throws {
    let sample = Self.sample(20)
    let size = try Self.wholeSize(sample)
    let whole = try bytes(JUnitReporter(), sample.report)
    let exact = JUnitLimit(bytes: size.bytes, objects: size.objects)
    #expect(try bytes(JUnitReporter(limit: exact), sample.report) == whole)
    for limit in [
      JUnitLimit(bytes: size.bytes - 1, objects: size.objects),
      JUnitLimit(bytes: size.bytes, objects: size.objects - 1),
    ] {
      let (tree, _) = try Self.tree(sample, limit)
      #expect(tree.count("//property[@name='folded']") == 4)
      #expect(tree.count("//testsuite[@name='rule-error']/testcase") == 4 * 20 + 2)
    }
  }

  @Test(
    "However small the limit, counters equal elements, and shown and folded are the ledger",
    arguments: stride(from: 0.02, through: 1.1, by: 0.09).map { $0 }, [true, false])
  func counters(_ part: Double, _ limitsBytes: Bool) throws {
    let sample = Self.sample(30)
    let whole = try Self.wholeSize(sample)
    var limit = JUnitLimit(bytes: .max, objects: .max)
    if limitsBytes { limit.bytes = Int(Double(whole.bytes) * part) }
    if !limitsBytes { limit.objects = Int(Double(whole.objects) * part) }
    let (tree, size) = try Self.tree(sample, limit)
    // Below, not even the properties of the suites fit.
    if part > 0.15 { #expect(limit.allows(size), "\(size.bytes) \(size.objects)") }
    for suite in 1...4 {
      let path = "/testsuites/testsuite[\(suite)]"
      for (counter, element) in [
        ("tests", ""), ("failures", "[failure]"), ("errors", "[error]"), ("skipped", "[skipped]"),
      ] {
        let count = tree.count("\(path)/testcase\(element)")
        #expect(tree.texts("\(path)/@\(counter)") == [String(count)])
      }
    }
    for rule in sample.rules {
      let path = "//testsuite[@name='\(rule.info.id)']"
      let own = tree.count("\(path)/testcase[not(starts-with(@name, 'folded'))]")
      let notice = tree.texts("\(path)//property[@name='folded']/@value").first ?? ""
      let folded = notice.matches(of: #/[:,] (\d+) /#).reduce(0) { $0 + (Int($1.1) ?? 0) }
      #expect(own + folded == rule.counts.total)
      #expect(tree.texts("\(path)/system-out") == [notice])
    }
  }

  @Test("A folded report satisfies both schemas", .enabled(if: JUnitSchema.areThere))
  func isValid() throws {
    let sample = Self.sample(30)
    let whole = try Self.wholeSize(sample)
    for divisor in [1, 2, 4, 20] {
      let (tree, _) = try Self.tree(
        sample, JUnitLimit(bytes: whole.bytes / divisor, objects: .max))
      for schema in JUnitSchema.allCases { #expect(try schema.accepts(tree)) }
    }
  }

  @Test("The worst are kept: unread inputs, then failures by severity")
  func worstFirst() throws {
    let sample = Self.sample(30)
    let whole = try Self.wholeSize(sample)
    let (tree, _) = try Self.tree(
      sample, JUnitLimit(bytes: whole.bytes / 3, objects: .max))
    func own(_ rule: String, _ element: String) -> Int {
      tree.count(
        "//testsuite[@name='\(rule)']/testcase[\(element)][not(starts-with(@name,'fold'))]")
    }
    #expect(own("inputs", "error") == 60)
    #expect(own("rule-error", "failure") == 30)
    let warnings = own("rule-warning", "failure")
    #expect(warnings > 0)
    #expect(own("rule-note", "failure") <= warnings)
    #expect(own("rule-note", "skipped") == 0)
    let folded = tree.texts("//testsuite[@name='rule-note']/testcase[failure]/failure/@message")
    #expect(folded.last == "folded: \(30 - own("rule-note", "failure")) subjects: fail")
  }

  @Test("In a folded report with failures, only passes are not failures, and true counts are added")
  func trueCounts() throws {
    let sample = Self.sample(30)
    let whole = try Self.wholeSize(sample)
    let (tree, _) = try Self.tree(sample, JUnitLimit(bytes: whole.bytes - 1, objects: .max))
    let path = "//testsuite[@name='rule-note']"
    #expect(
      tree.texts("\(path)//property[@name='outcomes']/@value") == [
        "180 = 30 pass, 30 fail, 30 unknown, 30 notApplicable, 30 error, 30 waived, 0 baselined"
      ])
    #expect(tree.count("\(path)/testcase[starts-with(@name, 'folded: 30 subjects: pass')]") == 1)
  }

  @Test("A report of 45,000 failing groups is read by GitLab to its end")
  func large() throws {
    let sample = SampleReport.many(groups: 45_000)
    let (tree, size) = try Self.tree(sample, JUnitLimit())
    #expect(size.bytes < 30_000_000)
    #expect(size.objects < 250_000)
    let own = tree.count("//testcase[failure][not(starts-with(@name,'fold'))]")
    #expect(own > 35_000)
    let message = tree.texts("//testcase[starts-with(@name,'fold')]/failure/@message")
    #expect(message == ["folded: \(45_000 - own) subjects: fail"])
  }
}
