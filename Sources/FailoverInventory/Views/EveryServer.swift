extension Inventory {
  /// Every server, also one that only has an id, each once and in no order.
  package var everyServer: Views<Server> {
    let rows = storage.records.servers.rows.indices.filter(storage.canonical.servers.isCanonical)
    return Views(inventory: self, rows: .list(rows.map { UInt32($0) }))
  }

  /// How many servers the inputs place in several data centers each.
  package var misplacedServers: Int {
    let servers = storage.records.servers.rows
    return servers.indices.count {
      servers[$0].datacenter == conflictingRow && storage.canonical.servers.isCanonical($0)
    }
  }

  /// Servers in the order of their ids.
  package func inOrder(_ servers: [Server]) -> [Server] {
    let rows = servers.map { UInt32($0.row) }
    return storage.records.servers.sortedByID(rows, storage.records.identifierOrder).map {
      Server(inventory: self, row: Int($0))
    }
  }

  /// The server with an id; UUIDs are compared in any letter case.
  package func server(withID text: String) -> Server? {
    let id = identifier(text)
    return storage.records.servers.rows.indices
      .first {
        storage.records.servers.rows[$0].id == id && storage.canonical.servers.isCanonical($0)
      }
      .map { Server(inventory: self, row: $0) }
  }

  /// The data center with an id; UUIDs are compared in any letter case.
  package func datacenter(withID text: String) -> Datacenter? {
    let id = identifier(text)
    return storage.order.datacenters
      .first { storage.records.datacenters.rows[Int($0)].id == id }
      .map { Datacenter(inventory: self, row: Int($0)) }
  }

  private func identifier(_ text: String) -> Identifier {
    var symbols = storage.records.symbols
    return Identifier.of(text, in: &symbols)
  }
}

extension Server {
  /// A number that no other server of the inventory has; it depends on the order of the inputs.
  package var number: Int { row }
}

extension Datacenter {
  /// A number that no other data center of the inventory has; it depends on the order of the
  /// inputs.
  package var number: Int { row }
}
