import FailoverAudit
import TestSupport
import Testing

@testable import FailoverArchive

/// Random estates over time, and what a model that remembers everything says of them.
@Suite("Histories and comparisons against a model")
struct HistoryPropertyTests {
  @Test("a history agrees with the model", arguments: 1...40 as ClosedRange<UInt64>)
  func history(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    var model = NaiveHistory()
    for run in 1...8 {
      let audit = Self.audit(&random)
      let time = run * 1000
      let report = try file.record(audit.report, at: time)
      model.record(audit, at: time)
      let open = try file.read(runs: 9).open
      #expect(Set(open.map(NaiveHistory.line)) == Set(model.open), "seed \(seed) run \(run)")
      #expect(open.count == model.open.count)
      for (key, state) in model.states {
        let age = report.history?.age(
          of: Fingerprint.of(rule: key.rule, subject: key.subject, facet: key.facet))
        #expect(age?.state == state, "seed \(seed) run \(run) \(key)")
      }
      #expect(report.history?.all.count == model.states.count)
    }
  }

  @Test("a comparison agrees with the model", arguments: 1...200 as ClosedRange<UInt64>)
  func comparison(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (old, new) = (Self.audit(&random), Self.audit(&random))
    let names = RuleNames([])
    let comparison = Comparison(
      old: old.report.ledger.openFindings(names), new: new.report.ledger, names: names)
    let told = comparison.findings.map {
      "\($0.change.rawValue) \($0.finding.rule) \($0.finding.subject) \($0.finding.facet)"
    }
    #expect(told.sorted() == NaiveHistory.changes(old, new).sorted(), "seed \(seed)")
    #expect(comparison.counts.values.reduce(0, +) == told.count)
  }

  /// An audit of few rules and subjects, so that everything meets everything.
  private static func audit(_ random: inout SplitMix64) -> SmallAudit {
    var answers: [String: [String: SmallAudit.Answer]] = [:]
    for rule in ["r1", "r2"] where random.below(5) > 0 {
      answers[rule] = [:]
      for subject in ["s1", "s2", "s\u{E9}"] where random.below(4) > 0 {
        let outcome = [Outcome.fail, .fail, .waived, .baselined][random.below(4)]
        answers[rule]?[subject] =
          [
            .pass, .unknown, .error, .fails([""], as: outcome), .fails(["x"], as: outcome),
            .fails(["x", "y"], as: outcome),
          ][random.below(6)]
      }
    }
    var audit = SmallAudit(answers)
    audit.isWhole = random.below(2) == 0
    audit.severities["r1"] = random.below(4) == 0 ? .note : .warning
    return audit
  }
}
