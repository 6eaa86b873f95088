import FailoverAudit
import FailoverBase
import FailoverInventory

/// What would become of the groups of an estate if parts of it were lost; `Fate` has the words.
///
/// A simulation takes several losses together, or every zone, server or data center one by one:
/// then each is a **case**, and it concerns the groups of its data center. One pass over the
/// members of all groups makes it.
package struct Simulation: Sendable {
  package enum Question: Sendable {
    /// All of them together.
    case without([Loss])
    /// One by one.
    case each(LossKind)
  }

  /// One loss of a simulation that takes them one by one.
  package struct Case: Sendable {
    package let loss: Loss
    /// Where its data center is in `sections`.
    package let section: Int
    /// How many groups of the data center have each fate.
    package internal(set) var counts = FateCounts()
  }

  /// The groups of one data center.
  package struct Section: Sendable {
    package let datacenter: Datacenter
    package internal(set) var groups: Range<Int>
    /// Where its cases are in `cases`.
    package internal(set) var cases: Range<Int> = 0..<0
    /// Servers on which no group of it has a member or a master: each is a case of its own, and all
    /// of them are alike.
    package internal(set) var otherServers = 0
    /// How many groups have each fate without one of those.
    package internal(set) var others = FateCounts()
  }

  /// What becomes of one group in one case.
  package struct Cell: Sendable {
    /// Where the case is in `cases`.
    package internal(set) var number: UInt32
    package let fates: FateSet
  }

  package let question: Question
  /// In the order of their names.
  package let groups: Views<FailoverGroup>
  /// Data centers that have groups, in order.
  package internal(set) var sections: [Section] = []
  /// In the order of their data centers, then of zones or ids.
  package internal(set) var cases: [Case] = []
  /// The cases in which a group loses a server it has there, a group's after those of the one
  /// before it.
  var cells: [Cell] = []
  var cellStarts: [Int] = [0]
  /// The losses that are taken together, as groups look them up.
  var together: LostTogether?
  /// What becomes of a group in all other cases of its data center; in the only one if losses are
  /// taken together.
  var others: [FateSet] = []
  /// Everything that was met of a group, `unknown` included.
  package internal(set) var met: [FateSet] = []

  init(_ question: Question, of inventory: Inventory) {
    self.question = question
    groups = inventory.groups
  }

  /// The cases in which a group has a server to lose, in order.
  package func cells(ofGroup group: Int) -> ArraySlice<Cell> {
    cells[cellStarts[group]..<cellStarts[group + 1]]
  }

  /// Puts the cells of a group in the order of their cases.
  mutating func orderCells(ofGroup group: Int) {
    let range = cellStarts[group]..<cellStarts[group + 1]
    if zip(range, range.dropFirst()).allSatisfy({ cells[$0].number < cells[$1].number }) { return }
    let order = Array(range).ordered { cells[$0].number < cells[$1].number }
    cells.replaceSubrange(range, with: order.map { cells[$0] })
  }

  /// What becomes of a group in the other cases; nothing if there are none.
  package func otherFates(ofGroup group: Int) -> FateSet { others[group] }

  /// What becomes of a group in a case of its data center.
  package func fates(ofGroup group: Int, inCase number: Int) -> FateSet {
    let cells = cells(ofGroup: group)
    let place = cells.partitionPoint { Int($0.number) >= number }
    return place < cells.endIndex && Int(cells[place].number) == number
      ? cells[place].fates : others[group]
  }

  /// The worst that was met of a group.
  package func worst(ofGroup group: Int) -> Fate { met[group].worst }

  /// How many groups lose their master for certain, in the case or in one of them.
  package var mastersLost: Int { met.count { $0.contains(.masterLost) } }

  /// Where a group's data center is in `sections`.
  package func section(ofGroup group: Int) -> Int {
    max(0, sections.partitionPoint { $0.groups.lowerBound > group } - 1)
  }

  /// How many groups have each fate as their worst.
  package var counts: FateCounts {
    var counts = FateCounts()
    for group in groups.indices { counts[worst(ofGroup: group)] += 1 }
    return counts
  }

  /// Groups that no case concerns: they are judged by none.
  package var unjudged: Int {
    sections.reduce(0) { $0 + ($1.caseCount(question) == 0 ? $1.groups.count : 0) }
  }
}

extension Simulation.Section {
  /// All cases that concern it.
  package func caseCount(_ question: Simulation.Question) -> Int {
    if case .without = question { return 1 }
    return cases.count + otherServers
  }
}
