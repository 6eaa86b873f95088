/// Where rows stand: their input, line and JSON Pointer, put together only when they are asked for.
extension InventoryStorage {
  /// The place of something with a container of its own.
  func place(_ input: Int, _ position: Position, _ container: UInt32) -> Place {
    Place(
      input: sources[input].name, line: Int(position.line) + 1,
      pointer: pointer(container, position))
  }

  /// The place of a list: its own, or below its group.
  func place(_ input: Int, _ list: ListTable.Row) -> Place {
    guard list.kind == .groupUsers, list.owner != noRow, list.container == 0 else {
      return place(input, list.position, list.container)
    }
    let group = records.accounts.rows[Int(list.owner)].position
    let above = pointer(records.accounts.containers[Int(list.owner)], group)
    return Place(
      input: sources[input].name, line: Int(list.position.line) + 1,
      pointer: above + "/entities/users")
  }

  func place(ofDatacenter row: Int) -> Place? {
    let record = records.datacenters.rows[row]
    if record.traits.contains(.mentioned) && !record.traits.contains(.properties) { return nil }
    return place(\.datacenters, row, record.position, pointer(ofDatacenter: row))
  }

  func place(ofServer row: Int) -> Place? {
    let record = records.servers.rows[row]
    if record.traits.contains(.mentioned) { return nil }
    return place(\.servers, row, record.position, pointer(ofServer: row))
  }

  func place(ofLAN row: Int) -> Place? {
    let record = records.lans.rows[row]
    if record.traits.contains(.mentioned) { return nil }
    return place(\.lans, row, record.position, pointer(ofLAN: row))
  }

  func place(ofNIC row: Int) -> Place? {
    place(\.nics, row, records.nics.position(row), pointer(ofNIC: row))
  }

  func place(ofEntry row: Int) -> Place? {
    let entry = records.entries.rows[row]
    let lan = Int(canonical.parents.entries[row])
    let member =
      records.lans.rows[lan].traits.contains(.snakeCase) ? "ip_failover" : "ipFailover"
    let pointer = pointer(ofLAN: lan) + "/properties/\(member)/\(entry.position.index)"
    return place(\.entries, row, entry.position, pointer)
  }

  func place(ofDeclaration row: Int) -> Place {
    let member = records.declared.rows[row]
    return place(\.declared, row, member.position, "")
  }

  func place(ofAccount row: Int) -> Place {
    let record = records.accounts.rows[row]
    let container = records.accounts.containers[row]
    return place(\.accounts, row, record.position, pointer(container, record.position))
  }

  private func place(
    _ table: KeyPath<RecordCounts, Int>, _ row: Int, _ position: Position, _ pointer: String
  ) -> Place {
    let input = starts.input(ofRow: row, table)
    return Place(input: sources[input].name, line: Int(position.line) + 1, pointer: pointer)
  }

  // MARK: Pointers

  private func pointer(_ container: UInt32, _ position: Position) -> String {
    records.pointer(container, position)
  }

  private func pointer(ofDatacenter row: Int) -> String {
    pointer(records.datacenters.containers[row], records.datacenters.rows[row].position)
  }

  private func pointer(ofServer row: Int) -> String {
    let record = records.servers.rows[row]
    let container = records.servers.containers[row]
    if container != 0 { return pointer(container, record.position) }
    let parent = canonical.parents.servers[row]
    if parent == noRow { return "" }
    return pointer(ofDatacenter: Int(parent)) + "/entities/servers/items/\(record.position.index)"
  }

  private func pointer(ofLAN row: Int) -> String {
    let record = records.lans.rows[row]
    let container = records.lans.containers[row]
    if container != 0 { return pointer(container, record.position) }
    let parent = canonical.parents.lans[row]
    if parent == noRow { return "" }
    return pointer(ofDatacenter: Int(parent)) + "/entities/lans/items/\(record.position.index)"
  }

  private func pointer(ofNIC row: Int) -> String {
    let position = records.nics.position(row)
    let container = records.nics.containers[row]
    if container != 0 { return pointer(container, position) }
    let listing = records.nics.listing[row]
    if listing != 0 {
      return pointer(ofLAN: Int(listing - 1)) + "/entities/nics/items/\(position.index)"
    }
    let parent = canonical.parents.nics[row]
    if parent == noRow { return "" }
    return pointer(ofServer: Int(parent)) + "/entities/nics/items/\(position.index)"
  }
}

extension Records {
  /// The JSON Pointer of what stands in a container.
  func pointer(_ container: UInt32, _ position: Position) -> String {
    let above = container == 0 ? "" : symbols[Symbol(number: container)]
    return position.index == noRow ? above : above + "/\(position.index)"
  }
}
