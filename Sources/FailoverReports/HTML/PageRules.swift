import FailoverAudit

/// The rules of the page: how often each gave each outcome, why it asks, and what to do.
struct PageRules {
  let report: Report

  private var order: [Outcome] {
    let order: [Outcome] = [.pass, .fail, .unknown, .notApplicable, .error, .waived, .known]
    return order.filter(report.possibleOutcomes.contains)
  }

  var context: PageContext {
    let rules = report.ledger.rules
    let sum = report.ledger.counts.total
    return [
      "rulesNote": .text(
        "Each rule answers for each of its subjects: \(PageNumber.grouped(sum)) outcomes in all. "
          + "None is left out."),
      "outcomes": .list(order.map { ["outcome": .text(PageRules.title($0))] }),
      "rules": .list(rules.map(row)),
      "totals": .list(cells(report.ledger.counts, nil)),
    ]
  }

  private func row(_ rule: RuleLedger) -> PageContext {
    let info = rule.info
    let changed = rule.severity != info.severity ? " (usually \(info.severity.rawValue))" : ""
    return [
      "rule": .text(info.id), "severity": .text(rule.severity.rawValue + changed),
      "family": .text(PageWords.family(info.family)),
      "cells": .list(cells(rule.counts, rule.severity)), "ruleTitle": .text(info.title),
      "rationale": .prose(info.rationale), "remediation": .prose(info.remediation),
      "unknownRemedy": .prose(info.unknownRemedy),
      "hasReferences": .flag(!info.references.isEmpty),
      "references": .list(PageWords.references(info)),
      "controls": .text(PageWords.controls(info)),
      "hasParameters": .flag(!info.parameters.isEmpty), "parameters": .list(parameters(info)),
    ]
  }

  private func cells(_ counts: OutcomeCounts, _ severity: Severity?) -> [PageContext] {
    let cells = order.map { outcome -> PageContext in
      let count = counts[outcome]
      let mood = count == 0 ? "zero" : PageRules.mood(outcome)
      return ["cell": .count(count), "cellMood": .text(mood)]
    }
    return cells + [["cell": .count(counts.total), "cellMood": .text("")]]
  }

  private static func title(_ outcome: Outcome) -> String {
    switch outcome {
    case .pass: "Pass"
    case .fail: "Fail"
    case .unknown: "Unknown"
    case .notApplicable: "Not applicable"
    case .error: "Error"
    case .waived: "Waived"
    case .known: "Known"
    }
  }

  private static func mood(_ outcome: Outcome) -> String {
    switch outcome {
    case .fail: "bad"
    case .unknown, .error: "open"
    default: ""
    }
  }

  private func parameters(_ info: RuleInfo) -> [PageContext] {
    info.parameters.enumerated().map { number, parameter in
      let value =
        report.settings.parameters["\(info.id).\(parameter.name)"] ?? parameter.standard
      let standard = value == parameter.standard ? "" : " (usually \(parameter.standard))"
      return [
        "parameter": .text("\(parameter.name) \(value)\(standard): \(parameter.summary)"),
        "more": .flag(number + 1 < info.parameters.count),
      ]
    }
  }
}
