import FailoverAudit

/// The outcomes of the page by family of rules, as bars and numbers.
struct PageFamilies {
  let report: Report

  var html: HTML {
    let present = Set(report.ledger.rules.map(\.info.family))
    let table = PageTable(
      label: "families", style: "families",
      columns: [
        .init(title: "Family, and share of outcomes that apply", style: "barhead"),
        .number("Failed"), .number("Not judged"), .number("Accepted"), .number("Passed"),
      ], rows: Family.allCases.filter(present.contains).map(row))
    return """
      <h3 id="families">Outcomes by family of rules</h3>
      \(table.html)
      <p class="legend"><span><i class="key error"></i>failed, error</span> \
      <span><i class="key warning"></i>failed, warning</span> \
      <span><i class="key note"></i>failed, note</span> \
      <span><i class="key open"></i>not judged</span> \
      <span><i class="key accepted"></i>accepted</span> \
      <span><i class="key passed"></i>passed</span></p>

      """
  }

  private func row(_ family: Family) -> HTML {
    var counts = OutcomeCounts()
    var failures: [Severity: Int] = [:]
    for rule in report.ledger.rules where rule.info.family == family {
      counts += rule.counts
      failures[rule.severity, default: 0] += rule.counts[.fail]
    }
    let open = counts[.unknown] + counts[.error]
    let accepted = counts[.waived] + counts[.baselined]
    let parts = [
      ("error", failures[.error] ?? 0), ("warning", failures[.warning] ?? 0),
      ("note", failures[.note] ?? 0), ("open", open), ("accepted", accepted),
      ("passed", counts[.pass]),
    ]
    return """
      <tr><th scope="row"><div class="share"><span>\(PageWords.family(family))</span> \
      <svg class="bar" viewBox="0 0 1000 16" preserveAspectRatio="none" width="100%" height="16" \
      aria-hidden="true">\(segments(parts))</svg></div></th>\
      \(HTML.number(counts[.fail], counts[.fail] > 0 ? "bad" : nil))\
      \(HTML.number(open, open > 0 ? "open" : nil))\
      \(HTML.number(accepted))\(HTML.number(counts[.pass]))</tr>
      """
  }

  /// The parts of a bar that is 1,000 wide; each is at least 15 wide, so that it is seen.
  private func segments(_ parts: [(severityColour: String, count: Int)]) -> [HTML] {
    let present = parts.filter { $0.count > 0 }
    let total = present.reduce(0) { $0 + $1.count }
    guard total > 0 else { return [] }
    let room = 1000 - 15 * present.count
    var left = 0
    return present.map { part -> HTML in
      let share = 15 + Int(Double(part.count) / Double(total) * Double(room))
      let width = part.severityColour == present.last?.severityColour ? 1000 - left : share
      defer { left += share }
      return """
        <rect fill="\(PageWords.fill(part.severityColour))" class="\(part.severityColour)" x="\(left)" y="0" \
        width="\(width)" height="16"/>
        """
    }
  }
}
