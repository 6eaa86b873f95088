/// Where rows stand: their input, line and JSON Pointer, put together only when they are asked for.
extension InventoryStorage {
  /// The place of something with a container of its own.
  func place(_ input: Int, _ position: Position, _ container: UInt32) -> Place {
    Place(
      input: sources[input].name, line: Int(position.line) + 1,
      pointer: pointer(container, position))
  }

  /// The place of a list: its own, or below the record of the contract that has it.
  func place(_ input: Int, _ list: ListTable.Row) -> Place {
    guard let step = list.kind.relation, list.owner != noRow, list.container == 0 else {
      return Place(
        input: sources[input].name, line: Int(list.position.line) + 1,
        pointer: pointer(list.container, list.position))
    }
    let owner = records.accounts.rows[Int(list.owner)].position
    let above = pointer(records.accounts.containers[Int(list.owner)], owner)
    return Place(
      input: sources[input].name, line: Int(list.position.line) + 1,
      pointer: above + (forms[input] == .api ? "/entities/" : "/") + step)
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
    let above = pointer(ofLAN: lan)
    guard form(ofLAN: lan) == .api else {
      return place(
        \.entries, row, entry.position,
        above + step(form(ofLAN: lan), "failoverGroups", "failoverGroup", entry.position.index))
    }
    let member =
      records.lans.rows[lan].traits.contains(.snakeCase) ? "ip_failover" : "ipFailover"
    let pointer = above + "/properties/\(member)/\(entry.position.index)"
    return place(\.entries, row, entry.position, pointer)
  }

  /// The place of a declaration of a member.
  func place(ofDeclaration row: Int) -> Place {
    let member = records.declared.rows[row]
    let lan = Int(canonical.parents.declared[row])
    let form = form(ofLAN: lan)
    return place(
      \.declared, row, member.position,
      pointer(ofLAN: lan)
        + step(form, "failoverGroups", "failoverGroup", member.group)
        + step(form, "members", "member", member.position.index))
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

  private func form(ofLAN row: Int) -> InputForm { forms[starts.input(ofRow: row, \.lans)] }

  /// The step from a record to an item of one of its lists.
  private func step(
    _ form: InputForm, _ list: String, _ item: String, _ index: UInt32
  ) -> String {
    switch form {
    case .api: "/entities/\(list)/items/\(index)"
    case .neutralJSON: "/\(list)/\(index)"
    case .neutralXML: "/\(list)/\(item)[\(index + 1)]"
    }
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
    let form = forms[starts.input(ofRow: row, \.servers)]
    return pointer(ofDatacenter: Int(parent))
      + step(form, "servers", "server", record.position.index)
  }

  private func pointer(ofLAN row: Int) -> String {
    let record = records.lans.rows[row]
    let container = records.lans.containers[row]
    if container != 0 { return pointer(container, record.position) }
    let parent = canonical.parents.lans[row]
    if parent == noRow { return "" }
    return pointer(ofDatacenter: Int(parent))
      + step(form(ofLAN: row), "lans", "lan", record.position.index)
  }

  private func pointer(ofNIC row: Int) -> String {
    let position = records.nics.position(row)
    let container = records.nics.containers[row]
    if container != 0 { return pointer(container, position) }
    let form = forms[starts.input(ofRow: row, \.nics)]
    let listing = records.nics.listing[row]
    if listing != 0 {
      return pointer(ofLAN: Int(listing - 1)) + step(form, "nics", "nic", position.index)
    }
    let parent = canonical.parents.nics[row]
    if parent == noRow { return "" }
    return pointer(ofServer: Int(parent)) + step(form, "nics", "nic", position.index)
  }
}

extension ListKind {
  /// The member of a user or group that a list of relations is.
  fileprivate var relation: String? {
    switch self {
    case .groupUsers: "users"
    case .groupShares: "shares"
    case .userGroups: "groups"
    case .userOwns: "owns"
    default: nil
    }
  }
}

extension Records {
  /// The JSON Pointer of what stands in a container; an element path where the container is one.
  func pointer(_ container: UInt32, _ position: Position) -> String {
    let above = container == 0 ? "" : symbols[Symbol(number: container)]
    if position.index == noRow { return above }
    return above.hasSuffix("[") ? above + "\(position.index + 1)]" : above + "/\(position.index)"
  }
}
