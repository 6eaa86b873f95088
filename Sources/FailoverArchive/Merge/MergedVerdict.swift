import FailoverAudit

extension Report {
  /// Reasons of the verdict that nothing else in the report says; they must not get lost.
  var doubts: [String] {
    let own = Verdict(
      ledger, inputs, groups: estate.groups, gaps: gaps, settings, baseline: baseline)
    let told = own.reasons + formerReasons
    let doubts = verdict.reasons.filter { !told.contains($0) }
    if doubts.isEmpty && own.word == .compliant && verdict.word != .compliant {
      return ["a report that was merged is incomplete, and does not say why"]
    }
    return doubts
  }
}

extension Verdict {
  /// The verdict with reasons of others, under which nothing is compliant.
  func keeping(_ doubts: [String]) -> Verdict {
    let more = Set(doubts).subtracting(reasons)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if more.isEmpty { return self }
    return Verdict(
      word: word == .compliant ? .incomplete : word, reasons: reasons + more)
  }
}
