import FailoverAudit
import FailoverBase

/// A document from which one fact was taken, in a way that leaves it open what the fact was.
struct Deletion: Sendable {
  /// Where the fact was.
  let path: JSONPath
  let document: OrderedJSON
  /// The key of the fact, or `name[]` for an item of a list.
  let what: String
}

/// A document in which something is stated that makes rules fail.
struct Completion: Sendable {
  /// All that differs from the document that it was made from lies at this path or below.
  let path: JSONPath
  let document: OrderedJSON
  let what: String
}

// MARK: What is deleted

extension Deletion {
  /// Keys that say what an export lacks: without them it would claim more, not less.
  private static let claims: Set<String> = [
    "_links", "next", "offset", "limit", "httpStatus", "messages", "errorCode", "message",
  ]

  /// Every fact of a document, deleted one at a time.
  static func all(of document: OrderedJSON) -> [Deletion] {
    document.everything().flatMap { path, value -> [Deletion] in
      if let key = path.key {
        return claims.contains(key) || isError(value) ? [] : member(document, path, key)
      }
      return item(document, path).map { [$0] } ?? []
    }
  }

  private static func isError(_ value: OrderedJSON) -> Bool {
    value.children.contains { $0.step == .member("httpStatus") }
  }

  /// A member that is absent and one that is null say the same, except for a failover list: null
  /// means none.
  private static func member(
    _ document: OrderedJSON, _ path: JSONPath, _ key: String
  ) -> [Deletion] {
    let absent = Deletion(path: path, document: document.setting(path, to: nil), what: key)
    if key == "ipFailover" { return [absent] }
    return [absent, Deletion(path: path, document: document.setting(path, to: .null), what: key)]
  }

  /// An item is taken away so that the list does not seem whole without it.
  private static func item(_ document: OrderedJSON, _ path: JSONPath) -> Deletion? {
    let what = path.parent.listName + "[]"
    switch path.parent.key {
    case "items":
      // It is on the next page, which was not exported.
      let list = path.parent.parent
      let link = OrderedJSON.object([("next", .string("/next"))])
      let cut = document.setting(path, to: nil).setting(list + .member("_links"), to: link)
      return Deletion(path: path, document: cut, what: what)
    case "ips": return Deletion(path: path, document: document.setting(path, to: .null), what: what)
    case "ipFailover", "ipConsumers":
      return Deletion(path: path, document: document.setting(path, to: .object([])), what: what)
    case "messages": return nil
    // A plain array of answers is never whole.
    default: return Deletion(path: path, document: document.setting(path, to: nil), what: what)
    }
  }
}

// MARK: What may have stood there

extension Completion {
  /// What the facts of an estate may be in the worst case, by key.
  private struct Adversary {
    let addresses: [String]
    let nics: [String]

    init(_ document: OrderedJSON) {
      let all = document.everything()
      let below = { (key: String) in
        Set(all.filter { $0.path.key == key }.compactMap(\.value.text)).sorted()
      }
      addresses = below("ip")
      let lists = all.filter { $0.path.parent.parent.listName == "nics" && $0.path.key == "id" }
      nics = Set(lists.compactMap(\.value.text)).sorted()
    }

    static let stranger = "85.215.77.1"

    /// Other values for a member.
    func values(for key: String, now value: OrderedJSON) -> [OrderedJSON] {
      let texts = { (texts: [String]) in texts.map { OrderedJSON.string($0) } }
      switch key {
      case "availabilityZone": return texts(["ZONE_1", "ZONE_2", "AUTO"])
      case "vmState": return texts(["SHUTOFF", "RUNNING"])
      case "state": return texts(["BUSY", "INACTIVE", "AVAILABLE"])
      case "lan": return [.number(9), .number(1), .number(2)]
      case "ip": return texts(addresses + [Self.stranger, "none"])
      case "nicUuid": return texts(nics + ["gone"]) + [.null]
      case "ips": return lists(value)
      case "ipFailover":
        return [.array([])] + addresses.map { .array([entry($0)]) }
      case "public", "dhcp", "firewallActive", "active", "administrator", "editPrivilege",
        "sharePrivilege":
        return [.bool(false), .bool(true)]
      case "location": return texts(["de/txl", "us/las"])
      case "pcc", "ipv6CidrBlock", "createdByUserId", "email", "owner": return texts(["other"])
      default: return []
      }
    }

    /// Lists of addresses with and without those of groups, in front and at the end.
    private func lists(_ value: OrderedJSON) -> [OrderedJSON] {
      let stranger = OrderedJSON.string(Self.stranger)
      let now = value.children.map(\.value)
      let with = addresses.flatMap { address -> [OrderedJSON] in
        [.array([.string(address)]), .array([stranger, .string(address)])]
      }
      return [.array([]), .array([stranger]), .array([stranger] + now), .array(now.reversed())]
        + with
    }

    private func entry(_ address: String) -> OrderedJSON {
      .object([("ip", .string(address)), ("nicUuid", .string("gone"))])
    }

    /// Further items of a list.
    func items(of list: String) -> [OrderedJSON] {
      switch list {
      case "ips": (addresses + [Self.stranger]).map { .string($0) }
      case "ipFailover": addresses.map(entry)
      case "nics": addresses.map(nic)
      case "servers":
        addresses.map {
          resource(
            "extra", ["availabilityZone": .string("ZONE_1"), "vmState": .string("SHUTOFF")],
            ["nics": .object([("items", .array([nic($0)]))])])
        }
      case "lans": addresses.map { resource("99", ["ipFailover": .array([entry($0)])]) }
      default: []
      }
    }

    private func nic(_ address: String) -> OrderedJSON {
      let ips = OrderedJSON.array([.string(Self.stranger), .string(address)])
      return resource("extra-nic", ["lan": .number(1), "ips": ips])
    }

    private func resource(
      _ id: String, _ properties: KeyValuePairs<String, OrderedJSON>,
      _ entities: KeyValuePairs<String, OrderedJSON> = [:]
    ) -> OrderedJSON {
      .object([
        ("id", .string(id)), ("properties", .object(properties.map { ($0.key, $0.value) })),
        ("entities", .object(entities.map { ($0.key, $0.value) })),
      ])
    }
  }

  /// The document itself, and every document that differs from it in one way that may hurt.
  static func all(of document: OrderedJSON) -> [Completion] {
    let adversary = Adversary(document)
    let all = document.everything()
    return all.flatMap { single($0.path, $0.value, document, adversary) }
      + all.flatMap { uniform($0.path, $0.value, document, adversary) }
  }

  private static func single(
    _ path: JSONPath, _ value: OrderedJSON, _ document: OrderedJSON, _ adversary: Adversary
  ) -> [Completion] {
    var values: [OrderedJSON] = []
    if let key = path.key { values = adversary.values(for: key, now: value) }
    if path.parent.key == "ips" { values = adversary.items(of: "ips") }
    if case .array(let items) = value {
      values += adversary.items(of: path.listName).map { .array(items + [$0]) }
    }
    return values.map { new in
      let document = document.setting(path, to: new)
      return Completion(path: path, document: document, what: "\(path) = \(new.compact)")
    }
  }

  /// The same value for all members of one key in a list of records.
  private static func uniform(
    _ path: JSONPath, _ value: OrderedJSON, _ document: OrderedJSON, _ adversary: Adversary
  ) -> [Completion] {
    guard path.key == "items" || path.key == "datacenters" else { return [] }
    let below = value.everything(below: path)
    return ["availabilityZone", "vmState", "lan", "ips", "nicUuid"].flatMap { key in
      let paths = below.filter { $0.path.key == key }
      guard paths.count > 1 else { return [Completion]() }
      return adversary.values(for: key, now: .array([])).map { new in
        let document = paths.reduce(document) { $0.setting($1.path, to: new) }
        return Completion(path: path, document: document, what: "every \(key) = \(new.compact)")
      }
    }
  }
}
