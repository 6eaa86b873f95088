import AuditTestSupport
import FailoverBase
import FailoverInventory
import Testing

@testable import FailoverAudit

/// What waivers change in a ledger, and what they never change.
@Suite struct WaiverOverlayTests {
  static let today = 20_780

  /// A generator of numbers that gives the same ones for the same seed.
  struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  static func ledger(_ id: String, _ judgements: [Judgement]) -> RuleLedger {
    RuleLedger(
      info: AuditorTests.info(id), severity: .error, outcomes: judgements.map(\.outcome),
      subject: { Subject(kind: .group, name: "group/dc/\($0 % 3)/\($0)") },
      judgement: { judgements[$0] }, place: { _ in nil })
  }

  static func waiver(
    _ number: Int, _ subject: String, rule: String = "a", days: Int = 10, reason: String? = nil
  ) -> FiledWaiver {
    FiledWaiver(
      number: number, rule: rule, subject: subject, reason: reason ?? "reason \(number)",
      owner: "o", approver: "a", lastDay: CalendarDay(number: today + days),
      place: YAMLPlace(file: "w.yml", line: number, column: 1))
  }

  static func overlay(_ waivers: [FiledWaiver]) -> WaiverOverlay {
    WaiverOverlay(waivers, on: CalendarDay(number: today), isExportWhole: true)
  }

  private static func randomJudgement(_ numbers: inout Numbers) -> Judgement {
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0: .pass
    case 1, 2:
      .fail([Finding(facet: "x", "it is wrong"), Finding(facet: "y", "it is wrong, too")])
    case 3: .unknown("it is not known")
    default: .random(in: 0..<2, using: &numbers) == 0 ? .notApplicable("no") : .error("broke")
    }
  }

  private static func randomWaiver(_ number: Int, _ numbers: inout Numbers) -> FiledWaiver {
    let row = Int.random(in: 0..<40, using: &numbers)
    let subject =
      ["group/dc/\(row % 3)/\(row)", "group/dc/\(row % 3)/*", "group/*\(row % 10)", "group/*"]
      .randomElement(using: &numbers) ?? ""
    return waiver(
      number, subject, rule: ["a", "b", "c"].randomElement(using: &numbers) ?? "",
      days: Int.random(in: -2...4, using: &numbers), reason: "\(subject) \(row)")
  }

  @Test(
    "only failures are waived, with all their findings, and what became of each waiver adds up",
    arguments: 1...60 as ClosedRange<UInt64>)
  func property(_ seed: UInt64) {
    var numbers = Numbers(state: seed)
    let judgements = (0..<40).map { _ in Self.randomJudgement(&numbers) }
    let before = [Self.ledger("a", judgements), Self.ledger("b", judgements.reversed())]
    let waivers = (1...12).map { Self.randomWaiver($0, &numbers) }
    var overlay = Self.overlay(waivers)
    let after = overlay.apply(to: before)
    for (old, new) in zip(before, after) {
      #expect(new.counts[.fail] + new.counts[.waived] == old.counts[.fail])
      #expect(new.counts.total == old.counts.total)
      for index in old.outcomes.indices {
        guard new.outcomes[index] == .waived else {
          #expect(new.judgement(at: index) == old.judgement(at: index))
          continue
        }
        guard case .waived(let findings, let waiver) = new.judgement(at: index),
          let last = CalendarDay(waiver.expires)
        else {
          Issue.record("what is waived has no waiver")
          continue
        }
        #expect(old.judgement(at: index) == .fail(findings) && last.number >= Self.today)
      }
    }
    let uses = overlay.uses
    #expect(uses.reduce(0) { $0 + $1.waived } == after.reduce(0) { $0 + $1.counts[.waived] })
    for use in uses {
      #expect(use.waived <= use.matched[.fail] && use.matched.total <= use.subjects)
      #expect(use.isRuleAsked == (use.filed.rule != "c"))
    }
  }

  @Test(
    "the order of waivers that expire on different days changes no outcome",
    arguments: 1...20 as ClosedRange<UInt64>)
  func order(_ seed: UInt64) {
    var numbers = Numbers(state: seed)
    let before = [Self.ledger("a", (0..<40).map { _ in Self.randomJudgement(&numbers) })]
    let subjects = (0..<10).map { "group/*\($0)" } + ["group/dc/1/*", "group/dc/0/3"]
    let days = Array(-3..<(subjects.count - 3)).shuffled(using: &numbers)
    let waivers = zip(subjects, days).map {
      Self.waiver(0, $0, days: $1, reason: "\($0) \($1)")
    }
    func judged(_ waivers: [FiledWaiver]) -> [Judgement] {
      var overlay = Self.overlay(waivers)
      return overlay.apply(to: before).flatMap { ledger in
        ledger.outcomes.indices.map { ledger.judgement(at: $0) }
      }
    }
    #expect(judged(waivers) == judged(waivers.shuffled(using: &numbers)))
  }

  @Test("of several waivers the exact one wins, then the one that holds longest, then the first")
  func precedence() {
    func winner(_ waivers: [FiledWaiver]) -> String? {
      var overlay = Self.overlay(waivers)
      let ledger = overlay.apply(to: [Self.ledger("a", [.fail("wrong")])])[0]
      if case .waived(_, let waiver) = ledger.judgement(at: 0) { return waiver.reason }
      return nil
    }
    let exact = Self.waiver(1, "group/dc/0/0", days: 1)
    let long = Self.waiver(2, "group/*", days: 9)
    #expect(winner([exact, long]) == "reason 1")
    #expect(winner([Self.waiver(1, "group/dc/*", days: 1), long]) == "reason 2")
    #expect(winner([Self.waiver(1, "group/dc/*", days: 9), long]) == "reason 1")
    #expect(winner([Self.waiver(1, "group/dc/0/0", days: -1), long]) == "reason 2")
    #expect(winner([Self.waiver(1, "group/dc/0/0", days: -1)]) == nil)
    #expect(winner([Self.waiver(1, "group/dc/0/0", rule: "b")]) == nil)
  }
}
