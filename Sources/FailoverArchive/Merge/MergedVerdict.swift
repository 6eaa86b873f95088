import FailoverAudit

extension Report {
  /// Reasons of the verdict that nothing else in the report says; they must not get lost.
  var unexplainedReasons: [String] {
    let own = Verdict(
      ledger, inputs, groups: estate.groups, gaps: gaps, settings, baseline: baseline)
    let shown = own.reasons + formerReasons
    let unexplainedReasons = verdict.reasons.filter { !shown.contains($0) }
    if unexplainedReasons.isEmpty && own.word == .compliant && verdict.word != .compliant {
      return ["a report that was merged is incomplete, and does not say why"]
    }
    return unexplainedReasons
  }
}

extension Verdict {
  /// The verdict with reasons of others, under which nothing is compliant.
  func keeping(_ unexplainedReasons: [String]) -> Verdict {
    let more = Set(unexplainedReasons).subtracting(reasons)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if more.isEmpty { return self }
    return Verdict(
      word: word == .compliant ? .incomplete : word, reasons: reasons + more)
  }
}
