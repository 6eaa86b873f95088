import FailoverBase
import FailoverAudit

/// A waiver that ends soon is reported before the audit fails.
struct ExpiringWaiver: WaiverRule {
  var days = 30

  let info = RuleInfo(
    id: "expiring-waiver",
    title: "a waiver does not expire soon",
    severity: .note, family: .waivers, subjects: [.waivers],
    rationale: """
      When a waiver expires, what it covered fails from one day to the next. The owner needs time before \
      that to fix the cause, or to have the risk accepted again.
      """,
    remediation: """
      Have the owner fix what is waived and remove the waiver, or have the risk accepted again.
      """,
    references: [.controlsNIST], controls: [.settingsNIST, .monitoringNIST],
    parameters: [
      Parameter("days", "the most days left at which it is reported", in: 1...365, default: 30)
    ],
    examples: [
      Example("31 days are left", waivers: [WaiverExample.waiver(days: 31)], .pass),
      Example("30 days are left", waivers: [WaiverExample.waiver(days: 30)], .fail),
      Example(
        "30 days are left, a week is enough", waivers: [WaiverExample.waiver(days: 30)],
        parameters: ["days": 7], .pass),
      Example(
        "it has expired already", waivers: [WaiverExample.waiver(days: -1)], .notApplicable),
    ])

  func with(_ parameters: [String: Int]) -> ExpiringWaiver {
    ExpiringWaiver(days: parameters["days"] ?? days)
  }

  func judge(_ use: WaiverUse) -> Judgement {
    let left = use.daysLeft
    if left < 0 { return WaiverUse.hasExpired }
    if left > days { return .pass }
    let when =
      left == 0 ? "today" : "in \(counted(left, "day")), on \(use.filed.waiver.expires)"
    return .fail(
      "the waiver of \(use.filed.rule) for \(use.filed.subject.text) expires \(when)",
      evidence: use.evidence)
  }
}
