import FailoverAudit
import FailoverBase
import FailoverInventory

/// A verdict about data of some weeks ago says nothing of today.
struct StaleExport: TimedRule {
  var maximumAge = 7
  var time: Moment?

  /// Seconds by which the clocks of two machines may differ.
  private static let tolerance = 300

  let info = RuleInfo(
    id: "stale-export",
    title: "the export is recent",
    severity: .warning, family: .dataQuality, subjects: [.exports],
    rationale: """
      An audit judges what the export shows. Servers are moved, switched off and deleted every day: the older \
      an export is, the less its verdict says about the estate of today.
      """,
    remediation: """
      Export again (scripts/export.sh into a new folder), then audit the new export. For periodic audits, export \
      right before each audit.
      """,
    unknownRemedy: """
      Set the clocks of both machines (the one that exported, the one that audits), then export and audit again.
      """,
    references: [.controlsNIST], controls: [.inventoryISO, .inventoryNIST, .monitoringNIST],
    parameters: [
      Parameter(
        "maximum-age-days", "the most days that an export may be old", in: 1...3650, default: 7)
    ],
    examples: Self.examples)

  func with(_ parameters: [String: Int]) -> StaleExport {
    StaleExport(maximumAge: parameters["maximum-age-days"] ?? maximumAge, time: time)
  }

  func at(_ time: Moment?) -> StaleExport { StaleExport(maximumAge: maximumAge, time: time) }

  func outcomes(in inventory: Inventory) -> any Answers {
    JudgedAnswers(inventory.exports) { judge($0) }
  }

  private func judge(_ export: Export) -> Judgement {
    guard let exported = export.exportTime else {
      return .notApplicable("the file does not say when it was exported")
    }
    guard let time else { return .notApplicable("the audit states no time to compare with") }
    let age = time.seconds - exported.seconds
    let evidence = [
      Evidence("exported at", exported.text, at: export.place), Evidence("audited at", time.text),
    ]
    if age < -StaleExport.tolerance {
      return .unknown(
        "the export is of \(exported.text), after the audit (\(time.text)): one of the two clocks is wrong, so the "
          + "age of the export is not known", evidence: evidence)
    }
    if age <= maximumAge * 86_400 { return .pass }
    return .fail(
      "the export is \(counted(age / 86_400, "day")) old, of \(exported.text); at most "
        + "\(counted(maximumAge, "day")) are allowed",
      evidence: evidence)
  }

  // MARK: Examples

  private static func inventory(_ exportedAt: String?) -> OrderedJSON {
    .object(
      (exportedAt.map { [("exportedAt", .string($0))] } ?? []) + [("datacenters", .array([]))])
  }

  private static func example(
    _ title: String, _ exportedAt: String?, at time: String?, parameters: [String: Int] = [:],
    _ outcome: Outcome, line: Int = #line
  ) -> Example {
    Example(
      title, inventory: inventory(exportedAt), parameters: parameters, at: time,
      outcomes: ["export/estate.json": outcome], line: line)
  }

  private static let examples = [
    example(
      "it was made on the day of the audit", "2026-06-20T02:00:00Z", at: "2026-06-20T03:00:00Z",
      .pass),
    example(
      "it is a week old", "2026-06-13T03:00:00Z", at: "2026-06-20T03:00:00Z", .pass),
    example(
      "it is a second older than a week", "2026-06-13T02:59:59Z", at: "2026-06-20T03:00:00Z",
      .fail),
    example(
      "it is two days old, one is allowed", "2026-06-18T03:00:00Z", at: "2026-06-20T03:00:00Z",
      parameters: ["maximum-age-days": 1], .fail),
    example(
      "it was made after the audit", "2026-06-21T03:00:00Z", at: "2026-06-20T03:00:00Z", .unknown),
    example(
      "the clock of the export is a minute ahead", "2026-06-20T03:01:00Z",
      at: "2026-06-20T03:00:00Z", .pass),
    example("it does not say when it was made", nil, at: "2026-06-20T03:00:00Z", .notApplicable),
    example(
      "its time is not a time", "yesterday", at: "2026-06-20T03:00:00Z", .notApplicable),
    example("the audit states no time", "2026-06-13T02:00:00Z", at: nil, .notApplicable),
  ]
}
