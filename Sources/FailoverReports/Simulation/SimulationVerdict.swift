import FailoverAudit
import FailoverInventory
import FailoverSimulation

/// The first part of the page of a simulation: the question, the answer, and each loss.
struct SimulationVerdict {
  let report: SimulationReport
  let limits: SimulationHTML.Limits

  private var simulation: Simulation { report.simulation }

  var html: HTML {
    """
    <body>
    <a class="skip" href="#fates">Skip to the groups</a>
    <header class="top">
    <p class="brand">failover-audit</p>
    <h1>What if: failover groups after a loss</h1>
    <p class="when">\(SimulationNames.question(simulation.question))</p>
    </header>
    <main>
    <section aria-labelledby="verdict">
    \(verdict)
    <p>\(counts)</p>
    \(SimulationCases(report: report, limits: limits).html)
    </section>

    """
  }

  private var verdict: HTML {
    let reasons: HTML? =
      report.reasons.isEmpty
      ? nil : "<ul class=\"reasons\">\(HTML.items(report.reasons))</ul>"
    return """
      <div class="verdict \(report.word.rawValue)">
      <p class="word">\(report.word.rawValue)</p>
      <h2 id="verdict">\(headline)</h2>
      \(reasons)
      </div>
      """
  }

  private var counts: HTML {
    let title = simulation.isTogether ? "Result for" : "Worst case for"
    let masters = SimulationNames.mastersLost(simulation).map { masters -> HTML in " \(masters)." }
    return "\(title) \(SimulationNames.counts(simulation.counts)).\(masters)"
  }

  private var headline: String {
    switch report.word {
    case .holds:
      isAllKnown
        ? "Every group withstands it" : "Nothing certainly breaks; what is unknown was allowed"
    case .breaks: "Some groups would go down"
    case .incomplete: "Nothing certainly breaks, but not everything could be decided"
    }
  }

  private var isAllKnown: Bool {
    report.gaps == ExportGaps() && report.misplaced.isEmpty
      && !simulation.met.contains { $0.contains(FateSet(.unknown)) }
  }
}

extension Simulation {
  /// Whether all losses of the question are one.
  var isTogether: Bool {
    if case .without = question { true } else { false }
  }
}
