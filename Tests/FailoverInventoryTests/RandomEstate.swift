import FailoverBase
import TestSupport

/// Small estates as exports show them: whole and cut off, well ordered and not.
struct RandomEstate {
  private var random: SplitMix64
  private let addresses: [String]
  private var nicIDs: [String] = []
  private var counter = 0

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    addresses =
      [1, 1, 1, 2, 2, 3].map { "85.215.0.\($0)" } + ["10.0.0.1", "2001:DB8::1", "no address"]
  }

  typealias Members = [(key: String, value: OrderedJSON)]
  private static let base = "https://api.ionos.com/cloudapi/v6"

  private mutating func chance(_ count: Int) -> Bool { random.once(in: count) }

  mutating func id() -> String {
    counter += 1
    if chance(12) { return "odd \(counter)/é" }
    let tail = String(counter, radix: 16)
    let head = String(UInt32.random(in: 0 ... .max, using: &random), radix: 16)
    let zeros = { (text: String, count: Int) in
      String(repeating: "0", count: count - text.count) + text
    }
    let text = "\(zeros(head, 8))-1111-4222-8333-\(zeros(tail, 12))"
    return chance(5) ? text.uppercased() : text
  }

  /// The answers of an estate: its data centers and the lists of its contract.
  mutating func answers() -> (
    datacenters: [OrderedJSON], accounts: [(name: String, list: OrderedJSON)]
  ) {
    let datacenters = (0...random.below(3)).map { _ in datacenter() }
    var accounts: [(name: String, list: OrderedJSON)] = []
    for (name, type, path) in [
      ("ipblocks", "ipblock", "/ipblocks"), ("users", "user", "/um/users"),
    ]
    where !chance(3) {
      let items = (0..<random.below(3)).map { _ in
        resource(id(), type, Self.base + path + "/x", [("name", .string("account"))], [])
      }
      accounts.append((name, list(name, Self.base + path, items)))
    }
    return (datacenters, accounts)
  }

  private mutating func datacenter() -> OrderedJSON {
    let id = id()
    let href = Self.base + "/datacenters/" + id
    if chance(10) { return reference(id, "datacenter", href) }
    let servers = (0...random.below(3)).map { _ in server(href) }
    let lans = (0...random.below(2)).map { lan(String($0 + 1), href) }
    var entities: Members = []
    if !chance(6) {
      entities.append(("servers", list("\(id)/servers", href + "/servers", servers)))
    }
    if !chance(6) { entities.append(("lans", list("\(id)/lans", href + "/lans", lans))) }
    if chance(3) { entities.append(("volumes", noise(href))) }
    return resource(
      id, "datacenter", href,
      [("name", .string("dc \"é\" \u{1}")), ("location", .string("de/fra"))], entities)
  }

  /// Members that no rule uses, with brackets and types in texts that may mislead.
  private mutating func noise(_ href: String) -> OrderedJSON {
    let trap = #"}, { "id": "x", "type": "server""#
    let items = (0..<random.below(3)).map { _ in
      resource(id(), random.pick(["volume", "lan"]), href, [("name", .string(trap))], [])
    }
    return .object([("items", .array(items)), ("x", .array([.number(-5), .null, .bool(false)]))])
  }

  private mutating func lan(_ id: String, _ datacenter: String) -> OrderedJSON {
    let href = datacenter + "/lans/" + id
    if chance(10) { return reference(id, "lan", href) }
    var properties: Members = [("name", .string("lan \(id)")), ("public", .bool(true))]
    switch random.below(6) {
    case 0: break
    case 1: properties.append(("ipFailover", .null))
    default:
      let entries = (0...random.below(3)).map { _ -> OrderedJSON in
        let master: OrderedJSON = nicIDs.isEmpty || chance(4) ? .null : .string(random.pick(nicIDs))
        return .object([("ip", .string(random.pick(addresses))), ("nicUuid", master)])
      }
      properties.append(("ipFailover", .array(entries)))
    }
    var entities: Members = []
    if chance(3) {
      let known = nicIDs
      let nics = known.prefix(random.below(3)).map {
        reference($0, "nic", datacenter + "/servers/s/nics/\($0)")
      }
      entities.append(
        ("nics", list("\(id)/nics", href + "/nics", nics + [nic(datacenter + "/servers/s")])))
    }
    return resource(id, "lan", href, properties, entities)
  }

  private mutating func server(_ datacenter: String) -> OrderedJSON {
    let id = id()
    let href = datacenter + "/servers/" + id
    if chance(10) { return reference(id, "server", href) }
    var properties: Members = [("name", .string("server"))]
    if !chance(4) {
      properties.append(("availabilityZone", .string(random.pick(["ZONE_1", "zone_2", "AUTO"]))))
    }
    if !chance(4) { properties.append(("vmState", .string(random.pick(["RUNNING", "SHUTOFF"])))) }
    let nics = (0...random.below(3)).map { _ in nic(href) }
    let entities: Members = chance(6) ? [] : [("nics", list("\(id)/nics", href + "/nics", nics))]
    return resource(id, "server", href, properties, entities)
  }

  private mutating func nic(_ server: String) -> OrderedJSON {
    let id = id()
    nicIDs.append(id)
    let href = server + "/nics/" + id
    if chance(10) { return reference(id, "nic", href) }
    var properties: Members = [("name", .string("nic")), ("mac", .string("02:01:aa:bb:cc:dd"))]
    if !chance(5) { properties.append(("lan", .number(random.below(2) + 1))) }
    if !chance(5) {
      let ips = (0...random.below(3)).map { _ in OrderedJSON.string(random.pick(addresses)) }
      properties.append(("ips", .array(ips)))
    }
    return resource(id, "nic", href, properties, [])
  }

  private func reference(_ id: String, _ type: String, _ href: String) -> OrderedJSON {
    .object([("id", .string(id)), ("type", .string(type)), ("href", .string(href))])
  }

  private func resource(
    _ id: String, _ type: String, _ href: String, _ properties: Members, _ entities: Members
  ) -> OrderedJSON {
    .object([
      ("id", .string(id)), ("type", .string(type)), ("href", .string(href)),
      ("metadata", .object([("state", .string("BUSY")), ("etag", .string("{[\\"))])),
      ("properties", .object(properties)), ("entities", .object(entities)),
    ])
  }

  private mutating func list(_ id: String, _ href: String, _ items: [OrderedJSON]) -> OrderedJSON {
    var members: Members = [
      ("id", .string(id)), ("type", .string("collection")), ("href", .string(href)),
    ]
    switch random.below(24) {
    case 0: break
    case 1: members.append(("items", .null))
    case 2:
      members.append(("items", .array(items)))
      members.append(("_links", .object([("next", .string(href + "?offset=5"))])))
    default: members.append(("items", .array(items)))
    }
    return .object(members)
  }

  // MARK: Writing it down

  /// The members of every object in an order of their own.
  mutating func shuffled(_ value: OrderedJSON) -> OrderedJSON {
    switch value {
    case .object(let members):
      return .object(members.map { ($0.key, shuffled($0.value)) }.shuffled(using: &random))
    case .array(let items): return .array(items.map { shuffled($0) })
    default: return value
    }
  }
}
