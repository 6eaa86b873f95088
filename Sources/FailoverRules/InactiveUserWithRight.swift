import FailoverBase
import FailoverAudit
import FailoverInventory

/// Rights of users who left come back with the account.
struct InactiveUserWithRight: Rule {
  let info = RuleInfo(
    id: "inactive-user-with-right",
    title: "users with a share on a group's block are active",
    severity: .note, family: .accessRights, subjects: [.users],
    rationale: """
      An inactive user can do nothing, but stays in their groups: anyone who activates the account again \
      gives all its rights back, also those on the addresses of failover groups.
      """,
    remediation: """
      Take the user out of the groups, or delete the user.
      """,
    references: [.userRights], controls: [.accessRightsISO, .accountsNIST, .reviewC5],
    examples: Self.examples)

  /// Goes through the blocks once, not once for each user.
  func outcomes(in inventory: Inventory) -> any Answers {
    let inactive = inventory.activeUsers.negated
    var holders = inventory.nobody
    for block in inventory.blocksListingGroups { holders = holders.or(block.sharers.and(inactive)) }
    let certain = Set(holders.certain)
    let open = Set(holders.open)
    return JudgedAnswers(inventory.users) { user in
      if user.isActive == true { return .pass }
      if certain.contains(user) { return failure(user) }
      if open.contains(user) { return unknown(user) }
      return .notApplicable("the user has no share on the block of a group's address")
    }
  }

  private func failure(_ user: User) -> Judgement {
    .fail(
      "the user is inactive and has a share on "
        + counted(user.sharedBlocks.known.count, "block"),
      evidence: user.sharedBlocks.known.prefix(20).map {
        let groups = $0.groups(of: user).joined(separator: ", ")
        return Evidence($0.subjectName + $0.name.quoted, "through \(groups)", at: $0.place)
      })
  }

  private func unknown(_ user: User) -> Judgement {
    .unknown(
      user.isActive == nil
        ? "it is not known whether the user is active"
        : "the user is inactive, and it is not known which shares their groups have",
      evidence: [
        Evidence(
          user.label, "active: \(user.isActive == nil ? "not known" : "false")", at: user.place)
      ])
  }

  private static func estate(
    _ user: ExampleEstate.User, shares: ExampleEstate.List<ExampleEstate.Share>? = [.init("b")]
  ) -> ExampleEstate {
    ExampleEstate(
      .init("dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])], servers: []),
      blocks: [.init("b", ["85.215.1.1"]), .init("c", ["85.215.1.9"])], users: .all([user]),
      groups: [.init("g", users: ["u"], shares: shares)])
  }

  private static let examples = [
    Example("active", estate(.init("u")), outcomes: ["user/u": .pass]),
    Example(
      "inactive, with a share on the block", estate(.init("u", isActive: false)),
      outcomes: ["user/u": .fail]),
    Example(
      "not known whether active, with a share", estate(.init("u", isActive: nil)),
      outcomes: ["user/u": .unknown]),
    Example(
      "inactive, and the shares were not exported",
      estate(.init("u", isActive: false), shares: nil), outcomes: ["user/u": .unknown]),
    Example(
      "inactive, with a share on a block that holds no group's address",
      estate(.init("u", isActive: false), shares: [.init("c")]),
      outcomes: ["user/u": .notApplicable]),
    Example(
      "not known whether active, but without a share",
      estate(.init("u", isActive: nil), shares: []),
      outcomes: ["user/u": .notApplicable]),
  ]
}
