import FailoverBase

/// An example estate as answers of the IONOS Cloud API.
struct ExampleExports {
  let estate: ExampleEstate

  /// Every answer by itself. An error comes first, so that the file that holds it keeps its name.
  var separate: [OrderedJSON] {
    estate.errors.map(error) + estate.datacenters.map(answer) + accounts.map(\.value)
  }

  /// All answers in one object.
  var bundle: OrderedJSON {
    let failures = estate.errors.enumerated().map { index, message in
      (key: "failed\(index)", value: error(message))
    }
    let datacenters = OrderedJSON.array(estate.datacenters.map(answer))
    return .object([("datacenters", datacenters)] + accounts + failures)
  }

  // MARK: Data centers

  private func answer(_ datacenter: ExampleEstate.Datacenter) -> OrderedJSON {
    let href = Self.base + "/datacenters/\(datacenter.id)"
    if datacenter.isReference { return reference(datacenter.id, "datacenter", href) }
    let lans = list(datacenter.lans, "\(datacenter.id)/lans", href + "/lans") {
      answer($0, href + "/lans/\($0.id)")
    }
    let servers = list(datacenter.servers, "\(datacenter.id)/servers", href + "/servers") {
      answer($0, href + "/servers/\($0.id)")
    }
    return resource(
      datacenter.id, "datacenter", href,
      metadata: ["createdByUserId": datacenter.creator],
      [("name", .string("example")), ("location", .text(datacenter.location))],
      [("servers", servers), ("lans", lans)])
  }

  private func answer(_ lan: ExampleEstate.LAN, _ href: String) -> OrderedJSON {
    if lan.isReference { return reference(lan.id, "lan", href) }
    let entries = lan.failover.map { entries in
      OrderedJSON.array(
        entries.map { entry in
          .object([
            ("ip", entry.ip.map { .string($0) } ?? .null),
            ("nicUuid", entry.master.map { .string($0) } ?? .null),
          ])
        })
    }
    return resource(
      lan.id, "lan", href, metadata: ["state": lan.state],
      [
        ("name", .string("lan \(lan.id)")), ("public", .flag(lan.isPublic)),
        ("ipFailover", entries), ("pcc", .text(lan.crossConnect)),
        ("ipv6CidrBlock", .text(lan.ipv6Block)),
      ])
  }

  private func answer(_ server: ExampleEstate.Server, _ href: String) -> OrderedJSON {
    if server.isReference { return reference(server.id, "server", href) }
    let nics = list(server.nics, "\(server.id)/nics", href + "/nics") {
      answer($0, href + "/nics/\($0.id)")
    }
    return resource(
      server.id, "server", href, metadata: ["state": server.provisioning],
      [
        ("name", .string("server")), ("availabilityZone", .text(server.zone)),
        ("vmState", .text(server.state)),
      ], [("nics", nics)])
  }

  private func answer(_ nic: ExampleEstate.NIC, _ href: String) -> OrderedJSON {
    if nic.isReference { return reference(nic.id, "nic", href) }
    var entities = [
      (
        "firewallrules",
        list(nic.firewallRules, "\(nic.id)/firewallrules", href + "/firewallrules") {
          answer($0, href)
        }
      )
    ]
    if let groups = nic.securityGroups {
      let path = href + "/securitygroups"
      entities.append(
        (
          "securitygroups",
          list(groups, "\(nic.id)/securitygroups", path) {
            reference($0, "security-group", path + "/\($0)")
          }
        ))
    }
    return resource(
      nic.id, "nic", href, metadata: ["state": nic.state],
      [
        ("name", .string("nic")), ("lan", nic.lan.map { .number($0) }),
        ("ips", nic.ips.map { .array($0.map { .string($0) }) }), ("dhcp", .flag(nic.dhcp)),
        ("firewallActive", .flag(nic.firewallActive)), ("mac", .text(nic.mac)),
      ], entities)
  }

  private func answer(_ rule: ExampleEstate.FirewallRule, _ nic: String) -> OrderedJSON {
    resource(
      "rule", "firewall-rule", nic + "/firewallrules/rule",
      [("protocol", .text(rule.protocolName)), ("type", .text(rule.direction))])
  }

  private func error(_ message: String) -> OrderedJSON {
    .object([
      ("httpStatus", .number(401)),
      (
        "messages",
        .array([.object([("errorCode", .string("315")), ("message", .string(message))])])
      ),
    ])
  }

  // MARK: Parts of answers

  static let base = "https://api.ionos.com/cloudapi/v6"

  typealias Members = [(key: String, value: OrderedJSON?)]

  /// A record; members without a value are left out.
  func resource(
    _ id: String, _ type: String, _ href: String, metadata: [String: String?] = [:],
    _ properties: Members, _ entities: [(key: String, value: OrderedJSON)] = []
  ) -> OrderedJSON {
    var members: [(key: String, value: OrderedJSON)] = [
      ("id", .string(id)), ("type", .string(type)), ("href", .string(href)),
    ]
    let facts = metadata.sorted { $0.key < $1.key }.compactMap { key, value in
      value.map { (key: key, value: OrderedJSON.string($0)) }
    }
    if !facts.isEmpty { members.append(("metadata", .object(facts))) }
    let known = properties.compactMap { member in
      member.value.map { (key: member.key, value: $0) }
    }
    members.append(("properties", .object(known)))
    members.append(("entities", .object(entities)))
    return .object(members)
  }

  func reference(_ id: String, _ type: String, _ href: String) -> OrderedJSON {
    .object([("id", .string(id)), ("type", .string(type)), ("href", .string(href))])
  }

  func list<Item>(
    _ list: ExampleEstate.List<Item>, _ id: String, _ href: String, _ item: (Item) -> OrderedJSON
  ) -> OrderedJSON {
    var members: [(key: String, value: OrderedJSON)] = [
      ("id", .string(id)), ("type", .string("collection")), ("href", .string(href)),
    ]
    switch list {
    case .all(let items): members.append(("items", .array(items.map(item))))
    case .firstPage(let items):
      members.append(("items", .array(items.map(item))))
      members.append(("offset", .number(0)))
      members.append(("limit", .number(items.count)))
      let next = href + "?offset=\(items.count)&limit=\(items.count)"
      members.append(("_links", .object([("next", .string(next))])))
    case .cutOff: break
    }
    return .object(members)
  }
}

extension OrderedJSON? {
  /// A text, if there is one.
  static func text(_ text: String?) -> OrderedJSON? { text.map { .string($0) } }
  /// A flag, if it is known.
  static func flag(_ flag: Bool?) -> OrderedJSON? { flag.map { .bool($0) } }
}
