import FailoverArchive
import FailoverAudit
import FailoverBase

/// Every answer of every rule, one JSON object a line, for `jq`, `diff` and other audits.
public struct LedgerReporter: Reporter {
  public static let format = "ledger"
  public static let summary = "every outcome of every rule as newline-delimited JSON"

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    for rule in report.ledger.rules {
      let object = OutcomeObject(rule, detail: .ledger)
      for index in rule.outcomes.indices {
        try object.put(index, to: &sink)
        try sink.put("\n")
      }
    }
  }
}
