import FailoverAudit
import FailoverInventory

/// A ledger, an outcome a line: what it does not say comes from the rules' declarations, or stays
/// open.
struct SavedLedger {
  private let file: SavedFile
  private let name: String
  private let rules: [any Rule]
  private let toolVersion: String

  init(_ file: SavedFile, name: String, rules: [any Rule], toolVersion: String) {
    self.file = file
    self.name = name
    self.rules = rules
    self.toolVersion = toolVersion
  }

  /// The outcomes of one rule, which are together.
  private struct Part {
    let info: RuleInfo
    var severity: Severity
    var outcomes: [Outcome] = []
    var offsets = SavedOffsets()
  }

  private static let notTold = "made from a ledger, which does not say what was read"

  func report() throws(DocumentFault) -> Report {
    let parts = try parts()
    let ledger = Ledger(
      rules: parts.map {
        RuleLedger(
          info: $0.info, severity: $0.severity,
          answers: SavedAnswers(
            $0.outcomes, at: $0.offsets, in: file, form: .ledger, of: $0.info.id, $0.severity))
      })
    let input = InputRecord(
      name: name, status: .partlyRead, bytes: file.document.size,
      sha256: try file.document.sha256(), records: ledger.counts.total,
      problems: [
        Problem(input: name, sentence: "a ledger does not say what was read of the estate")
      ])
    let settings = AuditSettings()
    return Report(
      toolVersion: toolVersion, ruleSetDigest: "not known", time: nil, inputs: [input],
      settings: settings, estate: EstateCounts(), ledger: ledger,
      verdict: verdict(ledger, settings),
      assumptions: [
        "Outcomes and severities are those of the ledger; what is said about rules is what this version "
          + "of failover-audit says"
      ])
  }

  private func verdict(_ ledger: Ledger, _ settings: AuditSettings) -> Verdict {
    let own = Verdict(ledger, [], groups: 1, gaps: ExportGaps(), settings)
    return Verdict(
      word: own.word == .violations ? .violations : .incomplete,
      reasons: own.reasons + [SavedLedger.notTold])
  }

  private func parts() throws(DocumentFault) -> [Part] {
    var reader = SavedReader(file.document, keeps: false, windowSize: file.readWindow)
    try reader.tokens.skipMark()
    var parts: [Part] = []
    var ids: Set<String> = []
    while try reader.tokens.peek() != nil {
      let start = reader.tokens.offset
      var words = SavedRuleWords(rule: nil, severity: nil)
      let outcome = try reader.small("an outcome") { reader throws(DocumentFault) in
        try reader.outcome(.ledger, &words).outcome
      }
      guard let id = words.rule, let severity = words.severity else { continue }
      if parts.last?.info.id != id {
        if !ids.insert(id).inserted {
          throw reader.wrong("the outcomes of the rule \(id) are not together")
        }
        parts.append(Part(info: try declaration(of: id, reader), severity: severity))
      }
      let last = parts.count - 1
      if parts[last].severity != severity {
        throw reader.wrong("the outcome is of another severity than the others of its rule")
      }
      parts[last].outcomes.append(outcome)
      parts[last].offsets.append(start)
    }
    return parts
  }

  private func declaration(
    of id: String, _ reader: borrowing SavedReader
  ) throws(DocumentFault) -> RuleInfo {
    if let rule = rules.first(where: { $0.info.id == id }) { return rule.info }
    let hint =
      RuleSelection.nearest(id, in: rules, families: false)
      .map { "; did you mean \"\($0)\"?" } ?? ""
    throw reader.wrong("no rule is called \"\(id.prefix(100))\"\(hint)")
  }
}
