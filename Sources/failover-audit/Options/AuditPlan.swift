import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports

/// All that an audit rests on besides its inputs.
struct AuditPlan {
  var rules: [any Rule]
  var settings: AuditSettings
  var configuration: FileDigest?
  var waivers: WaiverFiles?
  var baseline: Baseline?
  var isBaselineStrict: Bool
  var toolVersion = Version.number
  /// When the audit runs, `YYYY-MM-DDTHH:MM:SSZ`: waivers are judged on that day.
  var performed: String
  /// The time of the report; nil for none.
  var time: String?

  /// Runs the rules and puts the report together.
  ///
  /// - Throws: `LedgerFault` if the ledger does not add up, which is a fault of our own.
  func audit(_ inventory: Inventory, jobs: Int) async throws -> Report {
    let day = CalendarDay(performed)
    let ofDay = waivers.flatMap { files in day.map { WaiversOfDay(files.waivers, on: $0) } }
    let auditor = Auditor(rules: rules, severities: settings.severities)
    var ledger = await auditor.audit(
      inventory, waivers: ofDay, at: time.flatMap { Moment($0) }, jobs: jobs)
    let applied = baseline?.apply(
      to: ledger, isExportWhole: inventory.isWhole, isStrict: isBaselineStrict)
    if let applied { ledger = applied.ledger }
    try ledger.check(against: inventory, waivers: ofDay?.waivers.count ?? 0)
    return Report(
      auditOf: inventory, ledger: ledger, rules: rules, settings: settings,
      toolVersion: toolVersion, time: time, configuration: configuration,
      waivers: waivers.flatMap { files in
        day.map {
          WaiverProvenance(files: files.files, count: files.waivers.count, judgedOn: $0.text)
        }
      }, baseline: applied?.use)
  }
}
