import FailoverBase
import FailoverInventory

extension Inventory {
  /// Whether every input was read whole and shows all that it should.
  package var isWhole: Bool {
    gaps == ExportGaps() && inputs.allSatisfy { $0.status == .read }
  }
}

/// Turns failures that somebody accepted into what was waived, and keeps what became of each
/// waiver.
struct WaiverOverlay {
  let day: CalendarDay
  let isExportWhole: Bool
  private let waivers: [FiledWaiver]
  private var matched: [OutcomeCounts]
  private var waived: [Int]
  private var subjects: [Int?]

  /// - Parameter waivers: in the order of their numbers.
  init(_ waivers: [FiledWaiver], on day: CalendarDay, isExportWhole: Bool) {
    self.day = day
    self.isExportWhole = isExportWhole
    self.waivers = waivers
    matched = Array(repeating: OutcomeCounts(), count: waivers.count)
    waived = Array(repeating: 0, count: waivers.count)
    subjects = Array(repeating: nil, count: waivers.count)
  }

  /// What became of each waiver in the ledgers that were applied.
  var uses: [WaiverUse] {
    waivers.indices.map { index in
      WaiverUse(
        filed: waivers[index], day: day, isRuleAsked: subjects[index] != nil,
        matched: matched[index], waived: waived[index], subjects: subjects[index] ?? 0,
        isExportWhole: isExportWhole)
    }
  }

  /// The ledgers with what was waived.
  mutating func apply(to ledgers: [RuleLedger]) -> [RuleLedger] {
    let byRule = Dictionary(grouping: waivers.indices) { waivers[$0].rule }
    return ledgers.map { ledger in
      guard let own = byRule[ledger.info.id] else { return ledger }
      return apply(own, to: ledger)
    }
  }

  /// Looks at every subject once: a name is found in a table, and only patterns are tried one by
  /// one.
  private mutating func apply(_ own: [Int], to ledger: RuleLedger) -> RuleLedger {
    for index in own { subjects[index] = ledger.outcomes.count }
    var exact: [String: Int] = [:]
    for index in own where waivers[index].subject.isExact {
      exact[waivers[index].subject.text] = index
    }
    let patterns = own.filter { !waivers[$0].subject.isExact }.sorted(by: precedes)
    var accepted = Accepted()
    for (row, outcome) in ledger.outcomes.enumerated() {
      let name = ledger.name(at: row)
      var winner: Int?
      if let index = exact[name] { take(index, outcome, &winner) }
      for index in patterns where waivers[index].subject.matches(name) {
        take(index, outcome, &winner)
      }
      if let winner {
        waived[winner] += 1
        accepted.append(row, waivers[winner].waiver)
      }
    }
    return accepted.isEmpty ? ledger : ledger.with(WaivedAnswers(ledger.answers, accepted))
  }

  /// Of two patterns the one that holds longer, then the one that comes first.
  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (waivers[a], waivers[b])
    return first.lastDay == second.lastDay ? a < b : first.lastDay > second.lastDay
  }

  /// Counts a subject that a waiver names; the first that holds waives its failure.
  private mutating func take(_ index: Int, _ outcome: Outcome, _ winner: inout Int?) {
    matched[index][outcome] += 1
    if outcome == .fail && winner == nil && waivers[index].holds(on: day) { winner = index }
  }
}

/// Rows of a ledger that were waived, and by what.
private struct Accepted {
  private var rows: [UInt32] = []
  private var numbers: [UInt32] = []
  private var waivers: [Waiver] = []
  private var known: [Waiver: UInt32] = [:]

  var isEmpty: Bool { rows.isEmpty }

  /// - Parameter row: greater than all before it.
  mutating func append(_ row: Int, _ waiver: Waiver) {
    let number = known[waiver] ?? UInt32(waivers.count)
    if number == waivers.count {
      waivers.append(waiver)
      known[waiver] = number
    }
    rows.append(UInt32(row))
    numbers.append(number)
  }

  func each(_ body: (Int) -> Void) { for row in rows { body(Int(row)) } }

  func waiver(of row: Int) -> Waiver? {
    let place = rows.partitionPoint { $0 >= row }
    return place < rows.count && rows[place] == row ? waivers[Int(numbers[place])] : nil
  }
}

/// Answers with some failures waived.
private struct WaivedAnswers: RevisedAnswers {
  let base: any Answers
  let outcomes: [Outcome]
  private let accepted: Accepted

  init(_ base: any Answers, _ accepted: Accepted) {
    self.base = base
    self.accepted = accepted
    var outcomes = base.outcomes
    accepted.each { outcomes[$0] = .waived }
    self.outcomes = outcomes
  }

  func judgement(at index: Int) -> Judgement {
    let judgement = base.judgement(at: index)
    guard case .fail(let findings) = judgement, let waiver = accepted.waiver(of: index) else {
      return judgement
    }
    return .waived(findings, waiver)
  }
}
