import FailoverAudit
import FailoverInventory

/// The end of the page: what was accepted, what was read, and what was not examined.
struct PageScope {
  let report: Report
  let limits: HTMLReporter.Limits

  var context: PageContext {
    let scope = AuditScope(report: report)
    let gaps = scope.notExamined
    let inputs = report.inputs.sorted { isWorse($0, $1) }.prefix(limits.rows)
    let hidden = report.inputs.count - inputs.count
    let note =
      report.inputs.isEmpty
      ? "There were none."
      : hidden > 0
        ? "The first \(limits.rows) of \(report.inputs.count), those that were not read first."
        : nil
    return [
      "hasWaivers": .flag(report.ledger.counts[.waived] > 0), "waivers": .list(waivers),
      "waiversNote": .text(waiversNote), "hasBaseline": .flag(report.baseline != nil),
      "baselineNote": .text(BaselineSentences(report)?.summary),
      "baselineRemedy": .text(BaselineSentences(report)?.remedy),
      "staleEntries": .texts(stale), "inputsNote": .text(note),
      "hasInputs": .flag(!inputs.isEmpty), "inputs": .list(inputs.map(row)),
      "hasGaps": .flag(!gaps.isEmpty), "gaps": .texts(gaps),
      "hasAssumptions": .flag(!report.assumptions.isEmpty),
      "assumptions": .texts(report.assumptions), "hasSettings": .flag(!scope.settings.isEmpty),
      "settings": .texts(scope.settings),
    ]
  }

  private var stale: [String] {
    let stale = report.baseline?.stale ?? []
    let more = stale.count - limits.rows
    return stale.prefix(limits.rows).map(BaselineSentences.words)
      + (more > 0 ? ["and \(counted(more, "more entry", "more entries"))"] : [])
  }

  private func isWorse(_ a: InputRecord, _ b: InputRecord) -> Bool {
    (a.status != .read) && (b.status == .read)
  }

  private func row(_ input: InputRecord) -> PageContext {
    let told = input.problems.prefix(limits.problems).map(\.description)
    let more = input.problems.count - told.count
    let moods: [InputRecord.Status: String] = [.refused: "bad", .partlyRead: "open"]
    return [
      "input": .text(input.name), "status": .text(input.status.rawValue),
      "inputMood": .text(moods[input.status] ?? ""),
      "size": .text(input.bytes.map(PageNumber.size) ?? "not known"),
      "records": .count(input.records), "digest": .text(input.sha256 ?? "none"),
      "hasProblems": .flag(!told.isEmpty),
      "problems": .texts(told + (more > 0 ? ["and \(counted(more, "more problem"))"] : [])),
    ]
  }

  // MARK: Accepted risks

  private var waiversNote: String {
    let count = report.ledger.counts[.waived]
    let text =
      "\(counted(count, "failure was", "failures were")) accepted in writing: they are not counted as "
      + "violations until they expire."
    return count > limits.rows ? text + " The first \(limits.rows) are listed." : text
  }

  private var waivers: [PageContext] {
    var rows: [PageContext] = []
    for rule in report.ledger.rules where rule.counts[.waived] > 0 {
      for (index, outcome) in rule.outcomes.enumerated() where outcome == .waived {
        if rows.count == limits.rows { return rows }
        rows.append(waiver(Answer(rule, at: index), of: rule))
      }
    }
    return rows
  }

  private func waiver(_ answer: Answer, of rule: RuleLedger) -> PageContext {
    let waiver = answer.waiver
    let left = report.day.flatMap { waiver?.daysLeft(on: $0) }
    return [
      "rule": .text(rule.info.id), "subject": .text(answer.subject.name),
      "message": .text(answer.message), "reason": .text(waiver?.reason),
      "owner": .text(waiver?.owner), "approver": .text(waiver?.approver),
      "expires": .text(waiver?.expires),
      "left": .text(left.map { $0 < 0 ? "expired" : counted($0, "day") + " left" }),
    ]
  }
}
