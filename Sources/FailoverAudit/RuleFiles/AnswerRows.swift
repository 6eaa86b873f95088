import FailoverInventory

/// Rows with which a rule file or a program answers, each about one subject.
protocol AnswerRows: Sendable {
  var count: Int { get }
  /// The stable name of the subject.
  func subject(_ row: Int) -> String
  func outcome(_ row: Int) -> Outcome
  func facet(_ row: Int) -> String
  /// What is wrong or missing, with evidence.
  func finding(_ row: Int) -> Finding
  /// Why the question does not arise.
  func reason(_ row: Int) -> String
}

/// What a rule answered that is against its contract: the rule is an error for all its subjects.
struct RuleFault: Error, Sendable, CustomStringConvertible {
  let description: String
}

extension Outcomes {
  /// What rows say of the subjects of a set.
  ///
  /// - Parameters:
  ///   - rows: in any order.
  ///   - unanswered: the judgement of a subject without a row; nil if each needs one.
  ///   - override: a judgement that replaces whatever a row says of a subject, but not `notApplicable`.
  /// - Throws: `RuleFault` if a row names no subject, or rows contradict each other.
  init(
    _ rows: some AnswerRows, of set: SubjectSet, in inventory: Inventory,
    unanswered: Judgement?, override: @escaping @Sendable (String) -> Judgement? = { _ in nil }
  ) throws {
    let subjects = AuditSubjects(inventory: inventory, uses: [])
    let found = try RowsBySubject(rows, of: set, in: subjects)
    if unanswered == nil, let index = found.firstUnanswered {
      throw RuleFault(description: "it did not answer for \(set.name(index, in: subjects))")
    }
    let judge: @Sendable (Int) -> Judgement = { index in
      let own = found.rows(of: index)
      let outcome = own.first.map { rows.outcome(Int($0)) }
      if outcome == .notApplicable, let row = own.first {
        return .notApplicable(rows.reason(Int(row)))
      }
      if let other = override(set.name(index, in: subjects)) { return other }
      switch outcome {
      case .fail: return .fail(own.map { rows.finding(Int($0)) })
      case .unknown: return .unknown(rows.finding(Int(own[own.startIndex])))
      case .pass: return .pass
      default: return unanswered ?? .error("the rule did not answer for it")
      }
    }
    let plain = unanswered?.outcome ?? .error
    let outcomes = (0..<subjects.count([set])).map { index in
      let outcome = found.rows(of: index).first.map { rows.outcome(Int($0)) } ?? plain
      if outcome == .notApplicable { return outcome }
      return override(set.name(index, in: subjects))?.outcome ?? outcome
    }
    self.init(of: set, in: inventory, outcomes: outcomes, judgement: judge)
  }
}

/// The rows of each subject.
private struct RowsBySubject: Sendable {
  /// Rows in the order of their subjects, of one subject in the order of their facets.
  private var order: [UInt32] = []
  /// Where the rows of each subject begin; one more than there are subjects.
  private var starts: [UInt32] = []

  init(
    _ rows: some AnswerRows, of set: SubjectSet, in subjects: AuditSubjects
  ) throws {
    var byName: [String: [UInt32]] = [:]
    for row in 0..<rows.count { byName[rows.subject(row), default: []].append(UInt32(row)) }
    for index in 0..<subjects.count([set]) {
      starts.append(UInt32(order.count))
      if byName.isEmpty { continue }
      guard var own = byName.removeValue(forKey: set.name(index, in: subjects)) else { continue }
      own.sort { rows.facet(Int($0)) < rows.facet(Int($1)) }
      try RowsBySubject.check(own, rows)
      order += own
    }
    starts.append(UInt32(order.count))
    if let name = byName.keys.min() {
      // Every subject of the rule is told this, so it must be short.
      let start = String(String.UnicodeScalarView(name.unicodeScalars.prefix(200)))
      throw RuleFault(
        description:
          "it answered for \"\(start)\", which is none of the rule's subjects (\(set.word))")
    }
  }

  private static func check(_ own: [UInt32], _ rows: some AnswerRows) throws {
    guard own.count > 1 else { return }
    let name = rows.subject(Int(own[0]))
    if own.contains(where: { rows.outcome(Int($0)) != .fail }) {
      throw RuleFault(description: "it answered more than once for \(name)")
    }
    for (a, b) in zip(own, own.dropFirst()) where rows.facet(Int(a)) == rows.facet(Int(b)) {
      throw RuleFault(
        description: "it gave two rows for \(name); a column \"facet\" tells several findings apart"
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
