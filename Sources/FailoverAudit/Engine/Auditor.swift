import FailoverBase
import FailoverHA
import FailoverInventory

/// Puts rules to an inventory and keeps the ledger.
public struct Auditor: Sendable {
  public let rules: [any Rule]
  private let severities: [String: Severity]

  /// - Parameters:
  ///   - rules: in any order; their ids are distinct.
  ///   - severities: severities other than the declared ones, by rule.
  public init(rules: [any Rule], severities: [String: Severity] = [:]) {
    self.severities = severities
    self.rules = rules.sorted { $0.info.id < $1.info.id }
  }

  /// Runs every rule on every one of its subjects.
  ///
  /// A rule that throws, or that does not answer for each of its subjects, is an `error` outcome
  /// for all of them; the other rules are run all the same.
  ///
  /// Rules about the failover software run only where there is evidence of it.
  ///
  /// When all others have answered, waivers turn failures into `waived`, and the rules about
  /// waivers are run.
  ///
  /// - Parameters:
  ///   - waivers: none unless given; the rules about waivers have no subjects then.
  ///   - time: when the audit runs; nil if its report states no time.
  ///   - jobs: rules that run side by side, at least 1; it changes nothing in the result.
  public func audit(
    _ inventory: Inventory, waivers: WaiversOfDay? = nil, at time: Moment? = nil, jobs: Int = 1
  ) async -> Ledger {
    let rules: [any Rule] = rules.asked(withEvidence: inventory.evidence != nil).map {
      $0.needs == .time ? ($0 as? any TimedRule)?.at(time) ?? $0 : $0
    }
    let others = rules.filter { $0.needs != .waivers }
    var ledgers = await ask(others, about: inventory, jobs: jobs)
    var uses: [WaiverUse] = []
    if let waivers {
      var overlay = WaiverOverlay(
        waivers.waivers, on: waivers.day, isExportWhole: inventory.isWhole)
      ledgers = overlay.apply(to: ledgers)
      uses = overlay.uses
    }
    let subjects = AuditSubjects(inventory: inventory, uses: uses)
    for rule in rules where rule.needs == .waivers {
      ledgers.append(await ask(rule, about: subjects))
    }
    return Ledger(rules: ledgers.sorted { $0.info.id < $1.info.id })
  }

  private func ask(
    _ rules: [any Rule], about inventory: Inventory, jobs: Int
  ) async -> [RuleLedger] {
    var ledgers = [RuleLedger?](repeating: nil, count: rules.count)
    await withTaskGroup(of: (Int, RuleLedger).self) { group in
      var next = 0
      func start() {
        guard next < rules.count else { return }
        let (index, rule) = (next, rules[next])
        let own = jobs > 1 ? inventory.workerCopy : inventory
        group.addTask { (index, await ask(rule, about: AuditSubjects(inventory: own, uses: []))) }
        next += 1
      }
      for _ in 0..<max(1, jobs) { start() }
      for await (index, ledger) in group {
        ledgers[index] = ledger
        start()
      }
    }
    return ledgers.compactMap(\.self)
  }

  private func ask(_ rule: any Rule, about subjects: AuditSubjects) async -> RuleLedger {
    let info = rule.info
    let count = subjects.count(info.subjects)
    do {
      let answer =
        if rule.needs == .waivers, let rule = rule as? any WaiverRule {
          rule.outcomes(of: subjects.uses)
        } else {
          try await rule.outcomes(in: subjects.inventory)
        }
      if answer.outcomes.count != count {
        return broken(
          rule, subjects, "the rule answered for \(answer.outcomes.count) of \(count) subjects")
      }
      if answer.outcomes.contains(.waived) {
        return broken(rule, subjects, "the rule waived a subject, which only a waiver may do")
      }
      if answer.outcomes.contains(.baselined) {
        return broken(
          rule, subjects, "the rule called a failure known, which only a baseline may do")
      }
      return RuleLedger(
        info: info, severity: severities[info.id] ?? info.severity, answers: answer)
    } catch {
      return broken(rule, subjects, "the rule could not run: \(error)")
    }
  }

  /// A ledger of nothing but errors.
  private func broken(
    _ rule: any Rule, _ subjects: AuditSubjects, _ sentence: String
  ) -> RuleLedger {
    RuleLedger(
      info: rule.info, severity: severities[rule.info.id] ?? rule.info.severity,
      answers: BrokenAnswers(rule.info.subjects, of: subjects, sentence), fault: sentence)
  }
}

/// Nothing but errors: what a rule answers that broke.
struct BrokenAnswers: Answers {
  let outcomes: [Outcome]
  private let sets: [SubjectSet]
  private let counts: [Int]
  private let subjects: AuditSubjects
  private let sentence: String

  init(_ sets: [SubjectSet], of subjects: AuditSubjects, _ sentence: String) {
    self.sets = sets
    self.subjects = subjects
    self.sentence = sentence
    counts = sets.map { subjects.count([$0]) }
    outcomes = Array(repeating: .error, count: counts.reduce(0, +))
  }

  private func find(_ index: Int) -> (Subject, Place?) {
    var index = index
    for (set, count) in zip(sets, counts) {
      if index < count { return set.subject(index, in: subjects) }
      index -= count
    }
    preconditionFailure("an index after the last subject")
  }

  func subject(at index: Int) -> Subject { find(index).0 }
  func place(at index: Int) -> Place? { find(index).1 }
  func judgement(at index: Int) -> Judgement { .error(sentence) }
}

/// A ledger that does not add up: a fault of our own.
public struct LedgerFault: Refusal, Sendable {
  public let description: String
  /// A ledger that does not add up is a fault of our own.
  package var exitCode: Int32 { 70 }
  package var lines: [String] { ["failover-audit: internal fault: " + description] }
}

extension Ledger {
  /// Checks that every rule answered for every one of its subjects.
  ///
  /// - Parameter waivers: how many waivers were given.
  /// - Throws: `LedgerFault` if the sum is not rules × subjects; no report may be written then.
  public func check(against inventory: Inventory, waivers: Int = 0) throws(LedgerFault) {
    for rule in rules {
      let subjects = rule.info.subjects.reduce(0) {
        $0 + $1.count(in: inventory, waivers: waivers)
      }
      if rule.counts.total != subjects || rule.outcomes.count != subjects {
        throw LedgerFault(
          description:
            "\(rule.info.id) has \(rule.counts.total) outcomes for \(subjects) subjects")
      }
    }
    let sum = rules.reduce(0) { $0 + $1.counts.total }
    if counts.total != sum {
      throw LedgerFault(description: "the ledger counts \(counts.total) outcomes of \(sum)")
    }
  }
}
