import FailoverAudit
import FailoverInventory

/// A simulation as one self-contained page: a heat map in tables, where each cell tells its colour as a word.
public struct SimulationHTML {
  /// What the page shows; beyond that it says how much it leaves out.
  struct Limits {
    var groups = 1_000
    var cases = 500
    /// Zones of one data center, and groups of one server.
    var columns = 24
    /// Inputs that were not read.
    var sentences = 200
  }

  let limits: Limits

  public init() { limits = Limits() }
  init(limits: Limits) { self.limits = limits }

  public func write(_ report: SimulationReport, to sink: inout ByteSink) throws {
    let templates = try PageTemplates()
    let style = templates.style + String(decoding: PackageResources.simulation_css, as: UTF8.self)
    let policy =
      "default-src 'none'; style-src '\(PageTemplates.digest(style))'; base-uri 'none'; "
      + "form-action 'none'"
    let start: PageContext = [
      "policy": .text(policy), "version": .text(report.toolVersion),
      "title": .text("\(report.word.rawValue.capitalized): what if"),
    ]
    try templates.put("start", start, to: &sink)
    try sink.put("<style>\(style)</style>\n</head>\n")
    let page = SimulationPage(report: report, limits: limits)
    try templates.put("simulation", page.context, to: &sink)
  }
}

/// What the page of a simulation says.
struct SimulationPage {
  let report: SimulationReport
  let limits: SimulationHTML.Limits

  private var simulation: Simulation { report.simulation }
  private var order: SimulationOrder { SimulationOrder(simulation: simulation) }

  var context: PageContext {
    let gaps = SimulationNames.notExamined(report)
    let isTogether = if case .without = simulation.question { true } else { false }
    let hidden = gaps.count - limits.sentences
    let context: PageContext = [
      "version": .text(report.toolVersion), "word": .text(report.word.rawValue),
      "question": .text(SimulationNames.question(simulation.question)),
      "headline": .text(headline), "hasReasons": .flag(!report.reasons.isEmpty),
      "reasons": .texts(report.reasons), "exitCode": .number(Int(report.exitCode)),
      "countsTitle": .text(isTogether ? "Result for" : "Worst case for"),
      "counts": .text(SimulationNames.counts(simulation.counts)),
      "masters": .text(SimulationNames.mastersLost(simulation)),
      "words": .texts(Fate.allCases.map(\.word)),
      "inputs": .text(InputSummary(report.inputs).words), "hasGaps": .flag(!gaps.isEmpty),
      "gaps": .texts(
        gaps.prefix(limits.sentences) + (hidden > 0 ? ["and \(hidden) more"] : [])),
    ]
    return context.with(cases).with(groups)
  }

  private var headline: String {
    switch report.word {
    case .holds:
      isAllKnown
        ? "Every group withstands it" : "Nothing is known to break; what is unknown was allowed"
    case .breaks: "Not every group withstands it"
    case .incomplete: "Nothing is known to break, but not all could be told"
    }
  }

  private var isAllKnown: Bool {
    report.gaps == ExportGaps() && report.misplaced.isEmpty
      && !simulation.met.contains { $0.contains(FateSet(.unknown)) }
  }

  // MARK: Cases

  private var cases: PageContext {
    let shown = order.cases(first: limits.cases)
    let isByServer = simulation.isEach(.server)
    let names = isByServer ? order.groups(inCases: shown) : [:]
    let others = simulation.sections.filter { $0.otherServers > 0 }
    let more =
      simulation.cases.count - shown.count + max(0, others.count - limits.cases)
    return [
      "hasCases": .flag(!shown.isEmpty || !others.isEmpty), "hasNames": .flag(isByServer),
      "cases": .list(
        shown.map { row($0, names[$0] ?? []) } + others.prefix(limits.cases).map(row)),
      "moreCases": more > 0
        ? .text("The worst \(shown.count) are shown, \(more) are not; JSON has all.") : .absent,
    ]
  }

  private func row(
    _ number: Int, _ groups: [(group: Int, fates: FateSet)]
  ) -> PageContext {
    let one = simulation.cases[number]
    let names = groups.prefix(limits.columns).map { group, fates -> PageContext in
      [
        "fate": .text(fates.fate.word),
        "name": .text(SimulationNames.title(of: simulation.groups[group])),
        "remark": .text(SimulationNames.possible(fates) ?? SimulationNames.move(fates)),
      ]
    }
    let more = groups.count - names.count
    return row(one.loss.sentence, one.counts).with([
      "names": .list(names), "moreNames": more > 0 ? .text("and \(more) more") : .absent,
    ])
  }

  private func row(_ section: Simulation.Section) -> PageContext {
    let name = SimulationNames.record(section.datacenter.id, section.datacenter.name)
    return row(
      "any of \(counted(section.otherServers, "other server")) of data center \(name)",
      section.others
    ).with(["names": .list([]), "moreNames": .absent])
  }

  private func row(_ loss: String, _ counts: FateCounts) -> PageContext {
    let cells = Fate.allCases.map { fate -> PageContext in
      let isBad = fate == .outage || fate == .down
      let mood = counts[fate] == 0 ? "zero" : isBad ? "bad" : fate == .unknown ? "open" : ""
      return ["mood": .text(mood), "count": .count(counts[fate])]
    }
    return ["loss": .text(loss), "cells": .list(cells)]
  }

  // MARK: Groups

  private var groups: PageContext {
    let shown = order.groups(first: limits.groups, all: true)
    let more = simulation.groups.count - shown.count
    return [
      "sections": .list(order.bySection(shown).map { section($0.section, $0.groups) }),
      "noGroups": simulation.groups.isEmpty
        ? .text("The inputs hold no failover group.") : .absent,
      "moreGroups": more > 0
        ? .text("The worst \(shown.count) groups are shown, \(more) are not; JSON has all.")
        : .absent,
    ]
  }

  private func section(_ number: Int, _ groups: [Int]) -> PageContext {
    let section = simulation.sections[number]
    let zones = simulation.isEach(.zone) ? Array(section.cases.prefix(limits.columns)) : []
    let titles = zones.map { number in
      if case .zone(let zone, _) = simulation.cases[number].loss { zone } else { "" }
    }
    let hidden = simulation.isEach(.zone) ? section.cases.count - zones.count : 0
    return [
      "anchor": .text("dc-\(number)"),
      "title": .text(SimulationNames.title(of: section.datacenter)),
      "columns": .texts(zones.isEmpty ? [isTogether ? "Fate" : "At worst"] : titles),
      "hasReasonColumn": .flag(
        groups.contains { simulation.met[$0].contains(FateSet(.unknown)) }),
      "rows": .list(groups.map { row($0, zones) }),
      "moreColumns": hidden > 0
        ? .text("and \(counted(hidden, "more zone")); JSON has all.") : .absent,
    ]
  }

  private var isTogether: Bool {
    if case .without = simulation.question { true } else { false }
  }

  private func row(_ group: Int, _ zones: [Int]) -> PageContext {
    let fates: [FateSet] =
      if isTogether {
        [simulation.otherFates(ofGroup: group)]
      } else if zones.isEmpty {
        [FateSet(simulation.worst(ofGroup: group))]
      } else {
        zones.map { simulation.fates(ofGroup: group, inCase: $0) }
      }
    let isOpen = simulation.met[group].contains(FateSet(.unknown))
    return [
      "name": .text(SimulationNames.title(of: simulation.groups[group])),
      "cells": .list(
        fates.map {
          [
            "fate": .text($0.fate.word),
            "possible": .text(SimulationNames.possible($0) ?? SimulationNames.move($0)),
          ]
        }),
      "doubts": .texts(isOpen ? simulation.doubts(ofGroup: group) : []),
    ]
  }
}
