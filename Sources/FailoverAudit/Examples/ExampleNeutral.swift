import FailoverBase

/// An example estate in the neutral format.
///
/// A list that lacks items is in a second object of its owner, which says `partial`; in a list of
/// the root an empty object marks what is missing.
struct ExampleNeutral {
  let estate: ExampleEstate

  /// An object of the format: an element in XML.
  struct Object {
    let name: String
    var scalars: [(key: String, value: OrderedJSON?)] = []
    var lists: [(key: String, items: Items)] = []
  }

  enum Items {
    case objects([Object])
    /// Texts, and the element of each.
    case texts([String], element: String)
  }

  var json: String { root.json([("format", .string("failover-inventory/1"))]).indented }
  var xml: String { root.xml(" xmlns=\"urn:failover-audit:inventory:1\"") + "\n" }

  private var root: Object {
    var root = Object(name: "inventory")
    let whole = estate.showsAllDatacenters || !estate.showsAccounts
    root.add(
      "datacenters", estate.datacenters.flatMap(objects) + (whole ? [] : [.init("datacenter")]))
    root.add("contracts", estate.contracts, "contract") {
      [Object("contract", [("number", .text("\($0.number)")), ("owner", .text($0.owner))])]
    }
    root.add("ipBlocks", estate.blocks, "ipBlock") { [object($0)] }
    root.add("users", estate.users, "user", objects)
    root.add("groups", estate.groups, "group", objects)
    return root
  }

  // MARK: Data centers

  private func objects(_ datacenter: ExampleEstate.Datacenter) -> [Object] {
    let id = datacenter.id
    if datacenter.isReference { return [Object("datacenter", [("id", .text(id))])] }
    return Object.split(
      "datacenter", id,
      [
        ("name", .text("example")), ("location", .text(datacenter.location)),
        ("creator", .text(datacenter.creator)),
      ], ("lans", datacenter.lans.map(objects)), ("servers", datacenter.servers.map(objects)))
  }

  private func objects(_ lan: ExampleEstate.LAN) -> [Object] {
    var object = Object("lan", [("id", .text(lan.id))])
    if lan.isReference { return [object] }
    object.scalars += [
      ("name", .text("lan \(lan.id)")), ("public", .flag(lan.isPublic)),
      ("crossConnect", .text(lan.crossConnect)), ("ipv6CidrBlock", .text(lan.ipv6Block)),
      ("state", .text(lan.state)),
    ]
    if let failover = lan.failover { object.add("failoverGroups", failover.map(self.object)) }
    return [object]
  }

  private func object(_ entry: ExampleEstate.Entry) -> Object {
    var object = Object("failoverGroup", [("ip", .text(entry.ip))])
    object.lists.append(("masters", .texts(entry.master.map { [$0] } ?? [], element: "master")))
    if !entry.members.isEmpty {
      let members = entry.members.map {
        Object("member", [("nic", .text($0.nic)), ("role", .text($0.role))])
      }
      object.add("members", members)
    }
    return object
  }

  private func objects(_ server: ExampleEstate.Server) -> [Object] {
    if server.isReference { return [Object("server", [("id", .text(server.id))])] }
    return Object.split(
      "server", server.id,
      [
        ("name", .text("server")), ("zone", .text(server.zone)),
        ("vmState", .text(server.state)), ("state", .text(server.provisioning)),
      ], ("nics", server.nics.map(objects)))
  }

  private func objects(_ nic: ExampleEstate.NIC) -> [Object] {
    if nic.isReference { return [Object("nic", [("id", .text(nic.id))])] }
    var objects = Object.split(
      "nic", nic.id,
      [
        ("name", .text("nic")), ("lan", .text(nic.lan.map { "\($0)" })), ("dhcp", .flag(nic.dhcp)),
        ("firewallActive", .flag(nic.firewallActive)), ("mac", .text(nic.mac)),
        ("state", .text(nic.state)),
        ("securityGroups", nic.securityGroups.map(count)),
      ],
      (
        "firewallRules",
        nic.firewallRules.map {
          [
            Object(
              "firewallRule",
              [("protocol", .text($0.protocolName)), ("direction", .text($0.direction))])
          ]
        }
      ))
    if let ips = nic.ips { objects[0].lists.append(("ips", .texts(ips, element: "ip"))) }
    return objects
  }

  /// How many groups there are; a text without a number if that is not known.
  private func count(_ groups: ExampleEstate.List<String>) -> OrderedJSON {
    if case .all(let groups) = groups { .number(groups.count) } else { .string("") }
  }

  // MARK: The contract

  private func object(_ block: ExampleEstate.IPBlock) -> Object {
    var object = Object(
      "ipBlock",
      [
        ("id", .text(block.id)), ("name", .text("block")), ("location", .text(block.location)),
        ("creator", .text(block.creator)),
      ])
    if let ips = block.ips { object.lists.append(("ips", .texts(ips, element: "ip"))) }
    if let consumers = block.consumers {
      let objects = consumers.map {
        Object("consumer", [("ip", .text($0.ip)), ("nic", .text($0.nic))])
      }
      object.add("consumers", objects)
    }
    return object
  }

  private func objects(_ user: ExampleEstate.User) -> [Object] {
    var objects = Object.split(
      "user", user.id,
      [
        ("email", .text(user.email)), ("active", .flag(user.isActive)),
        ("administrator", .flag(user.isAdministrator)),
      ])
    objects.addTexts("groups", user.groups, "group", owner: "user", user.id)
    objects.addTexts("owns", user.owns, "own", owner: "user", user.id)
    return objects
  }

  private func objects(_ group: ExampleEstate.Group) -> [Object] {
    let shares = group.shares.map { list in
      list.map { share in
        [
          Object(
            "share",
            [
              ("resource", .text(share.resource)), ("edit", .flag(share.mayEdit)),
              ("share", .bool(false)),
            ])
        ]
      }
    }
    var objects = Object.split(
      "group", group.id, [("name", .text("group"))],
      ("shares", shares ?? .cutOff))
    objects.addTexts("users", group.users, "user", owner: "group", group.id)
    return objects
  }
}

extension ExampleEstate {
  fileprivate var showsAccounts: Bool { blocks != nil || users != nil || groups != nil }
}

extension ExampleEstate.List {
  fileprivate func map<Other: Sendable>(_ change: (Item) -> [Other]) -> ExampleEstate.List<Other> {
    switch self {
    case .all(let items): .all(items.flatMap(change))
    case .firstPage(let items): .firstPage(items.flatMap(change))
    case .cutOff: .cutOff
    }
  }
}

extension [ExampleNeutral.Object] {
  /// Adds a list of texts to the first, or to a further one if there is more of it.
  fileprivate mutating func addTexts(
    _ key: String, _ list: ExampleEstate.List<String>, _ element: String, owner: String,
    _ id: String
  ) {
    switch list {
    case .all(let items): self[0].lists.append((key, .texts(items, element: element)))
    case .firstPage(let items):
      var open = ExampleNeutral.Object(owner, [("id", .text(id)), ("partial", .bool(true))])
      open.lists.append((key, .texts(items, element: element)))
      append(open)
    case .cutOff: break
    }
  }
}

extension ExampleNeutral.Object {
  typealias Object = ExampleNeutral.Object

  init(_ name: String, _ scalars: [(key: String, value: OrderedJSON?)] = []) {
    self.init(name: name, scalars: scalars)
  }

  /// An object with the lists that are whole, and a partial one for each that is not.
  static func split(
    _ name: String, _ id: String, _ scalars: [(key: String, value: OrderedJSON?)],
    _ lists: (key: String, list: ExampleEstate.List<Object>)...
  ) -> [Object] {
    var objects = [Object(name, [("id", .text(id))] + scalars)]
    for (key, list) in lists {
      switch list {
      case .all(let items): objects[0].add(key, items)
      case .firstPage(let items):
        var open = Object(name, [("id", .text(id)), ("partial", .bool(true))])
        open.add(key, items)
        objects.append(open)
      case .cutOff: break
      }
    }
    return objects
  }

  mutating func add(_ key: String, _ objects: [Object]) { lists.append((key, .objects(objects))) }

  /// Adds a list of the root, if it was exported.
  mutating func add<Item>(
    _ key: String, _ list: ExampleEstate.List<Item>?, _ name: String, _ objects: (Item) -> [Object]
  ) {
    switch list {
    case .all(let items): add(key, items.flatMap(objects))
    case .firstPage(let items): add(key, items.flatMap(objects) + [Object(name)])
    case .cutOff: add(key, [Object(name)])
    case nil: break
    }
  }

  private var known: [(key: String, value: OrderedJSON)] {
    scalars.compactMap { scalar in scalar.value.map { (scalar.key, $0) } }
  }

  func json(_ first: [(key: String, value: OrderedJSON)] = []) -> OrderedJSON {
    .object(
      first + known
        + lists.map { key, items in
          switch items {
          case .objects(let objects): (key, .array(objects.map { $0.json() }))
          case .texts(let texts, _): (key, .array(texts.map { .string($0) }))
          }
        })
  }

  /// The element, with attributes besides its own.
  func xml(_ attributes: String = "") -> String {
    let own = known.map { key, value in
      if case .string(let text) = value { return " \(key)=\"\(XMLText.kept(text))\"" }
      return " \(key)=\"\(value.compact)\""
    }
    let below = lists.map { key, items in
      switch items {
      case .objects(let objects): "<\(key)>\(objects.map { $0.xml() }.joined())</\(key)>"
      case .texts(let texts, let element):
        "<\(key)>\(texts.map { "<\(element)>\(XMLText.kept($0))</\(element)>" }.joined())</\(key)>"
      }
    }
    return "<\(name)\(attributes)\(own.joined())>\(below.joined(separator: "\n"))</\(name)>"
  }
}
