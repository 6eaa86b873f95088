import FailoverInventory

/// The rows of each subject.
struct RowsBySubject: Sendable {
  /// Rows in the order of their subjects, of one subject in the order of their facets.
  private var order: [UInt32] = []
  /// Where the rows of each subject begin; one more than there are subjects.
  private var starts: [UInt32] = []

  /// - Throws: `RuleFault` if a row names no subject, or rows contradict each other.
  init(
    _ rows: some AnswerRows, of set: SubjectSet, in subjects: AuditSubjects
  ) throws {
    let count = subjects.count([set])
    starts.reserveCapacity(count + 1)
    order.reserveCapacity(rows.count)
    var named = NamedRows(rows)
    for index in 0..<count {
      starts.append(UInt32(order.count))
      if order.count == rows.count { continue }
      var own = named.take(set.name(index, in: subjects))
      if own.count > 1 {
        own.sort { rows.facet(Int($0)) < rows.facet(Int($1)) }
        try RowsBySubject.check(own, rows)
      }
      order += own
    }
    starts.append(UInt32(order.count))
    if let name = named.rest.min() {
      // Every subject of the rule gets this sentence, so it must be short.
      let start = String(String.UnicodeScalarView(name.unicodeScalars.prefix(200)))
      throw RuleFault(
        description:
          "it answered for \"\(start)\", which is none of the rule's subjects (\(set.word))")
    }
  }

  private static func check(_ own: [UInt32], _ rows: some AnswerRows) throws {
    let name = rows.subject(Int(own[0]))
    if own.contains(where: { rows.outcome(Int($0)) != .fail }) {
      throw RuleFault(description: "it answered more than once for \(name)")
    }
    for (a, b) in zip(own, own.dropFirst()) where rows.facet(Int(a)) == rows.facet(Int(b)) {
      throw RuleFault(
        description:
          "it gave two rows for \(name); a column \"facet\" distinguishes several findings"
      )
    }
  }

  func rows(of index: Int) -> ArraySlice<UInt32> {
    order[Int(starts[index])..<Int(starts[index + 1])]
  }

  var firstUnanswered: Int? {
    starts.indices.dropLast().first { starts[$0] == starts[$0 + 1] }
  }
}

/// The rows of an answer by the names of their subjects, in a table that holds numbers only: names
/// are made again to compare them.
private struct NamedRows<Rows: AnswerRows> {
  private let rows: Rows
  /// One more than the last row of a name; 0 where there is none.
  private var slots: [UInt32]
  /// One more than the row before of the same name.
  private var earlier: [UInt32]
  private var isTaken: [Bool]

  init(_ rows: Rows) {
    self.rows = rows
    var size = 16
    while size < 2 * rows.count { size *= 2 }
    slots = Array(repeating: 0, count: rows.count == 0 ? 0 : size)
    earlier = Array(repeating: 0, count: rows.count)
    isTaken = Array(repeating: false, count: rows.count)
    for row in 0..<rows.count {
      let slot = slot(of: rows.subject(row))
      earlier[row] = slots[slot]
      slots[slot] = UInt32(row) + 1
    }
  }

  /// Where a name is, or would be.
  private func slot(of name: String) -> Int {
    var slot = name.hashValue & (slots.count - 1)
    while slots[slot] > 0, rows.subject(Int(slots[slot]) - 1) != name {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// The rows of a name, in their order; nobody else gets them.
  mutating func take(_ name: String) -> [UInt32] {
    var found: [UInt32] = []
    var row = slots[slot(of: name)]
    while row > 0, !isTaken[Int(row) - 1] {
      isTaken[Int(row) - 1] = true
      found.append(row - 1)
      row = earlier[Int(row) - 1]
    }
    return found.reversed()
  }

  /// The names of the rows that nobody took.
  var rest: some Sequence<String> {
    isTaken.indices.lazy.filter { !isTaken[$0] }.map { rows.subject($0) }
  }
}
