/// Records whose parent follows neither from their place nor from their address.
enum UnplacedRecords {
  struct Found {
    enum Kind { case server(Int), lan(Int), nic(Int), other(Int) }
    let kind: Kind
    let what: String
    /// The id as names of subjects write it.
    let id: String
    let line: UInt32

    /// The index of the input that holds it.
    func input(_ starts: [RecordCounts]) -> Int {
      switch kind {
      case .server(let row): starts.input(ofRow: row, \.servers)
      case .lan(let row): starts.input(ofRow: row, \.lans)
      case .nic(let row): starts.input(ofRow: row, \.nics)
      case .other(let row): starts.input(ofRow: row, \.unplaced)
      }
    }

    var sentence: String {
      let name = id == "?" ? what : "\(what) \(id)"
      return "\(name) cannot be placed: it has neither a parent nor a usable href"
    }
  }

  static func find(_ records: Records, _ canonical: CanonicalRecords) -> [Found] {
    var found: [Found] = []
    for (row, server) in records.servers.rows.enumerated()
    where server.datacenter == noRow && canonical.servers.isCanonical(row)
      && !server.traits.contains(.mentioned)
    {
      let id = records.encoded(server.id)
      found.append(Found(kind: .server(row), what: "server", id: id, line: server.position.line))
    }
    for (row, lan) in records.lans.rows.enumerated() where lan.datacenter == noRow {
      let id = records.encoded(lan.id)
      found.append(Found(kind: .lan(row), what: "LAN", id: id, line: lan.position.line))
    }
    found.append(contentsOf: nics(records, canonical))
    for (row, record) in records.unplaced.enumerated() {
      found.append(
        Found(
          kind: .other(row), what: record.kind, id: records.encoded(record.id),
          line: record.position.line))
    }
    return found
  }

  /// NICs whose server and LAN are placed nowhere; those of an unplaced server are its own fault.
  private static func nics(_ records: Records, _ canonical: CanonicalRecords) -> [Found] {
    let nics = records.nics
    return (0..<nics.count).compactMap { row in
      guard nics.server[row] == noRow, nics.listing[row] == 0,
        canonical.nics.isCanonical(row), canonical.nicDatacenter[UInt32(row)] ?? noRow == noRow
      else { return nil }
      return Found(
        kind: .nic(row), what: "NIC", id: records.encoded(nics.id[row]),
        line: nics.position(row).line)
    }
  }
}
