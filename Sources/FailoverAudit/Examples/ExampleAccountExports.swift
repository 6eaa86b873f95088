import FailoverBase

/// The lists of the contract, as answers of the API.
extension ExampleExports {
  /// Every list that the export holds, with its key in a bundle.
  var accounts: [(key: String, value: OrderedJSON)] {
    var lists: [(key: String, value: OrderedJSON)] = []
    if estate.showsAllDatacenters {
      let href = Self.base + "/datacenters"
      let items = Array(Set(estate.datacenters.map(\.id))).sorted()
      let all = list(.all(items), "datacenters", href) {
        reference($0, "datacenter", href + "/\($0)")
      }
      lists.append(("allDatacenters", all))
    }
    for account in estate.accounts { lists.append((account.name, answer(account))) }
    if let blocks = estate.blocks {
      lists.append(("ipblocks", list(blocks, "ipblocks", Self.base + "/ipblocks", answer)))
    }
    if let users = estate.users {
      lists.append(("users", list(users, "users", Self.base + "/um/users", answer)))
    }
    if let groups = estate.groups {
      lists.append(("groups", list(groups, "groups", Self.base + "/um/groups", answer)))
      lists += shares(groups.items)
    }
    if let contracts = estate.contracts {
      lists.append(("contracts", list(contracts, "contracts", Self.base + "/contracts", answer)))
    }
    return lists
  }

  private func answer(_ account: ExampleEstate.Account) -> OrderedJSON {
    let path = account.name == "ipblocks" ? "/ipblocks" : "/um/\(account.name)"
    let type = String(account.name.dropLast())
    let href = Self.base + path
    return list(account.ids, account.name, href) {
      resource($0, type, href + "/\($0)", [("name", .string($0))])
    }
  }

  private func answer(_ block: ExampleEstate.IPBlock) -> OrderedJSON {
    let consumers = block.consumers.map { consumers in
      OrderedJSON.array(
        consumers.map { consumer in
          .object([
            ("ip", .string(consumer.ip)), ("nicId", consumer.nic.map { .string($0) } ?? .null),
          ])
        })
    }
    return resource(
      block.id, "ipblock", Self.base + "/ipblocks/\(block.id)",
      metadata: ["createdByUserId": block.creator],
      [
        ("name", .string("block")), ("location", .text(block.location)),
        ("ips", block.ips.map { .array($0.map { .string($0) }) }), ("ipConsumers", consumers),
      ])
  }

  private func answer(_ user: ExampleEstate.User) -> OrderedJSON {
    let href = Self.base + "/um/users/\(user.id)"
    let groups = list(user.groups, "\(user.id)/groups", href + "/groups") {
      reference($0, "group", Self.base + "/um/groups/\($0)")
    }
    let owns = list(user.owns, "\(user.id)/owns", href + "/owns") {
      reference($0, "resource", Self.base + "/um/resources/\($0)")
    }
    return resource(
      user.id, "user", href,
      [
        ("email", .text(user.email)), ("active", .flag(user.isActive)),
        ("administrator", .flag(user.isAdministrator)),
      ], [("groups", groups), ("owns", owns)])
  }

  private func answer(_ group: ExampleEstate.Group) -> OrderedJSON {
    let href = Self.base + "/um/groups/\(group.id)"
    let users = list(group.users, "\(group.id)/users", href + "/users") {
      reference($0, "user", Self.base + "/um/users/\($0)")
    }
    return resource(group.id, "group", href, [("name", .string("group"))], [("users", users)])
  }

  /// The share lists of groups: the address alone says whose they are.
  private func shares(
    _ groups: [ExampleEstate.Group]
  ) -> [(key: String, value: OrderedJSON)] {
    groups.enumerated().compactMap { index, group in
      let href = Self.base + "/um/groups/\(group.id)/shares"
      return group.shares.map { shares in
        (
          "shares\(index)",
          list(shares, "\(group.id)/shares", href) { share in
            resource(
              share.resource, "resource", href + "/\(share.resource)",
              [("editPrivilege", .flag(share.mayEdit)), ("sharePrivilege", .bool(false))])
          }
        )
      }
    }
  }

  private func answer(_ contract: ExampleEstate.Contract) -> OrderedJSON {
    .object([
      ("type", .string("contract")),
      (
        "properties",
        .object([
          ("contractNumber", .number(contract.number)),
          ("owner", contract.owner.map { .string($0) } ?? .null),
        ])
      ),
    ])
  }
}
