import FailoverAudit
import FailoverBase

/// Baselines as they are written: a line for each entry, in the order of their bytes.
package enum BaselineText {
  /// Writes a baseline of all failures of a report, whether waived, baselined or neither.
  ///
  /// - Parameters:
  ///   - kept: the entries that may stay; nil for all.
  ///   - names: the ids that rules have now, under which entries are written.
  /// - Returns: how many entries were written.
  @discardableResult
  package static func write(
    _ report: Report, keeping kept: [BaselineEntry]? = nil, names: RuleNames = RuleNames([]),
    to sink: inout ByteSink
  ) throws -> Int {
    let allowed = kept.map { Set($0.map(\.bytes)) }
    var lines: [[UInt8]] = []
    for rule in report.ledger.rules where !rule.info.judgesExport {
      let id = names.id(of: rule.info.id)
      for (row, outcome) in rule.outcomes.enumerated() where outcome.isFailure {
        let subject = rule.name(at: row)
        for finding in rule.judgement(at: row).findings {
          let entry = BaselineEntry(rule: id, subject: subject, facet: finding.facet)
          if allowed?.contains(entry.bytes) ?? true { lines.append(entry.bytes) }
        }
      }
    }
    lines.sort { $0.lexicographicallyPrecedes($1) }
    try sink.put("{\"format\":\"\(Baseline.format)\"}\n")
    // Findings that cannot be distinguished are one entry.
    lines = lines.indices.filter { $0 == 0 || lines[$0] != lines[$0 - 1] }.map { lines[$0] }
    for line in lines {
      try sink.put(line)
      try sink.put("\n")
    }
    return lines.count
  }

  /// Writes an entry without the end of its line.
  static func put(_ entry: BaselineEntry, to sink: inout ByteSink) throws {
    try sink.put(entry.bytes)
  }
}

extension BaselineEntry {
  fileprivate var bytes: [UInt8] {
    let facet = facet.isEmpty ? "" : ",\"facet\":\"\(JSONText.escaped(facet))\""
    let text =
      "{\"rule\":\"\(JSONText.escaped(rule))\",\"subject\":\"\(JSONText.escaped(subject))\"\(facet)}"
    return Array(text.utf8)
  }
}
