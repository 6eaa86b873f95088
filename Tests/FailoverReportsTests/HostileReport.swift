import AuditTestSupport
import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory

extension SampleReport {
  /// Text that tries everything: markup, colours, line breaks, bidirectional and invisible marks.
  static let hostile =
    "<b a=\"1\">&amp;]]>\u{1B}[31m\nFAKE \r\u{0}\u{7F}\u{85}\u{9B}2J\u{202E}gpj\u{2066}\u{2028}"
    + "\u{2029}\u{200B}\u{200D}\u{FEFF}\u{61C}\u{200E}\t\u{FFFE}\u{FFFF}\\\"' \u{E0041} é 東 💥"

  /// Each tries one thing that some reader of some format would fall for.
  static let hostileTexts = [
    hostile,
    "<script>alert(1)</script><img src=x onerror=alert(1)>", "--><b>]]><!-- <?x ?> <!DOCTYPE a>",
    "\" onmouseover=\"alert(1)\" x='' autofocus onfocus=alert(1) a=`", "javascript:alert(1)",
    "//evil.example/a.json", "data:text/html,<script>alert(1)</script>", "../../etc/passwd",
    "C:\\Windows\\a b.json#L1?x=%0a", "</style><style>*{display:none}",
    "red;background:url(javascript:alert(1))",
    "](https://evil.example) [x](javascript:alert(1)) ![y](https://evil.example/z) [a]: b",
    "**b** _i_ ~~s~~ `c` ``d`` | e | <f> $g$ \\| h \\", "# h", "- x", "1. x", "> q", "```", "---",
    "@everyone #1 GH-1 https://evil.example www.evil.example a@evil.example ftp://evil.example",
    "=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(1)", "  =1", "\u{A0}=1", "\u{FF1D}1", "\t=1", "\r=1",
    "a;=1", "a\",=1", "::error::FAKE", "\n::error file=a::FAKE", "\r::stop-commands::FAKE",
    "##[error]FAKE", "##vso[task.complete result=Succeeded]FAKE", "%0A::error::FAKE%0D%25",
    "a,line=1::b", "\u{1B}]0;FAKE\u{7}\u{1B}[2J\u{9B}31m", "\u{202E}gpj.exe\u{2066}\u{200B}",
    "\u{0}\u{1}\u{FFFE}\u{FFFF}\u{B}", "ok 1 - FAKE\nnot ok 2 # SKIP # TODO \\# Bail out!",
    "Bail out!", "...\n---", "x\"} 1\nFAKE{a=\"\\", "{0} {{1}} %@ %s ${x} \\(y) {{{z}}}", "", " ",
    "\u{301}combining", "\"\u{301},\u{301}=1;\u{301}`\u{301}|\u{301}\\\u{301}#\u{301}[a]\u{301}(b)",
    "\u{2028}FAKE\u{85}FAKE\u{C}FAKE",
  ]

  /// A report in which every text that can come from a stranger is hostile.
  static var hostileReport: SampleReport { hostileReport(of: hostile, "a report of hostile text") }

  /// One report for each text of the corpus.
  static var corpus: [SampleReport] {
    hostileTexts.enumerated().map { hostileReport(of: $1, "hostile text \($0)") }
  }

  /// A report in which every text that can come from a stranger is this one.
  static func hostileReport(of hostile: String, _ description: String) -> SampleReport {
    let place = Place(input: hostile, line: 1, pointer: "/" + hostile)
    let evidence = [Evidence(hostile, hostile, at: place)]
    let subject = Subject(
      kind: .group, name: "group/dc/2/" + hostile, datacenter: .init(id: hostile, name: hostile),
      lan: .init(id: hostile, name: hostile), record: .init(id: hostile, name: hostile))
    let finding = Finding(facet: hostile, hostile, evidence: evidence)
    let other = Evidence(hostile, hostile, at: Place(input: "x" + hostile, line: 2, pointer: ""))
    var sample = SampleReport(testDescription: description)
    sample.rules = [
      rule(
        "single-server-group", title: hostile, remediation: hostile,
        rows: [
          row(
            subject, .fail([finding, Finding(facet: "x", hostile, evidence: [other])]), at: place),
          row(subject, .unknown(finding), at: place),
          row(subject, .notApplicable(hostile), at: place),
          row(subject, .error(hostile), at: place),
          row(
            subject,
            .waived(
              [finding],
              Waiver(reason: hostile, owner: hostile, approver: hostile, expires: hostile)),
            at: place),
          row(subject, .baselined([finding]), at: place),
          row(subject, .pass, at: place),
        ]),
      houseRule(hostile, subject),
    ]
    sample.configuration = digest(hostile)
    sample.waivers = WaiverProvenance(
      files: [digest(hostile), digest("x" + hostile)], count: 3, judgedOn: "2026-11-23")
    sample.baseline = BaselineUse(
      file: digest(hostile), entries: 4, matched: 1,
      stale: [BaselineEntry(rule: hostile, subject: hostile, facet: hostile)], isStrict: true)
    sample.history = history(
      of: [("single-server-group", subject.name)], facet: hostile, in: hostile)
    sample.inputs = [
      input(
        hostile, .refused,
        problems: [
          Problem(input: hostile, line: 1, column: 2, pointer: hostile, sentence: hostile)
        ]),
      input(hostile + "2"),
    ]
    sample.settings.selected = [hostile]
    sample.settings.skipped = [hostile]
    sample.settings.parameters = [hostile: 3]
    sample.settings.severities = [hostile: .note]
    sample.settings.ownRanges = [hostile]
    sample.settings.ignoresWaivers = true
    sample.verdict = Verdict(word: .violations, reasons: [hostile])
    sample.assumptions = [hostile]
    let record = Subject.Record(id: hostile, name: hostile)
    let member = GroupPicture.Member(
      nic: record, server: record, zone: hostile, isRunning: nil, isPrimary: nil, isMaster: true)
    sample.groups = [
      GroupPicture(
        subject: subject, members: [member], memberCount: 1, showsAllMembers: true,
        strangers: [record])
    ]
    return sample
  }

  /// A rule of a house that is hostile in everything that its file declares, except for its id,
  /// which is words of letters and digits.
  private static func houseRule(_ hostile: String, _ subject: Subject) -> RuleLedger {
    let info = RuleInfo(
      id: "house-rule", title: hostile, severity: .warning, family: .surroundings,
      subjects: [.groups], rationale: hostile, remediation: hostile,
      references: [
        Reference(hostile, hostile), Reference(hostile, "https://docs.example/" + hostile),
      ],
      controls: [Control(hostile, hostile, hostile), Control(hostile, "x" + hostile, hostile)],
      parameters: [Parameter(hostile, hostile, in: 2...9, default: 2)], aliases: [hostile],
      file: RuleFileOrigin(path: hostile, digest: String(repeating: "4d", count: 32)),
      examples: [])
    let outcomes: [Outcome] = [.fail]
    return RuleLedger(
      info: info, severity: .warning, outcomes: outcomes, subject: { _ in subject },
      judgement: { _ in .fail(hostile) }, place: { _ in nil })
  }

  private static func digest(_ file: String) -> FileDigest {
    FileDigest(file: file, sha256: String(repeating: "5e", count: 32))
  }
}
