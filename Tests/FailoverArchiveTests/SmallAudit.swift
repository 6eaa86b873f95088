import AuditTestSupport
import FailoverAudit
import FailoverInventory
import Foundation

/// An audit whose every answer is written down: by rule, then by subject.
struct SmallAudit {
  enum Answer: Hashable {
    case pass, unknown, error
    /// Facets that fail, accepted or known or neither.
    case fails([String], as: Outcome)

    static let fail = Answer.fails([""], as: .fail)
  }

  var answers: [String: [String: Answer]]
  var aliases: [String: [String]] = [:]
  var severities: [String: Severity] = [:]
  var isWhole = true
  /// When its data was exported.
  var dataTime: String?

  init(_ answers: [String: [String: Answer]]) { self.answers = answers }

  var report: Report {
    let rules = answers.keys.sorted().map(ledger)
    var estate = EstateCounts()
    estate.groups = 1
    let gaps = ExportGaps(datacenters: isWhole ? 0 : 1, exports: 0, lans: 0)
    return Report(
      toolVersion: "1", ruleSetDigest: "ab", time: nil,
      inputs: [
        InputRecord(name: "a", status: .read, bytes: 1, sha256: nil, records: 1, problems: [])
      ], settings: AuditSettings(), estate: estate, ledger: Ledger(rules: rules),
      verdict: Verdict(word: .incomplete, reasons: ["it is a test"]), assumptions: [], gaps: gaps,
      dataTime: DataTime(oldest: dataTime, newest: dataTime, isPartial: false))
  }

  private func ledger(_ rule: String) -> RuleLedger {
    let rows = (answers[rule] ?? [:]).sorted { $0.key < $1.key }
    let judgements = rows.map { SmallAudit.judgement($0.value) }
    return RuleLedger(
      info: RuleInfo(
        id: rule, title: "It complies", severity: .warning, family: .redundancy,
        subjects: [.groups], rationale: "It is a test.", remediation: "Do nothing.",
        references: [], controls: [], aliases: aliases[rule] ?? [], examples: []),
      severity: severities[rule] ?? .warning, outcomes: judgements.map(\.outcome),
      subject: { Subject(kind: .group, name: rows[$0].key) }, judgement: { judgements[$0] },
      place: { _ in nil })
  }

  private static func judgement(_ answer: Answer) -> Judgement {
    switch answer {
    case .pass: return .pass
    case .unknown: return .unknown("it cannot be told")
    case .error: return .error("it broke")
    case .fails(let facets, let outcome):
      let findings = facets.map { Finding(facet: $0, "it fails") }
      switch outcome {
      case .waived:
        return .waived(
          findings, Waiver(reason: "r", owner: "o", approver: "a", expires: "2027-01-01"))
      case .baselined: return .baselined(findings)
      default: return .fail(findings)
      }
    }
  }
}

/// A folder for the file of a history, gone with the last reference to it.
final class HistoryFolder: Sendable {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(
    "failover-history-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.appendingPathComponent("h.db").path }
}
