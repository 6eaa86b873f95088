import FailoverBase
import FailoverAudit
import FailoverInventory

/// Least privilege: who has a right on addresses needs a data center to use them in.
struct AddressRightWithoutOperator: BlockRule {
  let info = RuleInfo(
    id: "address-right-without-operator",
    title: "everybody with a share on the block works on a data center that uses it",
    severity: .note, family: .accessRights, subjects: [.blocks],
    rationale: """
      A share on a block lets a user take its addresses for NICs of any data center of theirs. A user \
      who can edit none of the data centers that use the block, and created none of them, does not need \
      the right, and could take the address of a failover group away.
      """,
    remediation: """
      Remove the block's share from the user's group, or move the user to a group without it. If the \
      user does need the addresses, give them the right to edit the data center.
      """,
    references: [.userRights], controls: [.accessRightsISO, .leastPrivilegeNIST, .reviewC5],
    examples: Self.examples)

  func judge(_ block: IPBlock) -> Judgement {
    let sharers = block.inventory.activeUsers.and(block.sharers)
    let idle = sharers.and(block.usersWithDatacenter.negated)
    if idle.certainCount > 0 {
      let count = idle.certainCount
      return .fail(
        "\(counted(count, "user")) with a share on the block may edit no data center that uses it",
        evidence: idle.certain.prefix(20).map {
          let groups = block.groups(of: $0).joined(separator: ", ")
          return Evidence($0.label, "has a share through \(groups)", at: $0.place)
        })
    }
    if !idle.hasOpen && block.inventory.showsAllUsers { return .pass }
    return idle.unknown(
      { "whether everybody with a share on the block may edit a data center that uses it" },
      block.inventory)
  }

  private static func estate(
    _ users: ExampleEstate.List<ExampleEstate.User> = [.init("u")],
    shares: ExampleEstate.List<ExampleEstate.Share>?, creator: String = "boss",
    showsAllDatacenters: Bool = true
  ) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc", creator: creator, lans: [.init("1", [.init("85.215.1.1", master: "a")])],
        servers: []), showsAllDatacenters: showsAllDatacenters,
      blocks: [.init("b", ["85.215.1.1"], creator: "boss")], users: users,
      groups: [.init("g", users: ["u"], shares: shares)])
  }

  private static let examples = [
    Example(
      "the user may edit the data center with the group",
      estate(shares: [.init("b"), .init("dc", mayEdit: true)]),
      outcomes: ["ipblock/b": .pass]),
    Example(
      "the user created the data center", estate(shares: [.init("b")], creator: "u"),
      outcomes: ["ipblock/b": .pass]),
    Example(
      "nobody has a share", estate(shares: []), outcomes: ["ipblock/b": .pass]),
    Example(
      "the user is inactive", estate([.init("u", isActive: false)], shares: [.init("b")]),
      outcomes: ["ipblock/b": .pass]),
    Example(
      "administrators have every data center",
      estate([.init("u", isAdministrator: true)], shares: [.init("b")]),
      outcomes: ["ipblock/b": .pass]),
    Example(
      "the user may only read the data center",
      estate(shares: [.init("b"), .init("dc", mayEdit: false)]), outcomes: ["ipblock/b": .fail]),
    Example(
      "there may be data centers that the export does not show",
      estate(shares: [.init("b")], showsAllDatacenters: false),
      outcomes: ["ipblock/b": .unknown]),
    Example(
      "a data center of theirs may use the block: its NICs were not exported",
      ExampleEstate(
        .init("dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])], servers: []),
        .init("dd", lans: [], servers: [.init("s1", nics: .cutOff)]), showsAllDatacenters: true,
        blocks: [.init("b", ["85.215.1.1"])], users: [.init("u")],
        groups: [
          .init("g", users: ["u"], shares: [.init("b"), .init("dd", mayEdit: true)])
        ]), outcomes: ["ipblock/b": .unknown]),
    Example(
      "a data center of theirs does not use the block",
      ExampleEstate(
        .init("dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])], servers: []),
        .init("dd", lans: [], servers: []), showsAllDatacenters: true,
        blocks: [.init("b", ["85.215.1.1"])], users: [.init("u")],
        groups: [
          .init("g", users: ["u"], shares: [.init("b"), .init("dd", mayEdit: true)])
        ]), outcomes: ["ipblock/b": .fail]),
    Example(
      "further users were not exported",
      estate(.firstPage([]), shares: []), outcomes: ["ipblock/b": .unknown]),
    Example(
      "a block without any group's address is not a subject",
      ExampleEstate(
        .init("dc", lans: [.init("1", [])], servers: []), blocks: [.init("b", ["85.215.1.1"])]),
      outcomes: [:]),
  ]
}
