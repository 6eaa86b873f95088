import FailoverBase
import FailoverAudit
import FailoverInventory

/// Who works on a data center must be able to work on the addresses of its groups.
struct OperatorWithoutAddressRight: Rule {
  let info = RuleInfo(
    id: "operator-without-address-right",
    title: "everybody who works on the data center may use the block of the group's address",
    severity: .error, family: .accessRights, subjects: [.groups],
    rationale: """
      A user who may edit the data center changes its NICs and LANs, but can give a NIC the group's address \
      only with a right on the address's IP block. Without it, a failover group cannot be repaired when \
      it matters. The rule checks active users who edit by the right of a user group; administrators and \
      the owner of the contract have all rights. Without a contract that names an owner, no user is taken \
      for the owner.
      """,
    remediation: """
      Give one of the user's groups a share on the IP block (it need not be able to edit it), or take \
      the right to edit the data center from the user.
      """,
    sharedCause: .datacenter,
    references: [.failover, .userRights],
    controls: [.accessRightsISO, .accountsNIST, .accessC5],
    examples: Self.examples)

  /// The judgement depends on the block and the data center only, and groups share both: each pair
  /// is judged once.
  func outcomes(in inventory: Inventory) -> any Answers {
    var judgements: [Pair: Judgement] = [:]
    for group in inventory.groups {
      guard let block = group.block else { continue }
      let pair = Pair(datacenter: group.datacenter, block: block)
      if judgements[pair] == nil { judgements[pair] = judge(pair) }
    }
    let known = judgements
    return JudgedAnswers(inventory.groups) { group in
      guard group.hasAddress else { return FailoverGroup.noAddress }
      guard let block = group.block else { return FailoverGroup.noBlock }
      let pair = Pair(datacenter: group.datacenter, block: block)
      return known[pair] ?? judge(pair)
    }
  }

  private struct Pair: Hashable {
    let datacenter: Datacenter
    let block: IPBlock
  }

  private func judge(_ pair: Pair) -> Judgement {
    let (datacenter, block) = (pair.datacenter, pair.block)
    let offenders = datacenter.operators.and(block.users.negated)
    let count = offenders.certainCount
    if count > 0 {
      return .fail(
        "\(counted(count, "user")) may edit the data center but not use the block "
          + "\(block.id)\(block.name.quoted)",
        evidence: offenders.certain.prefix(20).map { evidence($0, datacenter) })
    }
    if !offenders.hasOpen && block.inventory.showsAllUsers { return .pass }
    return offenders.unknown(
      { "whether everybody who may edit the data center may use the block \(block.id)" },
      block.inventory)
  }

  private func evidence(_ user: User, _ datacenter: Datacenter) -> Evidence {
    let groups = datacenter.groupsOfOperator(user).joined(separator: ", ")
    return Evidence(
      user.label, "may edit the data center through \(groups); no right on the block",
      at: user.place)
  }

  private static func estate(
    _ users: ExampleEstate.List<ExampleEstate.User>,
    shares: ExampleEstate.List<ExampleEstate.Share>? = [.init("dc", mayEdit: true)],
    contracts: ExampleEstate.List<ExampleEstate.Contract>? = nil,
    creator: String = "boss", block: String = "85.215.1.1"
  ) -> ExampleEstate {
    ExampleEstate(
      .init("dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])], servers: []),
      blocks: [.init("b", [block], creator: creator)], users: users,
      groups: [.init("g", users: ["u"], shares: shares)], contracts: contracts)
  }

  private static let examples = [
    Example(
      "the group that may edit the data center has a share on the block",
      estate([.init("u")], shares: [.init("dc", mayEdit: true), .init("b")]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "the group has no share on the block", estate([.init("u", email: "u@example.com")]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "the user created the block", estate([.init("u")], creator: "u"),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "administrators need no share", estate([.init("u", isAdministrator: true)]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "the owner of the contract needs no share",
      estate(
        [.init("u", email: "Boss@example.com")], contracts: [.init(31, owner: "boss@EXAMPLE.com ")]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "inactive users operate nothing", estate([.init("u", isActive: false)]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "a right to read the data center makes no operator",
      estate([.init("u")], shares: [.init("dc", mayEdit: false)]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "one user without the right is enough, even if other users were not exported",
      estate(.firstPage([.init("u")])), outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "further users were not exported", estate(.firstPage([.init("u", isActive: false)])),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "the shares of the user's group were not exported", estate([.init("u")], shares: nil),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "it is not known whether the group may edit the data center",
      estate([.init("u")], shares: [.init("dc", mayEdit: nil)]),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "the address is in no block that is known", estate([.init("u")], block: "85.215.1.2"),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
  ]
}
