/// What the failover software on the servers says, where an audit was given evidence of it.
extension Table {
  static let evidenceNodes = Table(
    .nodes, "Hosts that evidence of the failover software is of (`--ha`).",
    [
      .always("name", .text, "The name of the host's folder, or the name that a file gives it."),
      .maybe("server", .text, "The id of the server that it is."),
      .maybe(
        "placed_by", .text,
        "What shows that: product-uuid, mac, node-id, name, address, "
          + "folder or ring-address."),
      .maybe("collected_at", .text, "When the evidence was collected, in RFC 3339."),
      .always("has_configuration", .flag, "Whether it shows how the software is configured."),
      .always("has_state", .flag, "Whether it shows which addresses the host had."),
    ])

  static let evidenceInstances = Table(
    .instances,
    "What moves addresses on those hosts: VRRP instances, resources of clusters and the like.",
    [
      .always("node", .text, "The name of the host."),
      .always("name", .text, "Its name."),
      .always("software", .text, "The software, such as keepalived, pacemaker or kube-vip."),
      .maybe("interface", .text, "The network interface."),
      .maybe("nic", .text, "The id of the NIC that the interface is."),
      .maybe("router_id", .integer, "The virtual router id."),
      .maybe("priority", .integer, "The base priority."),
      .maybe("initial_state", .text, "MASTER or BACKUP."),
      .maybe("version", .integer, "The version of VRRP."),
      .maybe("transport", .text, "unicast or multicast."),
      .maybe("state", .text, "active or inactive."),
      .always("complete", .flag, "Whether all its addresses are known."),
    ])

  static let evidenceAddresses = Table(
    .addresses, "Addresses that those instances move, and addresses that the hosts had.",
    [
      .always("node", .text, "The name of the host."),
      .maybe("instance", .text, "The name of the instance; none for an address that the host had."),
      .always("address", .text, "The address."),
      .maybe("prefix", .integer, "The length of the prefix."),
      .maybe("excluded", .flag, "Whether the instance leaves it out of its adverts."),
      .maybe("held", .flag, "Whether the host had it on an interface."),
      .maybe("dynamic", .flag, "Whether it came by DHCP."),
      .maybe("interface", .text, "The network interface."),
    ])

  private init(_ table: SupplementTable, _ summary: String, _ columns: [SupplementColumn]) {
    self.init(
      table.rawValue, summary,
      columns: columns.enumerated().map { number, column in column.column(number, of: table) },
      rows: { .range($0.supplement?.rows(of: table).count ?? 0) })
  }
}

/// A column of a table whose rows a supplement has.
private struct SupplementColumn {
  let name: String
  let kind: Column.Kind
  let mayBeNull: Bool
  let summary: String

  static func always(_ name: String, _ kind: Column.Kind, _ summary: String) -> SupplementColumn {
    SupplementColumn(name: name, kind: kind, mayBeNull: false, summary: summary)
  }

  static func maybe(_ name: String, _ kind: Column.Kind, _ summary: String) -> SupplementColumn {
    SupplementColumn(name: name, kind: kind, mayBeNull: true, summary: summary)
  }

  func column(_ number: Int, of table: SupplementTable) -> Column {
    Column(name: name, kind: kind, mayBeNull: mayBeNull, summary: summary) {
      storage, row, _, cell in
      switch storage.supplement?.rows(of: table)[row][number] ?? .null {
      case .null: cell.putNull()
      case .text(let text): cell.put(text)
      case .integer(let integer): cell.put(integer)
      case .flag(let flag): cell.put(flag)
      }
    }
  }
}
