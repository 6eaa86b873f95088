import FailoverAudit
import FailoverInventory

/// The findings that are not shown in full: a line each, folded by rule, worst rules first.
///
/// It writes the page itself instead of filling a template: there may be a hundred thousand lines, and
/// a template takes some ten times as long. All text passes through `PageText` all the same.
struct PageRest {
  let report: Report
  let index: FindingIndex
  let limits: HTMLReporter.Limits

  /// - Parameters:
  ///   - written: which topics are shown in full.
  ///   - size: bytes of what is shown in full.
  func write(besides written: [Bool], drawing size: Int, to sink: inout ByteSink) throws {
    let rest = index.references.filter { !written[Int($0.topic)] }
    guard !rest.isEmpty else { return }
    try sink.put("<section class=\"datacenter-rest\" aria-labelledby=\"more\">\n")
    try sink.put("<h3 id=\"more\">More findings, in short</h3>\n")
    try sink.put(
      "<p>\(PageNumber.grouped(written.count { $0 })) subjects are shown in full above, the worst first. "
        + "The other \(PageNumber.grouped(rest.count)) outcomes follow in a line each; the JSON report "
        + "and the CSV have their evidence.</p>\n")
    var room = limits.restBytes
    var hidden = 0
    for list in lists(of: rest) {
      hidden += try write(list, room: &room, to: &sink)
    }
    if hidden > 0 {
      try sink.put(
        "<p class=\"strong\">\(PageNumber.grouped(hidden)) further outcomes are counted and not listed "
          + "here; the JSON report and the CSV have them all.</p>\n")
    }
    try sink.put("</section>\n")
  }

  /// Outcomes of one rule and one kind.
  private struct List {
    let rule: RuleLedger
    let outcome: Outcome
    let references: [FindingIndex.Reference]
  }

  /// Failures by severity, then what was not judged, then what was accepted.
  private func lists(of rest: [FindingIndex.Reference]) -> [List] {
    var lists: [List] = []
    var start = 0
    while start < rest.count {
      var end = start
      while end < rest.count && rest[end].rule == rest[start].rule { end += 1 }
      let rule = report.ledger.rules[Int(rest[start].rule)]
      for outcome in Outcome.allCases {
        let some = rest[start..<end].filter { rule.outcomes[Int($0.index)] == outcome }
        if !some.isEmpty {
          lists.append(List(rule: rule, outcome: outcome, references: some))
        }
      }
      start = end
    }
    return lists.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }.map(\.element)
  }

  private func rank(_ list: List) -> Int {
    let severity = Severity.allCases.firstIndex(of: list.rule.severity) ?? 0
    switch list.outcome {
    case .fail: return 2 - severity
    case .error: return 5 - severity
    case .waived: return 11 - severity
    case .known: return 14 - severity
    default: return 8 - severity
    }
  }

  /// Writes a list as long as there is room; returns how many outcomes it left out.
  private func write(_ list: List, room: inout Int, to sink: inout ByteSink) throws -> Int {
    guard room > 0 else { return list.references.count }
    let info = list.rule.info
    let label = PageWords.label(list.outcome, list.rule.severity)
    let outcomeClass = PageWords.outcomeClass(list.outcome)
    try sink.put(
      "<details class=\"rest\" data-o=\"\(outcomeClass)\" data-s=\"\(list.rule.severity.rawValue)\" "
        + "data-f=\"\(info.family.rawValue)\"><summary><span class=\"pill "
        + "\(PageWords.mood(list.outcome, list.rule.severity))\">\(PageText(label).renderText)</span> "
        + "\(PageText(info.id).renderText), \(PageNumber.grouped(list.references.count))</summary>\n<ol>\n"
    )
    var left = 0
    for reference in list.references {
      guard room > 0 else {
        left += 1
        continue
      }
      room -= try write(reference, list.rule, to: &sink)
    }
    try sink.put("</ol></details>\n")
    return left
  }

  /// Writes one line; returns its bytes.
  private func write(
    _ reference: FindingIndex.Reference, _ rule: RuleLedger, to sink: inout ByteSink
  ) throws -> Int {
    let index = Int(reference.index)
    let name = PageText(rule.name(at: index)).renderText
    let message = PageText(Answer.message(of: rule.judgement(at: index))).renderText
    let datacenter = self.index.topics[Int(reference.topic)].datacenter
    let line = "<li data-d=\"\(datacenter)\">\(name): \(message)</li>\n"
    try sink.put(line)
    return line.utf8.count
  }
}
