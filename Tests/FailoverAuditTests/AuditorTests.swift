import AuditTestSupport
import FailoverBase
import FailoverInventory
import Testing

@testable import FailoverAudit

/// The engine stamps, counts, and survives rules that break.
struct AuditorTests {
  static let estate = ExampleEstate(
    .init(
      "dc",
      lans: [.init("1", [.init("85.215.1.1", master: "a"), .init("85.215.1.2", master: nil)])],
      servers: [.init("s", nics: [.init("a", lan: 1, ["85.215.1.1"])])]))

  static func inventory() async -> Inventory {
    let documents = estate.documents(.bundle).map { ($0.name, Array($0.text.utf8)) }
    return await Inventory.read(documents: documents)
  }

  static func info(_ id: String, severity: Severity = .error) -> RuleInfo {
    RuleInfo(
      id: id, title: "it holds", severity: severity, family: .master, subjects: [.groups],
      rationale: "", remediation: "", references: [], controls: [], examples: [])
  }

  struct Judging: GroupRule {
    var info = AuditorTests.info("judging")
    let judgement: Judgement
    func judge(_ group: FailoverGroup) -> Judgement { judgement }
  }

  struct Throwing: Rule {
    struct Breakage: Error {}
    let info = AuditorTests.info("throwing")
    func outcomes(in inventory: Inventory) throws -> any Answers { throw Breakage() }
  }

  /// Answers for the LANs although its subjects are groups.
  struct Miscounting: Rule {
    let info = AuditorTests.info("miscounting")
    func outcomes(in inventory: Inventory) -> any Answers {
      JudgedAnswers(inventory.lans) { _ in .pass }
    }
  }

  @Test("a rule that throws is an error for each subject, and the others run")
  func throwing() async throws {
    let inventory = await Self.inventory()
    let ledger = await Auditor(rules: [Throwing(), Judging(judgement: .pass)]).audit(inventory)
    try ledger.check(against: inventory)
    #expect(ledger.rules.map(\.info.id) == ["judging", "throwing"])
    #expect(ledger.rules[0].counts[.pass] == 2)
    #expect(ledger.rules[1].counts[.error] == 2)
    #expect(ledger.rules[1].subject(at: 0).name == "group/dc/1/85.215.1.1")
    #expect(ledger.rules[1].judgement(at: 1).outcome == .error)
  }

  @Test("the severity that was set is stamped, also on a rule that breaks")
  func severities() async {
    let auditor = Auditor(
      rules: [Throwing(), Judging(judgement: .pass)],
      severities: ["throwing": .note, "judging": .warning])
    let ledger = await auditor.audit(await Self.inventory())
    #expect(ledger.rules.map(\.severity) == [.warning, .note])
    #expect(ledger.rules.map(\.info.severity) == [.error, .error])
  }

  /// Answers for waivers, or breaks.
  struct Accepting: WaiverRule {
    let info = RuleInfo(
      id: "accepting", title: "it holds", severity: .error, family: .waivers,
      subjects: [.waivers], rationale: "", remediation: "", references: [], controls: [],
      examples: [])
    func judge(_ use: WaiverUse) -> Judgement {
      use.isRuleAsked ? .fail("\(use.waived) of \(use.matched[.fail])") : .fail([])
    }
  }

  @Test("rules about waivers have no subject without waivers, and one for each with them")
  func waivers() async throws {
    let inventory = await Self.inventory()
    let auditor = Auditor(rules: [Accepting(), Judging(judgement: .fail("wrong"))])
    let without = await auditor.audit(inventory)
    try without.check(against: inventory)
    #expect(without.rules.map(\.counts.total) == [0, 2])
    let waivers = WaiversOfDay(
      [
        WaiverOverlayTests.waiver(1, "group/dc/1/*", rule: "judging"),
        WaiverOverlayTests.waiver(2, "group/dc/1/*", rule: "others"),
      ], on: CalendarDay(number: WaiverOverlayTests.today))
    let with = await auditor.audit(inventory, waivers: waivers)
    try with.check(against: inventory, waivers: 2)
    #expect(throws: LedgerFault.self) { try with.check(against: inventory) }
    #expect(with.rules[0].outcomes == [.fail, .error])
    #expect(with.rules[0].judgement(at: 0) == .fail("2 of 2"))
    #expect(with.rules[1].outcomes == [.waived, .waived])
  }

  @Test("a rule that does not answer for each subject is an error")
  func miscounting() async throws {
    let inventory = await Self.inventory()
    let ledger = await Auditor(rules: [Miscounting()]).audit(inventory)
    try ledger.check(against: inventory)
    #expect(ledger.rules[0].outcomes == [.error, .error])
    #expect(
      ledger.rules[0].judgement(at: 0) == .error("the rule answered for 1 of 2 subjects"))
  }

  @Test("a rule without subjects that breaks is reported nevertheless")
  func brokenWithoutSubjects() async throws {
    let inventory = await Inventory.read(documents: [])
    let ledger = await Auditor(rules: [Throwing()]).audit(inventory)
    try ledger.check(against: inventory)
    #expect(ledger.rules[0].outcomes.isEmpty)
    #expect(ledger.rules[0].fault?.hasPrefix("the rule could not run: ") == true)
  }

  @Test(
    "a failure without a finding, or with two of one facet, is an error",
    arguments: [
      Judgement.fail([]), Judgement.fail([Finding("a"), Finding("b")]),
    ])
  func badFailure(_ judgement: Judgement) async {
    let ledger = await Auditor(rules: [Judging(judgement: judgement)])
      .audit(await Self.inventory())
    #expect(ledger.rules[0].outcomes == [.error, .error])
    #expect(ledger.rules[0].judgement(at: 0).outcome == .error)
  }

  @Test("a ledger with an outcome too few does not pass the check")
  func missingOutcome() async {
    let inventory = await Self.inventory()
    let short = RuleLedger(
      info: Self.info("short"), severity: .error, outcomes: [.pass],
      subject: { _ in Subject(kind: .group, name: "group") }, judgement: { _ in .pass },
      place: { _ in nil })
    #expect(throws: LedgerFault.self) { try Ledger(rules: [short]).check(against: inventory) }
  }

  @Test("any number of jobs gives the same ledger")
  func jobs() async {
    let inventory = await Self.inventory()
    let rules: [any Rule] = [Throwing(), Judging(judgement: .pass), Miscounting()]
    let one = await Auditor(rules: rules).audit(inventory, jobs: 1)
    let many = await Auditor(rules: rules.reversed()).audit(inventory, jobs: 7)
    #expect(one.rules.map(\.info.id) == many.rules.map(\.info.id))
    #expect(one.rules.map(\.outcomes) == many.rules.map(\.outcomes))
  }
}
