import FailoverInventory

/// A ledger to which waivers cannot be applied.
public struct WaivingFault: Error, Sendable {
  public let description: String
}

extension Ledger {
  /// The ledger as it is with these waivers and no others, as if they had been there when it was
  /// made.
  ///
  /// - Parameters:
  ///   - isExportWhole: whether nothing is missing in what was audited, as far as it shows.
  ///   - rules: all rules; the rules about waivers among them run again.
  ///   - parameters: values other than the standard ones, as `rule.parameter`.
  public func waivedAnew(
    by waivers: WaiversOfDay, isExportWhole: Bool, rules: [any Rule], parameters: [String: Int]
  ) throws(WaivingFault) -> Ledger {
    var overlay = WaiverOverlay(waivers.waivers, on: waivers.day, isExportWhole: isExportWhole)
    let ledgers = overlay.apply(
      to: self.rules.filter { $0.info.family != .waivers }.map(\.withoutWaivers))
    var answers: [RuleLedger] = []
    for ledger in self.rules where ledger.info.family == .waivers {
      guard
        let rule = rules.first(where: { $0.info.id == ledger.info.id }) as? any WaiverRule
      else {
        throw WaivingFault(
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
    if counts[.waived] == 0 { return self }
    return RuleLedger(
      info: info, severity: severity, outcomes: outcomes.map { $0 == .waived ? .fail : $0 },
      name: name, subject: subject,
      judgement: { row in
        let judgement = judgement(at: row)
        guard case .waived(let findings, _) = judgement else { return judgement }
        return .fail(findings)
      }, place: place, fault: fault)
  }

  /// What a rule about waivers says of all of them.
  fileprivate func answered(
    by rule: some WaiverRule, _ uses: [WaiverUse], _ parameters: [String: Int]
  ) -> RuleLedger {
    let own = info.parameters.map { parameter in
      (parameter.name, parameters["\(info.id).\(parameter.name)"] ?? parameter.standard)
    }
    let answer = rule.with(Dictionary(own) { first, _ in first }).outcomes(of: uses)
    return RuleLedger(
      info: info, severity: severity, outcomes: answer.outcomes, name: answer.name,
      subject: answer.subject, judgement: answer.judgement, place: answer.place)
  }
}
