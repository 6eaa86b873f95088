import FailoverAudit
import FailoverBase
import FailoverInventory

extension Baseline {
  /// The ledger as it was before this baseline was applied to it; a baselined failure without an
  /// entry fails as well.
  public func undone(in ledger: Ledger) -> Ledger {
    let byRule = Dictionary(grouping: entries, by: \.rule)
    return Ledger(
      rules: ledger.rules.map { rule in
        let own = byRule[rule.info.id] ?? []
        return own.isEmpty && rule.counts[.baselined] == 0 ? rule : rule.knowingNothing(of: own)
      })
  }
}

extension RuleLedger {
  /// The same with every baselined failure open again.
  fileprivate func knowingNothing(of entries: [BaselineEntry]) -> RuleLedger {
    let facets = Dictionary(grouping: entries) { ExactText($0.subject) }
      .mapValues { own in Set(own.map { ExactText($0.facet) }) }
    return RuleLedger(
      info: info, severity: severity, outcomes: outcomes.map { $0 == .baselined ? .fail : $0 },
      name: name, subject: subject,
      judgement: { row in
        switch judgement(at: row) {
        case .baselined(let findings): return .fail(findings)
        case .fail(let findings):
          guard let own = facets[ExactText(name(at: row))] else { return .fail(findings) }
          return .fail(findings.map { own.contains(ExactText($0.facet)) ? $0.unmarked : $0 })
        case let other: return other
        }
      }, place: place, fault: fault)
  }
}

extension Finding {
  /// The same, which does not say that it is in the baseline.
  fileprivate var unmarked: Finding {
    for mark in [Finding.baselinedMark, Finding.formerMark] where message.hasSuffix(mark) {
      return Finding(facet: facet, String(message.dropLast(mark.count)), evidence: evidence)
    }
    return self
  }
}
