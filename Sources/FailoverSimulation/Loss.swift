import FailoverAudit
import FailoverBase
import FailoverInventory

/// What a simulation takes away.
package enum LossKind: String, CaseIterable, Sendable {
  case zone
  case server
  case datacenter
}

/// A loss as somebody writes it, such as `zone=ZONE_1` or `server=<id>`.
package struct LossText: Hashable, Sendable {
  package let kind: LossKind
  /// The zone in upper case, or the id.
  package let value: String
  /// The id of the one data center whose zone is meant.
  package let datacenter: String?

  package init(_ text: String) throws(UnknownLoss) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, let kind = LossKind(rawValue: String(parts[0]))
    else {
      throw UnknownLoss(
        "--without does not take \"\(text)\": write zone=ZONE_1, zone=ZONE_1@DATACENTER-ID, "
          + "server=ID or datacenter=ID")
    }
    self.kind = kind
    guard kind == .zone else {
      value = String(parts[1])
      datacenter = nil
      return
    }
    let words = parts[1].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let zone = words[0].uppercased()
    guard Server.knownZone(zone) != nil else {
      throw UnknownLoss(
        "\"\(words[0])\" is not an availability zone: zones are called ZONE_ and a number")
    }
    value = zone
    datacenter = words.count == 2 ? String(words[1]) : nil
  }
}

/// A loss that nothing in the inventory answers to.
package struct UnknownLoss: Refusal, Sendable {
  /// It quotes the request: make it visible.
  package let description: String
  init(_ description: String) { self.description = description }
}

/// Something of the inventory that is lost as a whole.
package enum Loss: Sendable {
  /// A zone in one data center, or in every one.
  case zone(String, Datacenter?)
  case server(Server)
  case datacenter(Datacenter)

  /// Finds what a text means.
  package init(_ text: LossText, in inventory: Inventory) throws(UnknownLoss) {
    switch text.kind {
    case .server: self = .server(try Loss.server(text.value, inventory))
    case .datacenter: self = .datacenter(try Loss.datacenter(text.value, inventory))
    case .zone:
      var datacenter: Datacenter?
      if let id = text.datacenter { datacenter = try Loss.datacenter(id, inventory) }
      try Loss.findZone(text.value, datacenter, inventory)
      self = .zone(text.value, datacenter)
    }
  }

  /// Such as `zone ZONE_1 of every data center`; names and ids come from the input.
  package var sentence: String {
    switch self {
    case .zone(let zone, nil): "zone \(zone) of every data center"
    case .zone(let zone, .some(let datacenter)):
      "zone \(zone) of data center \(Loss.title(datacenter.id, datacenter.name))"
    case .server(let server): "server \(Loss.title(server.id, server.name))"
    case .datacenter(let datacenter): "data center \(Loss.title(datacenter.id, datacenter.name))"
    }
  }

  static func title(_ id: String, _ name: String?) -> String {
    name.map { "\"\($0)\" (\(id))" } ?? id
  }

  // MARK: Finding

  /// Names that are compared to suggest one; more take too long.
  private static let suggestionLimit = 1000

  private static func server(_ id: String, _ inventory: Inventory) throws(UnknownLoss) -> Server {
    if let server = inventory.server(withID: id) { return server }
    let servers = inventory.everyServer
    if let named = inventory.inOrder(servers.filter { $0.name == id }).first {
      throw UnknownLoss("server= takes an id: a server called \"\(id)\" has the id \(named.id)")
    }
    throw unknown("server", id, servers.count, servers.lazy.map(\.id))
  }

  private static func datacenter(
    _ id: String, _ inventory: Inventory
  ) throws(UnknownLoss) -> Datacenter {
    if let datacenter = inventory.datacenter(withID: id) { return datacenter }
    let datacenters = inventory.datacenters
    if let named = datacenters.first(where: { $0.name == id }) {
      throw UnknownLoss(
        "a data center is named by its id: one called \"\(id)\" has the id \(named.id)")
    }
    throw unknown("data center", id, datacenters.count, datacenters.lazy.map(\.id))
  }

  private static func unknown(
    _ noun: String, _ id: String, _ count: Int, _ ids: some Sequence<String>
  ) -> UnknownLoss {
    let start = "the inputs hold no \(noun) \"\(id)\""
    if count <= suggestionLimit, let near = NearestWord.of(id, among: ids.sorted()) {
      return UnknownLoss("\(start); did you mean \"\(near)\"?")
    }
    return UnknownLoss("\(start); they hold \(count) \(noun)\(count == 1 ? "" : "s")")
  }

  private static func findZone(
    _ zone: String, _ datacenter: Datacenter?, _ inventory: Inventory
  ) throws(UnknownLoss) {
    var zones: Set<String> = []
    for server in inventory.everyServer
    where datacenter == nil || server.datacenter == datacenter {
      if let zone = server.zone { zones.insert(zone) }
    }
    if zones.contains(zone) { return }
    let place = datacenter.map { " of data center \(title($0.id, $0.name))" } ?? ""
    let names = Array(zones)
    let known = Array(names.indices).ordered { ZoneNames.precedes(names[$0], names[$1]) }
      .map { names[$0] }
    let places =
      known.isEmpty
      ? "no zone of a server is known"
      : "the zones are " + known.prefix(10).joined(separator: ", ")
        + (known.count > 10 ? ", …" : "")
    throw UnknownLoss("no server\(place) is in \(zone): \(places)")
  }
}
