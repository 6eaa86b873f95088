import FailoverHA
import FailoverInventory

/// A rule about the failover software on the servers.
///
/// It runs only in audits that are given evidence of that software.
public protocol EvidenceRule: Rule {}

extension EvidenceRule {
  public var needs: RuleNeeds { .evidence }
}

extension [any Rule] {
  /// The rules that an audit runs.
  ///
  /// - Parameter evidence: whether it is given evidence of the failover software.
  package func asked(withEvidence evidence: Bool) -> [any Rule] {
    evidence ? self : filter { $0.needs != .evidence }
  }
}

/// Something that a rule about evidence is put to.
package protocol EvidenceSubject: Sendable {
  var subject: Subject { get }
  var place: Place? { get }
}

extension EvidenceSubjects.Source: EvidenceSubject {
  package var subject: Subject { source.subject }
  package var place: Place? { source.place }
}

extension HAServer: EvidenceSubject {
  package var subject: Subject { server.subject }
  package var place: Place? { server.place }
}

extension EvidenceSubjects.AddressUse: EvidenceSubject {
  package var place: Place? { users.first?.instance.place }
}

extension EvidenceSubjects.NICUse: EvidenceSubject {
  package var subject: Subject { nic.subject }
  package var place: Place? { nic.place }
}

/// Every subject of a list judged once, and again whenever the words are needed.
package struct EvidenceAnswers<Item: EvidenceSubject>: Answers {
  package let outcomes: [Outcome]
  private let items: [Item]
  private let judge: @Sendable (Item) -> Judgement

  /// - Parameter judge: must give the same judgement each time.
  package init(_ items: [Item], _ judge: @escaping @Sendable (Item) -> Judgement) {
    self.items = items
    self.judge = judge
    outcomes = items.map { judge($0).keepingItsContract.outcome }
  }

  package func subject(at index: Int) -> Subject { items[index].subject }
  package func place(at index: Int) -> Place? { items[index].place }
  package func judgement(at index: Int) -> Judgement { judge(items[index]).keepingItsContract }
}
