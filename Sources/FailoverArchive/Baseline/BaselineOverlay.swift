import FailoverAudit
import FailoverBase
import FailoverInventory

extension Baseline {
  /// The ledger with what is known, and how the entries fared.
  ///
  /// A failure is known if every one of its findings is an entry; of one that is known in part the
  /// known findings say so, and it counts. An entry is stale only if it is proven: the rule was
  /// ran and passed the subject, or the subject is gone from an export that is whole.
  package func apply(
    to ledger: Ledger, isExportWhole: Bool, isStrict: Bool
  ) -> (ledger: Ledger, use: BaselineUse) {
    var fates = [Fate](repeating: .open, count: entries.count)
    let byRule = Dictionary(grouping: entries.indices) { entries[$0].rule }
    let rules = ledger.rules.map { rule in
      guard let own = byRule[rule.info.id], !rule.info.judgesExport else { return rule }
      // A rule that broke proves nothing of subjects that it does not show.
      if isExportWhole && rule.fault == nil { for index in own { fates[index] = .stale } }
      return apply(own, to: rule, &fates)
    }
    let use = BaselineUse(
      file: file, entries: entries.count, matched: fates.count { $0 == .matched },
      stale: entries.indices.filter { fates[$0] == .stale }.map { entries[$0] },
      isStrict: isStrict)
    return (Ledger(rules: rules), use)
  }

  /// What became of an entry.
  private enum Fate {
    case matched, stale
    /// This audit cannot decide it.
    case open
  }

  private func apply(
    _ own: [Int], to rule: RuleLedger, _ fates: inout [Fate]
  ) -> RuleLedger {
    let bySubject = Dictionary(grouping: own) { ExactText(entries[$0].subject) }
    var known = KnownRows()
    for (row, outcome) in rule.outcomes.enumerated() {
      guard let found = bySubject[ExactText(rule.name(at: row))] else { continue }
      switch outcome {
      case .pass, .notApplicable: for index in found { fates[index] = .stale }
      case .unknown, .error, .baselined: for index in found { fates[index] = .open }
      case .fail, .waived:
        let facets = Set(rule.judgement(at: row).findings.map { ExactText($0.facet) })
        var mine: Set<ExactText> = []
        for index in found {
          let facet = ExactText(entries[index].facet)
          fates[index] = facets.contains(facet) ? .matched : .stale
          if facets.contains(facet) { mine.insert(facet) }
        }
        if outcome == .fail { known.append(row, mine, of: facets) }
      }
    }
    return known.isEmpty ? rule : rule.with(BaselinedAnswers(rule.answers, known))
  }
}

/// Rows of a ledger whose findings are known, all of them or some.
private struct KnownRows {
  private(set) var whole: [Int] = []
  private var facets: [Int: Set<ExactText>] = [:]

  var isEmpty: Bool { facets.isEmpty }

  mutating func append(_ row: Int, _ known: Set<ExactText>, of all: Set<ExactText>) {
    if known.isEmpty { return }
    if known == all { whole.append(row) }
    facets[row] = known
  }

  /// The facets of a row that are known.
  func known(of row: Int) -> Set<ExactText> { facets[row] ?? [] }
}

/// Answers with the failures that a baseline holds, or some findings of them, marked.
private struct BaselinedAnswers: RevisedAnswers {
  let base: any Answers
  let outcomes: [Outcome]
  private let known: KnownRows

  init(_ base: any Answers, _ known: KnownRows) {
    self.base = base
    self.known = known
    var outcomes = base.outcomes
    for row in known.whole { outcomes[row] = .baselined }
    self.outcomes = outcomes
  }

  func judgement(at index: Int) -> Judgement {
    let judgement = base.judgement(at: index)
    guard case .fail(let findings) = judgement else { return judgement }
    if outcomes[index] == .baselined { return .baselined(findings) }
    let facets = known.known(of: index)
    return .fail(
      findings.map { facets.contains(ExactText($0.facet)) ? $0.with(isBaselined: true) : $0 })
  }
}
