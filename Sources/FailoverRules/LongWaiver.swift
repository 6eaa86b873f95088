import FailoverAudit

/// A risk that is accepted for years is accepted by nobody in the end.
struct LongWaiver: WaiverRule {
  var days = 365

  let info = RuleInfo(
    id: "long-waiver",
    title: "a waiver expires within a year",
    severity: .warning, family: .waivers, subjects: [.waivers],
    rationale: """
      A waiver records a decision at one time. Estates, owners and risks change; who accepts a risk for \
      many years makes sure that nobody decides on it again.
      """,
    remediation: "Give the waiver a day within a year, and decide again then.",
    references: [.controlsNIST], controls: [.settingsNIST, .monitoringNIST],
    parameters: [
      Parameter(
        "days", "the most days from the audit to the waiver's last one", in: 1...3650,
        default: 365)
    ],
    examples: [
      Example("it expires in a year", waivers: [WaiverExample.waiver(days: 365)], .pass),
      Example(
        "it expires a day after that", waivers: [WaiverExample.waiver(days: 366)], .fail),
      Example(
        "a quarter is the most", waivers: [WaiverExample.waiver(days: 100)],
        parameters: ["days": 92], .fail),
    ])

  func with(_ parameters: [String: Int]) -> LongWaiver {
    LongWaiver(days: parameters["days"] ?? days)
  }

  func judge(_ use: WaiverUse) -> Judgement {
    if use.daysLeft <= days { return .pass }
    return .fail(
      "the waiver of \(use.filed.rule) for \(use.filed.subject.text) holds for "
        + "\(use.daysLeft) days yet; \(days) are allowed",
      evidence: use.evidence)
  }
}
