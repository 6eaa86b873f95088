import FailoverBase
import FailoverAudit

/// A waiver whose last day is over waives nothing, and must not be mistaken for one that does.
struct ExpiredWaiver: WaiverRule {
  let info = RuleInfo(
    id: "expired-waiver",
    title: "a waiver has not expired",
    severity: .warning, family: .waivers, subjects: [.waivers],
    rationale: """
      A risk is accepted for a time. After its last day (which ends at midnight UTC) a waiver accepts \
      nothing: what it covered fails again. Left in the file it looks as if it were still accepted.
      """,
    remediation: """
      Fix what was waived and remove the waiver, or have the risk accepted again, with a new last day.
      """,
    references: [.controlsNIST], controls: [.settingsNIST, .monitoringNIST],
    examples: [
      Example("on its last day it holds", waivers: [WaiverExample.waiver(days: 0)], .pass),
      Example(
        "its last day was yesterday", waivers: [WaiverExample.waiver(days: -1)], .fail),
    ])

  func judge(_ use: WaiverUse) -> Judgement {
    let days = use.daysLeft
    if days >= 0 { return .pass }
    return .fail(
      "the waiver of \(use.filed.rule) for \(use.filed.subject.text) expired "
        + "\(counted(-days, "day")) ago, on \(use.filed.waiver.expires), and waives nothing",
      evidence: use.evidence)
  }
}
