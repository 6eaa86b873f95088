import FailoverInventory

/// What shows on which server a host is: rows of a table, the stronger ones first.
package enum PlacingRow: String, Sendable, CaseIterable {
  /// The id that the machine's firmware shows, or that a file names.
  case productUUID = "product-uuid"
  case mac
  /// The host's name, which is an id.
  case nodeID = "node-id"
  case name
  case address
  /// The folder of the host of that name.
  case folder
  /// An address of `corosync.conf`.
  case ringAddress = "ring-address"

  package var words: String {
    switch self {
    case .productUUID: "the product UUID"
    case .mac: "hardware addresses"
    case .nodeID: "the name, which is an id"
    case .name: "the name"
    case .address: "an address"
    case .folder: "the folder of that name"
    case .ringAddress: "an address of corosync.conf"
    }
  }

  /// Whether it names servers for certain.
  var isStrong: Bool { self == .productUUID || self == .mac || self == .nodeID }
}

/// On which server a host is.
package enum HAPlacement: Sendable {
  case placed(Server, by: PlacingRow)
  /// No row names exactly one server.
  case unplaced(Named)
  /// Two rows name different servers.
  case contradictory(Named)

  /// The servers that rows name, each once and in the order of their ids.
  package typealias Named = [(row: PlacingRow, servers: [Server])]

  package var server: Server? { if case .placed(let server, _) = self { server } else { nil } }

  /// - Parameter named: the servers that each row names, in the order of the rows.
  init(_ named: Named) {
    let named = named.filter { !$0.servers.isEmpty }
    guard let position = named.firstIndex(where: { $0.servers.count == 1 }) else {
      self = .unplaced(named)
      return
    }
    let server = named[position].servers[0]
    let hasSeveralAbove = named[..<position].contains { $0.servers.count > 1 }
    let hasOther = named.contains { one in
      one.row.isStrong && one.servers.count == 1 && one.servers[0] != server
    }
    self =
      hasSeveralAbove || hasOther
      ? .contradictory(named) : .placed(server, by: named[position].row)
  }
}
