/// Writing an example estate down as answers of the IONOS Cloud API.
extension ExampleEstate {
  /// Ways to write the same estate down; the audit must not see a difference.
  public enum Form: String, Sendable, CaseIterable {
    /// One bundle, indented.
    case bundle
    /// One bundle with the members of every object and the items of every list in reverse.
    case reversedBundle
    /// One bundle in the spelling of the Python SDK and of Ansible.
    case snakeCase
    /// A file for each data center and each list.
    case files
    /// A line for each data center and each list.
    case lines
    /// One bundle, with another data center beside that has nothing to do with it.
    case amongStrangers
    /// One bundle, twice.
    case twice
  }

  /// The documents of an export, with their names.
  ///
  /// The name of the first is always `estate.json`, so that examples can name its subject.
  public func documents(_ form: Form) -> [(name: String, text: String)] {
    switch form {
    case .bundle: [("estate.json", bundle(datacenters).indented)]
    case .reversedBundle:
      [("estate.json", bundle(datacenters).reversed(keepingOrderOf: ["ips"]).compact)]
    case .snakeCase: [("estate.json", bundle(datacenters).renamed(snakeCase).indented)]
    case .files: files()
    case .lines: [("estate.json", answers().map(\.compact).joined(separator: "\n") + "\n")]
    case .amongStrangers: [("estate.json", bundle(datacenters + [stranger]).compact)]
    case .twice:
      [("estate.json", bundle(datacenters).compact), ("twice.json", bundle(datacenters).compact)]
    }
  }

  private func files() -> [(name: String, text: String)] {
    answers().enumerated().map { index, answer in
      (index == 0 ? "estate.json" : "estate-\(index).json", answer.indented)
    }
  }

  /// Every answer by itself. An error comes first, so that the file that holds it keeps its name.
  private func answers() -> [OrderedJSON] {
    errors.map(error) + datacenters.map(answer) + accounts.map { answer($0) }
  }

  private func bundle(_ datacenters: [Datacenter]) -> OrderedJSON {
    var members: [(key: String, value: OrderedJSON)] = [
      ("datacenters", .array(datacenters.map(answer)))
    ]
    for account in accounts { members.append((account.name, answer(account))) }
    for (index, message) in errors.enumerated() {
      members.append(("failed\(index)", error(message)))
    }
    return .object(members)
  }

  /// A healthy data center of other ids and addresses.
  private var stranger: Datacenter {
    Datacenter(
      "ffffffff-0000-4000-8000-00000000000f", lans: [LAN("1", [])],
      servers: [
        Server(
          "ffffffff-0000-4000-8000-0000000000aa",
          nics: [NIC("ffffffff-0000-4000-8000-0000000000bb", lan: 1, ["85.215.255.1"])])
      ])
  }

  // MARK: Answers

  private static let base = "https://api.ionos.com/cloudapi/v6"

  private func answer(_ datacenter: Datacenter) -> OrderedJSON {
    let href = Self.base + "/datacenters/\(datacenter.id)"
    if datacenter.isReference { return reference(datacenter.id, "datacenter", href) }
    var properties: [(key: String, value: OrderedJSON)] = [("name", .string("example"))]
    if let location = datacenter.location { properties.append(("location", .string(location))) }
    let lans = list(datacenter.lans, "\(datacenter.id)/lans", href + "/lans") {
      answer($0, href + "/lans/\($0.id)")
    }
    let servers = list(datacenter.servers, "\(datacenter.id)/servers", href + "/servers") {
      answer($0, href + "/servers/\($0.id)")
    }
    return resource(
      datacenter.id, "datacenter", href, .object(properties),
      .object([("servers", servers), ("lans", lans)]))
  }

  private func answer(_ lan: LAN, _ href: String) -> OrderedJSON {
    if lan.isReference { return reference(lan.id, "lan", href) }
    var properties: [(key: String, value: OrderedJSON)] = [
      ("name", .string("lan \(lan.id)")), ("public", .bool(true)),
    ]
    if let failover = lan.failover {
      let entries = failover.map { entry -> OrderedJSON in
        .object([
          ("ip", entry.ip.map { .string($0) } ?? .null),
          ("nicUuid", entry.master.map { .string($0) } ?? .null),
        ])
      }
      properties.append(("ipFailover", .array(entries)))
    }
    return resource(lan.id, "lan", href, .object(properties), .object([]))
  }

  private func answer(_ server: Server, _ href: String) -> OrderedJSON {
    if server.isReference { return reference(server.id, "server", href) }
    var properties: [(key: String, value: OrderedJSON)] = [("name", .string("server"))]
    if let zone = server.zone { properties.append(("availabilityZone", .string(zone))) }
    if let state = server.state { properties.append(("vmState", .string(state))) }
    let nics = list(server.nics, "\(server.id)/nics", href + "/nics") {
      answer($0, href + "/nics/\($0.id)")
    }
    return resource(server.id, "server", href, .object(properties), .object([("nics", nics)]))
  }

  private func answer(_ nic: NIC, _ href: String) -> OrderedJSON {
    if nic.isReference { return reference(nic.id, "nic", href) }
    var properties: [(key: String, value: OrderedJSON)] = [("name", .string("nic"))]
    if let lan = nic.lan { properties.append(("lan", .number(lan))) }
    if let ips = nic.ips { properties.append(("ips", .array(ips.map { .string($0) }))) }
    return resource(nic.id, "nic", href, .object(properties), .object([]))
  }

  private func answer(_ account: Account) -> OrderedJSON {
    let path = account.name == "ipblocks" ? "/ipblocks" : "/um/\(account.name)"
    let type = String(account.name.dropLast())
    let href = Self.base + path
    return list(account.ids, account.name, href) {
      resource($0, type, href + "/\($0)", .object([("name", .string($0))]), .object([]))
    }
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

  private func resource(
    _ id: String, _ type: String, _ href: String, _ properties: OrderedJSON,
    _ entities: OrderedJSON
  ) -> OrderedJSON {
    .object([
      ("id", .string(id)), ("type", .string(type)), ("href", .string(href)),
      ("properties", properties), ("entities", entities),
    ])
  }

  private func reference(_ id: String, _ type: String, _ href: String) -> OrderedJSON {
    .object([("id", .string(id)), ("type", .string(type)), ("href", .string(href))])
  }

  private func list<Item>(
    _ list: List<Item>, _ id: String, _ href: String, _ item: (Item) -> OrderedJSON
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

  private func snakeCase(_ key: String) -> String {
    if key == "_links" { return "links" }
    return key.reduce(into: "") { text, character in
      text += character.isUppercase ? "_" + character.lowercased() : String(character)
    }
  }
}
