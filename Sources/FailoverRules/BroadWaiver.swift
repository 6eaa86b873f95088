import FailoverBase
import FailoverAudit

/// A pattern that matches a great deal waives what nobody looked at.
struct BroadWaiver: WaiverRule {
  var subjects = 10

  let info = RuleInfo(
    id: "broad-waiver",
    title: "a waiver names what it waives, and not everything",
    severity: .warning, family: .waivers, subjects: [.waivers],
    rationale: """
      A risk is accepted for something that somebody knows. A pattern that matches many subjects, or all \
      that a rule has, also waives what is added to the estate tomorrow and what nobody has seen yet.
      """,
    remediation: """
      Name each subject, or make the pattern narrower: a data center or a LAN. To leave a rule out on \
      purpose, skip it; the reports then say so.
      """,
    references: [.controlsNIST], controls: [.settingsNIST],
    parameters: [
      Parameter(
        "subjects", "the most subjects that a pattern may match", in: 1...100_000, default: 10)
    ],
    examples: [
      Example("one subject, named", waivers: [WaiverExample.waiver()], .pass),
      Example(
        "a pattern that matches one of three", waivers: [WaiverExample.waiver("group/*.1")], .pass),
      Example(
        "a pattern that matches all of the rule's subjects",
        waivers: [WaiverExample.waiver("group/*")], .fail),
      Example(
        "one subject is the most, and two patterns",
        waivers: [
          WaiverExample.waiver("group/dc/*.1"), WaiverExample.waiver("group/dc/*", number: 2),
        ],
        parameters: ["subjects": 1], .pass, .fail),
      Example(
        "the rule that it is about was not run",
        waivers: [WaiverExample.waiver("group/*", rule: "no-such-rule")], .notApplicable),
    ])

  func with(_ parameters: [String: Int]) -> BroadWaiver {
    BroadWaiver(subjects: parameters["subjects"] ?? subjects)
  }

  func judge(_ use: WaiverUse) -> Judgement {
    if use.filed.subject.isExact { return .pass }
    if !use.isRuleAsked { return WaiverUse.notAsked }
    let matched = use.matched.total
    let isAll = matched == use.subjects && matched > 1
    if matched <= subjects && !isAll { return .pass }
    let limit = isAll ? "all that the rule has" : "\(subjects) are allowed"
    return .fail(
      "the waiver of \(use.filed.rule) for \(use.filed.subject.text) matches "
        + "\(counted(matched, "subject")); \(limit)",
      evidence: use.evidence)
  }
}
