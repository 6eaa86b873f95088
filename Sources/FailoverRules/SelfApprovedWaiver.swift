import FailoverAudit

/// Who requests a risk to be accepted must not accept it.
struct SelfApprovedWaiver: WaiverRule {
  let info = RuleInfo(
    id: "self-approved-waiver",
    title: "a waiver is approved by somebody other than its owner",
    severity: .error, family: .waivers, subjects: [.waivers],
    rationale: """
      A waiver is worth something because two people vouch for it: one who needs it, and one who answers \
      for the risk. If both are the same, nobody looked at it but who wanted it.
      """,
    remediation: "Have somebody else accept the risk, and name them as the approver.",
    references: [.controlsNIST], controls: [.dutiesNIST, .settingsNIST],
    examples: [
      Example("two people", waivers: [WaiverExample.waiver()], .pass),
      Example(
        "one person", waivers: [WaiverExample.waiver(approver: "Ada Owner")], .fail),
      Example(
        "one person, spelled in two ways", waivers: [WaiverExample.waiver(approver: " ADA OWNER ")],
        .fail),
      Example(
        "one person, with blanks and characters that nobody sees",
        waivers: [WaiverExample.waiver(approver: "Ada\u{200B} \u{A0} Owner")], .fail),
    ])

  func judge(_ use: WaiverUse) -> Judgement {
    let waiver = use.filed.waiver
    if SelfApprovedWaiver.person(waiver.owner) != SelfApprovedWaiver.person(waiver.approver) {
      return .pass
    }
    return .fail(
      "the waiver of \(use.filed.rule) for \(use.filed.subject.text) is owned and approved by "
        + waiver.owner,
      evidence: use.evidence)
  }

  /// A name without case, invisible characters and blanks around it, and with one blank between its
  /// parts.
  private static func person(_ name: String) -> String {
    let visible = name.unicodeScalars.filter {
      $0.properties.generalCategory != .format && !$0.properties.isDefaultIgnorableCodePoint
    }
    let parts = visible.split(whereSeparator: { $0.properties.isWhitespace })
    return parts.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ").lowercased()
  }
}
