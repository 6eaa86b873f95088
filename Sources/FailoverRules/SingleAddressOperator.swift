import FailoverAudit
import FailoverInventory

/// One person who alone can act is a single point of failure too.
struct SingleAddressOperator: BlockRule {
  let info = RuleInfo(
    id: "single-address-operator",
    title: "two or more users may use the block of a group's address",
    severity: .warning, family: .accessRights, subjects: [.blocks],
    rationale: """
      When a failover group must be repaired, somebody with a right on its address must be there. If one \
      person alone has it, their holiday or a locked account is an outage. The rule counts active users: \
      the owner of the contract, administrators, the user who created the block, and members of groups with a \
      share on it. An owner who is not among the users counts as one more.
      """,
    remediation: """
      Give a user group with two or more active users a share on the block.
      """,
    references: [.userRights], controls: [.continuityISO, .accessRightsISO, .accountsNIST],
    examples: Self.examples)

  func judge(_ block: IPBlock) -> Judgement {
    let users = block.users
    let owners = block.ownersBesideUsers
    let count = users.certainCount + owners.lowerBound
    if count >= 2 { return .pass }
    if !users.hasOpen && block.inventory.showsAllUsers
      && users.certainCount + owners.upperBound < 2
    {
      return .fail(
        count == 0 ? "nobody may use the block" : "1 user alone may use the block",
        evidence: evidence(block))
    }
    return users.unknown(
      { "whether two or more users may use the block" }, block.inventory)
  }

  /// Who may use a block, and why.
  private func evidence(_ block: IPBlock) -> [Evidence] {
    let users = block.users.certain.map {
      Evidence($0.label, block.reasons(for: $0).joined(separator: "; "), at: $0.place)
    }
    let owners = block.inventory.contractOwners.joined(separator: ", ")
    return users
      + (block.ownersBesideUsers.upperBound == 0
        ? [] : [Evidence("owner of the contract", "\(owners), who is not a user in the export")])
  }

  private static func estate(
    _ users: ExampleEstate.List<ExampleEstate.User>,
    members: ExampleEstate.List<String> = ["u"],
    shares: ExampleEstate.List<ExampleEstate.Share>? = [.init("b")], owner: String? = nil
  ) -> ExampleEstate {
    ExampleEstate(
      .init("dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])], servers: []),
      blocks: [.init("b", ["85.215.1.1"], creator: "boss")], users: users,
      groups: [.init("g", users: members, shares: shares)],
      contracts: [.init(31, owner: owner)])
  }

  private static let examples = [
    Example(
      "two users of a group with a share",
      estate([.init("u"), .init("v")], members: ["u", "v"]), outcomes: ["ipblock/b": .pass]),
    Example(
      "an administrator, and one user of a group with a share",
      estate([.init("u"), .init("v", isAdministrator: true)]), outcomes: ["ipblock/b": .pass]),
    Example(
      "one user, and an owner who is not a user",
      estate([.init("u", email: "u@example.com")], owner: "boss@example.com"),
      outcomes: ["ipblock/b": .pass]),
    Example(
      "two are enough, whatever else was not exported",
      estate(.firstPage([.init("u"), .init("v")]), members: .firstPage(["u", "v"])),
      outcomes: ["ipblock/b": .pass]),
    Example(
      "one user; the other is inactive",
      estate([.init("u"), .init("v", isActive: false)], members: ["u", "v"]),
      outcomes: ["ipblock/b": .fail]),
    Example(
      "nobody has a share", estate([.init("u")], shares: []), outcomes: ["ipblock/b": .fail]),
    Example(
      "further users were not exported", estate(.firstPage([.init("u")])),
      outcomes: ["ipblock/b": .unknown]),
    Example(
      "the shares of the group were not exported", estate([.init("u")], shares: nil),
      outcomes: ["ipblock/b": .unknown]),
  ]
}
