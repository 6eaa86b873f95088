import FailoverInventory

/// A ledger to which waivers cannot be applied.
package struct RewaiveFault: Error, Sendable {
  package let description: String
}

extension Ledger {
  /// The ledger as it is with these waivers and no others, as if they had been there when it was
  /// made.
  ///
  /// - Parameters:
  ///   - isExportWhole: whether nothing is missing in what was audited, as far as it shows.
  ///   - rules: all rules; the rules about waivers among them run again.
  ///   - parameters: values other than the defaults, as `rule.parameter`.
  package func rewaived(
    by waivers: WaiversOfDay, isExportWhole: Bool, rules: [any Rule], parameters: [String: Int]
  ) throws(RewaiveFault) -> Ledger {
    var overlay = WaiverOverlay(waivers.waivers, on: waivers.day, isExportWhole: isExportWhole)
    let ledgers = overlay.apply(
      to: self.rules.filter { $0.info.family != .waivers }.map(\.withoutWaivers))
    var answers: [RuleLedger] = []
    for ledger in self.rules where ledger.info.family == .waivers {
      guard
        let rule = rules.first(where: { $0.info.id == ledger.info.id }) as? any WaiverRule
      else {
        throw RewaiveFault(
          description: "no rule about waivers is called \"\(ledger.info.id)\" here")
      }
      answers.append(ledger.answered(by: rule, overlay.uses, parameters))
    }
    return Ledger(rules: (ledgers + answers).sorted { $0.info.id < $1.info.id })
  }
}

extension RuleLedger {
  /// The same with every failure that was waived open again.
  fileprivate var withoutWaivers: RuleLedger {
    counts[.waived] == 0 ? self : with(UnwaivedAnswers(answers))
  }

  /// What a rule about waivers says of all of them.
  fileprivate func answered(
    by rule: some WaiverRule, _ uses: [WaiverUse], _ parameters: [String: Int]
  ) -> RuleLedger {
    let own = info.parameters.map { parameter in
      (parameter.name, parameters["\(info.id).\(parameter.name)"] ?? parameter.defaultValue)
    }
    return RuleLedger(
      info: info, severity: severity,
      answers: rule.with(Dictionary(own) { first, _ in first }).outcomes(of: uses))
  }
}

/// Answers with every failure that was waived open again.
private struct UnwaivedAnswers: RevisedAnswers {
  let base: any Answers
  let outcomes: [Outcome]

  init(_ base: any Answers) {
    self.base = base
    outcomes = base.outcomes.map { $0 == .waived ? .fail : $0 }
  }

  func judgement(at index: Int) -> Judgement {
    let judgement = base.judgement(at: index)
    guard case .waived(let findings, _) = judgement else { return judgement }
    return .fail(findings)
  }
}
