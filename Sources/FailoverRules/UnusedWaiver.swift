import FailoverAudit

/// A waiver that waives nothing is dead, or does not say what its author meant.
struct UnusedWaiver: WaiverRule {
  let info = RuleInfo(
    id: "unused-waiver",
    title: "a waiver waives something",
    severity: .warning, family: .waivers, subjects: [.waivers],
    rationale: """
      A waiver that waives nothing is left over from something that was fixed, or its subject is misspelled. \
      In the first case it would hide the same failure when it comes back; in the second the failure that it \
      means is still open.
      """,
    remediation: """
      Remove the waiver. If it was meant to waive something, take the subject from a report: it must be the \
      name from the report, letter by letter, or a pattern with * that matches it.
      """,
    references: [.controlsNIST], controls: [.settingsNIST, .monitoringNIST],
    examples: [
      Example("its subject fails and is waived", waivers: [WaiverExample.waiver()], .pass),
      Example(
        "its subject passes", waivers: [WaiverExample.waiver(WaiverExample.passing)], .fail),
      Example(
        "the subject does not exist", waivers: [WaiverExample.waiver("group/dc/1/85.215.1.9")],
        .fail),
      Example(
        "another waiver names the subject itself",
        waivers: [
          WaiverExample.waiver(), WaiverExample.waiver("group/dc/*.1", number: 2),
        ], .pass, .fail),
      Example(
        "whether its subject fails is not known",
        waivers: [WaiverExample.waiver(WaiverExample.unknown)], .unknown),
      Example(
        "the rule that it is about was not run",
        waivers: [WaiverExample.waiver(rule: "no-such-rule")], .notApplicable),
      Example("it has expired", waivers: [WaiverExample.waiver(days: -1)], .notApplicable),
    ])

  func judge(_ use: WaiverUse) -> Judgement {
    if use.daysLeft < 0 { return WaiverUse.hasExpired }
    if !use.isRuleAsked { return WaiverUse.notAsked }
    if use.waived > 0 { return .pass }
    let head = "the waiver of \(use.filed.rule) for \(use.filed.subject.text) waives nothing: "
    if use.matched.total == 0 { return withoutSubject(use, head) }
    if use.matched[.fail] > 0 {
      return .fail(head + "another waiver waives what it names", evidence: use.evidence)
    }
    let open = use.matched[.unknown] + use.matched[.error]
    if open > 0 {
      let subjects = open == 1 ? "a subject" : "\(open) subjects"
      return .unknown(
        head + "whether \(subjects) that it names \(open == 1 ? "fails" : "fail") is not known",
        evidence: use.evidence)
    }
    let one = use.matched.total == 1
    let what =
      use.matched[.pass] == 0
      ? "the question does not arise for \(one ? "its subject" : "its subjects")"
      : one ? "its subject passes" : "none of its \(use.matched.total) subjects fails"
    return .fail(head + what, evidence: use.evidence)
  }

  private func withoutSubject(_ use: WaiverUse, _ head: String) -> Judgement {
    let none = use.filed.subject.isExact ? "the subject does not exist" : "it matches no subject"
    if use.isExportWhole { return .fail(head + none, evidence: use.evidence) }
    return .unknown(
      head + none + " in the inputs, which are incomplete", evidence: use.evidence)
  }
}
