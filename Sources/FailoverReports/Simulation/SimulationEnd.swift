import FailoverAudit
import FailoverSimulation

/// The last part of the page of a simulation: what it did not look at, and how to read it.
struct SimulationEnd {
  let report: SimulationReport
  let limits: SimulationHTML.Limits

  var html: HTML {
    """
    <section aria-labelledby="inputs-title">
    <h2 id="inputs-title">Inputs, and what was not examined</h2>
    <p>\(InputSummary(report.inputs).words)</p>
    \(gaps)
    </section>
    <section aria-labelledby="reading-title">
    <h2 id="reading-title">How to read this</h2>
    \(SimulationEnd.fates)
    <p>Members are counted as servers. Exit codes: 0 holds, 1 breaks, 2 incomplete. \
    This simulation ended with \(Int(report.exitCode)).</p>
    </section>
    </main>
    <footer>
    <p>Made by failover-audit \(report.toolVersion). This page loads nothing and sends nothing.</p>
    </footer>
    </body>
    </html>

    """
  }

  private var gaps: HTML {
    let gaps = SimulationNames.notExamined(report)
    if gaps.isEmpty { return "<p>Nothing was left out.</p>" }
    let hidden = gaps.count - limits.sentences
    let rest: HTML? = hidden > 0 ? "<li>and \(hidden) more</li>" : nil
    return "<ul>\(HTML.items(gaps.prefix(limits.sentences)))\(rest)</ul>"
  }

  private static let fates: HTML = """
    <dl class="words">
    <div><dt>outage</dt><dd>The group would lose its last running member.</dd></div>
    <div><dt>down</dt><dd>No member of the group runs today.</dd></div>
    <div><dt>unprotected</dt><dd>Two or more members run today, and one would be left.</dd></div>
    <div><dt>unknown</dt><dd>The export does not say which of the others it is.</dd></div>
    <div><dt>failover</dt><dd>The address would have to move; two or more members would be \
    left.</dd></div>
    <div><dt>unaffected</dt><dd>None of the others.</dd></div>
    </dl>
    """
}
