import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports
import FailoverRules
import Foundation
import HouseRules

/// Audits exports with the rules of failover-audit and those of the house.
let inputs = Array(CommandLine.arguments.dropFirst())
if inputs.isEmpty {
  FileHandle.standardError.write(Data("Usage: house-audit INPUT...\n".utf8))
  exit(64)
}

let inventory: Inventory
do {
  inventory = try await Inventory.read(inputs)
} catch {
  FileHandle.standardError.write(Data((TerminalText.visible(error.description) + "\n").utf8))
  exit(64)
}
let rules = try BuiltInRules.all(with: [MasterOutsideHomeZone()])
let ledger = await Auditor(rules: rules).audit(inventory)
try ledger.check(against: inventory)
let report = Report(
  auditOf: inventory, ledger: ledger, rules: rules, settings: AuditSettings(),
  toolVersion: "house-audit 1", time: nil)
var sink = ByteSink { try FileHandle.standardOutput.write(contentsOf: Data($0)) }
try TextReporter().write(report, to: &sink)
try sink.flush()
exit(report.verdict.exitCode)
