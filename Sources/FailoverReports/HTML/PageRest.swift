import FailoverAudit
import FailoverBase
import FailoverInventory

/// The findings that are not shown in full: a line each, folded by rule, worst rules first.
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
    try sink.put(
      html: """
        <section class="datacenter-rest" aria-labelledby="more">
        <h3 id="more">More findings, in short</h3>
        <p>\(PageNumber.grouped(written.count { $0 })) subjects are shown in full above, the \
        worst first. The other \(PageNumber.grouped(rest.count)) outcomes follow in a line each; the JSON \
        report and the CSV have their evidence.</p>

        """)
    var room = limits.restBytes
    var hidden = 0
    for list in lists(of: rest) {
      hidden += try write(list, room: &room, to: &sink)
    }
    if hidden > 0 {
      try sink.put(
        html: """
          <p class="strong">\(PageNumber.grouped(hidden)) further outcomes are counted and not listed \
          here; the JSON report and the CSV have them all.</p>

          """)
    }
    try sink.put(html: "</section>\n")
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
    case .baselined: return 14 - severity
    default: return 8 - severity
    }
  }

  /// Writes a list as long as there is room; returns how many outcomes it left out.
  private func write(_ list: List, room: inout Int, to sink: inout ByteSink) throws -> Int {
    guard room > 0 else { return list.references.count }
    try sink.put(html: start(list))
    var left = 0
    for reference in list.references {
      guard room > 0 else {
        left += 1
        continue
      }
      room -= try write(reference, list.rule, to: &sink)
    }
    try sink.put(html: "</ol></details>\n")
    return left
  }

  private func start(_ list: List) -> HTML {
    let info = list.rule.info
    let severity = list.rule.severity
    let label = PageWords.label(list.outcome, severity)
    return """
      <details class="rest" data-o="\(PageWords.outcomeClass(list.outcome))" \
      data-s="\(severity.rawValue)" data-f="\(info.family.rawValue)">\
      <summary>\(HTML.pill(label, PageWords.severityColour(list.outcome, severity))) \
      \(info.id), \(PageNumber.grouped(list.references.count))</summary>
      <ol>

      """
  }

  /// Writes one line; returns its bytes.
  private func write(
    _ reference: FindingIndex.Reference, _ rule: RuleLedger, to sink: inout ByteSink
  ) throws -> Int {
    let index = Int(reference.index)
    let message = Answer.message(of: rule.judgement(at: index))
    let datacenter = Int(self.index.topics[Int(reference.topic)].datacenter)
    let line: HTML = "<li data-d=\"\(datacenter)\">\(rule.name(at: index)): \(message)</li>\n"
    try sink.put(html: line)
    return line.bytes.count
  }
}
