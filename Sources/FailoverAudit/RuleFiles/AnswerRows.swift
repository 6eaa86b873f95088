import FailoverInventory

/// Rows with which a rule file or a program answers, each about one subject.
protocol AnswerRows: Sendable {
  var count: Int { get }
  /// The stable name of the subject.
  func subject(_ row: Int) -> String
  /// Gives back the room of the names of subjects: nobody needs them any more.
  mutating func forgetSubjects()
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

extension SetAnswers {
  /// What rows say of the subjects of a set.
  ///
  /// - Parameters:
  ///   - given: in any order.
  ///   - unanswered: the judgement of a subject without a row; nil if each needs one.
  ///   - override: a judgement that replaces whatever a row says of a subject, but not
  ///     `notApplicable`.
  /// - Throws: `RuleFault` if a row names no subject, or rows contradict each other.
  init(
    _ given: some AnswerRows, of set: SubjectSet, in inventory: Inventory,
    unanswered: Judgement?, override: (@Sendable (String) -> Judgement?)? = nil
  ) throws {
    let subjects = AuditSubjects(inventory: inventory, uses: [])
    let found = try RowsBySubject(given, of: set, in: subjects)
    if unanswered == nil, let index = found.firstUnanswered {
      throw RuleFault(description: "it did not answer for \(set.name(index, in: subjects))")
    }
    var answer = given
    answer.forgetSubjects()
    let rows = answer
    let judge: @Sendable (Int) -> Judgement = { index in
      let own = found.rows(of: index)
      let outcome = own.first.map { rows.outcome(Int($0)) }
      if outcome == .notApplicable, let row = own.first {
        return .notApplicable(rows.reason(Int(row)))
      }
      if let other = override?(set.name(index, in: subjects)) { return other }
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
      guard let override, outcome != .notApplicable else { return outcome }
      return override(set.name(index, in: subjects))?.outcome ?? outcome
    }
    self.init(of: set, in: inventory, outcomes: outcomes, judgement: judge)
  }
}
