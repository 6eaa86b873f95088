import FailoverAudit
import FailoverBase
import FailoverInventory

extension Baseline {
  /// The ledger as it was before this baseline was applied to it; a baselined failure without an
  /// entry fails as well.
  package func undone(in ledger: Ledger) -> Ledger {
    let byRule = Dictionary(grouping: entries, by: \.rule)
    return Ledger(
      rules: ledger.rules.map { rule in
        let own = byRule[rule.info.id] ?? []
        return own.isEmpty && rule.counts[.baselined] == 0
          ? rule : rule.with(UnbaselinedAnswers(rule.answers, own))
      })
  }
}

/// Answers with every baselined failure open again.
private struct UnbaselinedAnswers: RevisedAnswers {
  let base: any Answers
  let outcomes: [Outcome]
  /// The facets of the baseline's entries by their subjects.
  private let facets: [ExactText: Set<ExactText>]

  init(_ base: any Answers, _ entries: [BaselineEntry]) {
    self.base = base
    facets = Dictionary(grouping: entries) { ExactText($0.subject) }
      .mapValues { own in Set(own.map { ExactText($0.facet) }) }
    outcomes = base.outcomes.map { $0 == .baselined ? .fail : $0 }
  }

  func judgement(at index: Int) -> Judgement {
    switch base.judgement(at: index) {
    case .baselined(let findings): return .fail(findings)
    case .fail(let findings):
      guard let own = facets[ExactText(name(at: index))] else { return .fail(findings) }
      return .fail(
        findings.map { own.contains(ExactText($0.facet)) ? $0.with(isBaselined: false) : $0 })
    case let other: return other
    }
  }
}
