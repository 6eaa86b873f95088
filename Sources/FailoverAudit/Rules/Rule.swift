import FailoverInventory

/// One question put to every subject of a kind.
///
/// Most rules are judged one subject at a time: make them a `GroupRule`, `NICRule`, `LANRule` or
/// `AddressRule`, which ask for nothing but `judge`. For example:
///
///     struct UnnamedLAN: LANRule {
///       let info = RuleInfo(id: "unnamed-lan", …)
///       func judge(_ lan: LAN) -> Judgement {
///         lan.name == nil ? .fail("the LAN has no name") : .pass
///       }
///     }
public protocol Rule: Sendable {
  var info: RuleInfo { get }
  /// One outcome for each subject of `info.subjects`, in the inventory's order.
  ///
  /// - Throws: anything; every subject of the rule is then an `error`, and the audit goes on.
  func outcomes(in inventory: Inventory) async throws -> Outcomes
  /// The same rule with other parameters; names and values were checked against `info.parameters`.
  func with(_ parameters: [String: Int]) -> Self
}

extension Rule {
  public func with(_ parameters: [String: Int]) -> Self { self }
}

/// What a rule answered: an outcome for each subject, and how to say it again in full.
public struct Outcomes: Sendable {
  public let outcomes: [Outcome]
  let name: @Sendable (Int) -> String
  let subject: @Sendable (Int) -> Subject
  let place: @Sendable (Int) -> Place?
  let judgement: @Sendable (Int) -> Judgement

  init(
    outcomes: [Outcome], name: @escaping @Sendable (Int) -> String,
    subject: @escaping @Sendable (Int) -> Subject, place: @escaping @Sendable (Int) -> Place?,
    judgement: @escaping @Sendable (Int) -> Judgement
  ) {
    self.outcomes = outcomes
    self.name = name
    self.subject = subject
    self.place = place
    self.judgement = judgement
  }

  /// Judges every view once, and again whenever somebody asks for the words.
  ///
  /// - Parameter judge: must give the same judgement each time.
  public init<View: InventoryView>(
    _ views: Views<View>, _ judge: @escaping @Sendable (View) -> Judgement
  ) {
    let checked: @Sendable (View) -> Judgement = { judge($0).keepingItsContract }
    outcomes = (0..<views.endIndex).map { checked(views[$0]).outcome }
    name = { views[$0].subjectName }
    subject = { views[$0].subject }
    place = { views[$0].place }
    judgement = { checked(views[$0]) }
  }

  /// A pass for every view. Nothing is looked at, nor put in order, until somebody asks for a name.
  public init<View: InventoryView>(passing views: Views<View>) {
    outcomes = Array(repeating: .pass, count: views.endIndex)
    name = { views[$0].subjectName }
    subject = { views[$0].subject }
    place = { views[$0].place }
    judgement = { _ in .pass }
  }

  /// What was found out about all subjects of a set at once.
  ///
  /// - Parameters:
  ///   - outcomes: one for each subject, in the inventory's order.
  ///   - judgement: the judgement at an index; its outcome is `outcomes[index]`.
  public init(
    of set: SubjectSet, in inventory: Inventory, outcomes: [Outcome],
    judgement: @escaping @Sendable (Int) -> Judgement
  ) {
    self.outcomes = outcomes
    let subjects = AuditSubjects(inventory: inventory, uses: [])
    name = { set.name($0, in: subjects) }
    subject = { set.subject($0, in: subjects).0 }
    place = { set.subject($0, in: subjects).1 }
    self.judgement = { judgement($0).keepingItsContract }
  }

  /// Two sets of subjects as one, the second after the first.
  public init(_ first: Outcomes, _ second: Outcomes) {
    let count = first.outcomes.count
    outcomes = first.outcomes + second.outcomes
    name = { $0 < count ? first.name($0) : second.name($0 - count) }
    subject = { $0 < count ? first.subject($0) : second.subject($0 - count) }
    place = { $0 < count ? first.place($0) : second.place($0 - count) }
    judgement = { $0 < count ? first.judgement($0) : second.judgement($0 - count) }
  }
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

/// A rule that judges one subject at a time.
public protocol SubjectRule: Rule {
  associatedtype View: InventoryView
  /// The subjects that the rule is put to.
  func views(in inventory: Inventory) -> Views<View>
  /// Judges one subject; it must give the same judgement each time.
  func judge(_ view: View) -> Judgement
}

extension SubjectRule {
  public func outcomes(in inventory: Inventory) -> Outcomes {
    Outcomes(views(in: inventory)) { judge($0) }
  }
}

// The kinds of rules below say again how outcomes are made, so that it is compiled for their views.

/// A rule about every failover group.
public protocol GroupRule: SubjectRule where View == FailoverGroup {}
extension GroupRule {
  public func views(in inventory: Inventory) -> Views<FailoverGroup> { inventory.groups }

  public func outcomes(in inventory: Inventory) -> Outcomes {
    Outcomes(inventory.groups) { judge($0) }
  }
}

/// A rule about every NIC that is a member of a group.
public protocol NICRule: SubjectRule where View == NIC {}
extension NICRule {
  public func views(in inventory: Inventory) -> Views<NIC> { inventory.memberNICs }

  public func outcomes(in inventory: Inventory) -> Outcomes {
    Outcomes(inventory.memberNICs) { judge($0) }
  }
}

/// A rule about every LAN.
public protocol LANRule: SubjectRule where View == LAN {}
extension LANRule {
  public func views(in inventory: Inventory) -> Views<LAN> { inventory.lans }

  public func outcomes(in inventory: Inventory) -> Outcomes {
    Outcomes(inventory.lans) { judge($0) }
  }
}

/// A rule about every IP block that is the block of some group's address.
public protocol BlockRule: SubjectRule where View == IPBlock {}
extension BlockRule {
  public func views(in inventory: Inventory) -> Views<IPBlock> { inventory.blocks }
}

/// A rule about every user.
public protocol UserRule: SubjectRule where View == User {}
extension UserRule {
  public func views(in inventory: Inventory) -> Views<User> { inventory.users }
}

/// A rule about addresses that are held more than once; it says which of the two sets it means.
public protocol AddressRule: SubjectRule where View == AddressHolding {}
