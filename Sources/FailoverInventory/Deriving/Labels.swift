/// The labels of data centers and servers, each once, in the order of subjects' names, keys and
/// values.
struct Labels: Sendable {
  struct Label: Sendable {
    /// The row of the data center; `noRow` for labels of servers.
    let datacenter: UInt32
    /// The row of the server; `noRow` for labels of data centers.
    let server: UInt32
    let key: TextRef
    let value: TextRef
  }

  let all: [Label]
  /// The labels of each data center and server, by row.
  private var ofDatacenter: [UInt32: Range<Int>] = [:]
  private var ofServer: [UInt32: Range<Int>] = [:]

  init(_ records: Records, _ canonical: CanonicalRecords) {
    var found: [Label] = []
    if !records.labels.rows.isEmpty {
      let rows = LabelledRows(records, canonical)
      for row in records.labels.rows where row.key.isKnown {
        if let datacenter = rows.datacenters[row.resource] {
          found.append(
            Label(datacenter: datacenter, server: noRow, key: row.key, value: row.value))
        } else if let server = rows.servers[row.resource] {
          found.append(Label(datacenter: noRow, server: server, key: row.key, value: row.value))
        }
      }
    }
    all = Labels.sorted(found, records)
    for (number, label) in all.enumerated() {
      if label.server == noRow {
        ofDatacenter.extend(label.datacenter, to: number)
      } else {
        ofServer.extend(label.server, to: number)
      }
    }
  }

  func ofDatacenter(_ row: UInt32) -> ArraySlice<Label> { all[ofDatacenter[row] ?? 0..<0] }
  func ofServer(_ row: UInt32) -> ArraySlice<Label> { all[ofServer[row] ?? 0..<0] }

  private static func sorted(_ labels: [Label], _ records: Records) -> [Label] {
    let order = records.identifierOrder
    let texts = records.texts
    let id = { (label: Label) in
      label.server == noRow
        ? records.datacenters.rows[Int(label.datacenter)].id
        : records.servers.rows[Int(label.server)].id
    }
    let sorted = labels.sorted { a, b in
      if (a.server == noRow) != (b.server == noRow) { return a.server == noRow }
      if (a.datacenter, a.server) != (b.datacenter, b.server) {
        return order.precedes(id(a), id(b))
      }
      return texts.compare(a.key, b.key) ?? texts.compare(a.value, b.value) ?? false
    }
    var distinct: [Label] = []
    for label in sorted {
      if let last = distinct.last, last.server == label.server,
        last.datacenter == label.datacenter, texts.areEqual(last.key, label.key),
        texts.areEqual(last.value, label.value)
      {
        continue
      }
      distinct.append(label)
    }
    return distinct
  }
}

/// The rows of data centers and servers that labels name, by their ids.
private struct LabelledRows {
  var datacenters: [Identifier: UInt32] = [:]
  var servers: [Identifier: UInt32] = [:]

  init(_ records: Records, _ canonical: CanonicalRecords) {
    let named = Set(records.labels.rows.map(\.resource))
    for (row, datacenter) in records.datacenters.rows.enumerated()
    where canonical.datacenters.isCanonical(row) && named.contains(datacenter.id) {
      datacenters[datacenter.id] = UInt32(row)
    }
    for (row, server) in records.servers.rows.enumerated()
    where canonical.servers.isCanonical(row) && named.contains(server.id) {
      servers[server.id] = UInt32(row)
    }
  }
}

extension TextPool {
  /// Whether a text precedes another byte for byte; nil if they are the same.
  fileprivate func compare(_ a: TextRef, _ b: TextRef) -> Bool? {
    if areEqual(a, b) { return nil }
    guard a.isKnown && b.isKnown else { return a.offset < b.offset }
    return bytes[range(of: a)].lexicographicallyPrecedes(bytes[range(of: b)])
  }
}

extension [UInt32: Range<Int>] {
  fileprivate mutating func extend(_ row: UInt32, to number: Int) {
    self[row] = (self[row]?.lowerBound ?? number)..<(number + 1)
  }
}
