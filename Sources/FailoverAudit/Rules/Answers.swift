import FailoverInventory

/// What one rule answered: an outcome for each of its subjects, in the order of their names.
///
/// The outcomes are held, a byte each. Names, messages and evidence are made again when they
/// are needed, so that the answers to a million questions take a megabyte: what conforms holds
/// only what it needs to make them, and gives the same ones each time. An index is one of
/// `outcomes`.
public protocol Answers: Sendable {
  var outcomes: [Outcome] { get }
  /// The stable name of a subject: all that may be said of a pass.
  func name(at index: Int) -> String
  /// The stable name of a subject, and where it belongs.
  func subject(at index: Int) -> Subject
  /// Where a subject is in the inputs; nil if it is nowhere.
  func place(at index: Int) -> Place?
  /// The judgement of a subject; its outcome is `outcomes[index]`.
  func judgement(at index: Int) -> Judgement
}

extension Answers {
  public func name(at index: Int) -> String { subject(at: index).name }
}

/// Every view judged once, and again whenever the words are needed.
public struct JudgedAnswers<View: InventoryView>: Answers {
  public let outcomes: [Outcome]
  private let views: Views<View>
  private let judge: @Sendable (View) -> Judgement

  /// - Parameter judge: must give the same judgement each time.
  public init(_ views: Views<View>, _ judge: @escaping @Sendable (View) -> Judgement) {
    self.views = views
    self.judge = judge
    outcomes = (0..<views.endIndex).map { judge(views[$0]).keepingItsContract.outcome }
  }

  public func name(at index: Int) -> String { views[index].subjectName }
  public func subject(at index: Int) -> Subject { views[index].subject }
  public func place(at index: Int) -> Place? { views[index].place }
  public func judgement(at index: Int) -> Judgement { judge(views[index]).keepingItsContract }
}

/// A pass for every view. Nothing is looked at, nor put in order, until a name is needed.
public struct PassingAnswers<View: InventoryView>: Answers {
  public let outcomes: [Outcome]
  private let views: Views<View>

  public init(_ views: Views<View>) {
    self.views = views
    outcomes = Array(repeating: .pass, count: views.endIndex)
  }

  public func name(at index: Int) -> String { views[index].subjectName }
  public func subject(at index: Int) -> Subject { views[index].subject }
  public func place(at index: Int) -> Place? { views[index].place }
  public func judgement(at index: Int) -> Judgement { .pass }
}

/// What was found out about all subjects of a set at once.
public struct SetAnswers: Answers {
  public let outcomes: [Outcome]
  private let set: SubjectSet
  private let subjects: AuditSubjects
  private let judge: @Sendable (Int) -> Judgement

  /// - Parameters:
  ///   - outcomes: one for each subject, in the inventory's order.
  ///   - judgement: the judgement at an index; its outcome is `outcomes[index]`.
  public init(
    of set: SubjectSet, in inventory: Inventory, outcomes: [Outcome],
    judgement: @escaping @Sendable (Int) -> Judgement
  ) {
    self.outcomes = outcomes
    self.set = set
    subjects = AuditSubjects(inventory: inventory, uses: [])
    judge = judgement
  }

  public func name(at index: Int) -> String { set.name(index, in: subjects) }
  public func subject(at index: Int) -> Subject { set.subject(index, in: subjects).0 }
  public func place(at index: Int) -> Place? { set.subject(index, in: subjects).1 }
  public func judgement(at index: Int) -> Judgement { judge(index).keepingItsContract }
}

/// Two sets of subjects as one, the second after the first.
public struct JoinedAnswers: Answers {
  public let outcomes: [Outcome]
  private let first: any Answers
  private let second: any Answers
  private let count: Int

  public init(_ first: any Answers, _ second: any Answers) {
    self.first = first
    self.second = second
    count = first.outcomes.count
    outcomes = first.outcomes + second.outcomes
  }

  private func find(_ index: Int) -> (any Answers, Int) {
    index < count ? (first, index) : (second, index - count)
  }

  public func name(at index: Int) -> String {
    let (part, row) = find(index)
    return part.name(at: row)
  }
  public func subject(at index: Int) -> Subject {
    let (part, row) = find(index)
    return part.subject(at: row)
  }
  public func place(at index: Int) -> Place? {
    let (part, row) = find(index)
    return part.place(at: row)
  }
  public func judgement(at index: Int) -> Judgement {
    let (part, row) = find(index)
    return part.judgement(at: row)
  }
}

/// Answers about the subjects of others; some are judged otherwise.
package protocol RevisedAnswers: Answers {
  /// The answers that are revised.
  var base: any Answers { get }
}

extension RevisedAnswers {
  package func name(at index: Int) -> String { base.name(at: index) }
  package func subject(at index: Int) -> Subject { base.subject(at: index) }
  package func place(at index: Int) -> Place? { base.place(at: index) }
}

extension Judgement {
  /// The judgement, or an error if a failure has no finding or two of one facet.
  var keepingItsContract: Judgement {
    guard case .fail(let findings) = self else { return self }
    if findings.isEmpty { return .error("the rule failed the subject without a finding") }
    if Set(findings.map(\.facet)).count < findings.count {
      return .error("the rule gave two findings of one facet")
    }
    return self
  }
}
