import FailoverInventory

/// One question put to every subject of a kind.
///
/// Most rules are judged one subject at a time: make them a `GroupRule`, `NICRule`, `LANRule` or
/// `AddressRule`, which use nothing but `judge`. For example:
///
///     struct UnnamedLAN: LANRule {
///       let info = RuleInfo(id: "unnamed-lan", …)
///       func judge(_ lan: LAN) -> Judgement {
///         lan.name == nil ? .fail("the LAN has no name") : .pass
///       }
///     }
public protocol Rule: Sendable {
  var info: RuleInfo { get }
  /// What the rule needs besides an inventory; set by `TimedRule`, `EvidenceRule` and `WaiverRule`.
  var needs: RuleNeeds { get }
  /// One outcome for each subject of `info.subjects`, in the inventory's order.
  ///
  /// - Throws: anything; every subject of the rule is then an `error`, and the audit goes on.
  func outcomes(in inventory: Inventory) async throws -> any Answers
  /// The same rule with other parameters; names and values were checked against `info.parameters`.
  func with(_ parameters: [String: Int]) -> Self
}

/// What a rule needs besides an inventory.
public enum RuleNeeds: Sendable {
  case nothing
  /// The time of the audit.
  case time
  /// Evidence of the failover software.
  case evidence
  /// The waivers, after all other rules have answered.
  case waivers
}

extension Rule {
  // Said by the rule: finding out what a type conforms to takes long for each rule.
  public var needs: RuleNeeds { .nothing }
  public func with(_ parameters: [String: Int]) -> Self { self }
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
  public func outcomes(in inventory: Inventory) -> any Answers {
    JudgedAnswers(views(in: inventory)) { judge($0) }
  }
}

// The kinds of rules below say again how outcomes are made, so that it is compiled for their views.

/// A rule about every failover group.
public protocol GroupRule: SubjectRule where View == FailoverGroup {}
extension GroupRule {
  public func views(in inventory: Inventory) -> Views<FailoverGroup> { inventory.groups }

  public func outcomes(in inventory: Inventory) -> any Answers {
    JudgedAnswers(inventory.groups) { judge($0) }
  }
}

/// A rule about every NIC that is a member of a group.
public protocol NICRule: SubjectRule where View == NIC {}
extension NICRule {
  public func views(in inventory: Inventory) -> Views<NIC> { inventory.memberNICs }

  public func outcomes(in inventory: Inventory) -> any Answers {
    JudgedAnswers(inventory.memberNICs) { judge($0) }
  }
}

/// A rule about every LAN.
public protocol LANRule: SubjectRule where View == LAN {}
extension LANRule {
  public func views(in inventory: Inventory) -> Views<LAN> { inventory.lans }

  public func outcomes(in inventory: Inventory) -> any Answers {
    JudgedAnswers(inventory.lans) { judge($0) }
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
