/// The places of rows: their input, line and JSON Pointer, put together only on demand.
extension InventoryStorage {
  /// The place of something with a container of its own.
  func place(_ input: Int, _ position: Position, _ container: UInt32) -> Place {
    Place(
      input: sources[input].name, line: Int(position.line) + 1,
      pointer: pointer(container, position).text)
  }

  /// The place of a list: its own, or below the record of the contract that has it.
  func place(_ input: Int, _ list: ListTable.Row) -> Place {
    guard let step = list.kind.relation, list.owner != noRow, list.container == 0 else {
      return Place(
        input: sources[input].name, line: Int(list.position.line) + 1,
        pointer: pointer(list.container, list.position).text)
    }
    let owner = records.accounts.rows[Int(list.owner)].position
    var pointer = pointer(records.accounts.containers[Int(list.owner)], owner)
    pointer.append(forms[input] == .api ? "/entities/" : "/")
    pointer.append(step)
    return Place(
      input: sources[input].name, line: Int(list.position.line) + 1,
      pointer: pointer.text)
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
    let form = form(ofLAN: lan)
    var pointer = pointer(ofLAN: lan)
    if form == .api {
      let isSnakeCase = records.lans.rows[lan].traits.contains(.snakeCase)
      pointer.append(isSnakeCase ? "/properties/ip_failover/" : "/properties/ipFailover/")
      pointer.append(decimal: entry.position.index)
    } else {
      pointer.append(step: form, "failoverGroups", "failoverGroup", entry.position.index)
    }
    return place(\.entries, row, entry.position, pointer)
  }

  /// The place of a declaration of a member.
  func place(ofDeclaration row: Int) -> Place {
    let member = records.declared.rows[row]
    let lan = Int(canonical.parents.declared[row])
    let form = form(ofLAN: lan)
    var pointer = pointer(ofLAN: lan)
    pointer.append(step: form, "failoverGroups", "failoverGroup", member.group)
    pointer.append(step: form, "members", "member", member.position.index)
    return place(\.declared, row, member.position, pointer)
  }

  func place(ofAccount row: Int) -> Place {
    let record = records.accounts.rows[row]
    let container = records.accounts.containers[row]
    return place(\.accounts, row, record.position, pointer(container, record.position))
  }

  private func place(
    _ table: KeyPath<RecordCounts, Int>, _ row: Int, _ position: Position, _ pointer: NameText
  ) -> Place {
    let input = starts.input(ofRow: row, table)
    return Place(input: sources[input].name, line: Int(position.line) + 1, pointer: pointer.text)
  }

  // MARK: Pointers

  private func pointer(_ container: UInt32, _ position: Position) -> NameText {
    records.pointer(container, position)
  }

  private func form(ofLAN row: Int) -> InputForm { forms[starts.input(ofRow: row, \.lans)] }

  private func pointer(ofDatacenter row: Int) -> NameText {
    pointer(records.datacenters.containers[row], records.datacenters.rows[row].position)
  }

  private func pointer(ofServer row: Int) -> NameText {
    let record = records.servers.rows[row]
    let container = records.servers.containers[row]
    if container != 0 { return pointer(container, record.position) }
    let parent = canonical.parents.servers[row]
    if parent == noRow { return NameText() }
    let form = forms[starts.input(ofRow: row, \.servers)]
    var pointer = pointer(ofDatacenter: Int(parent))
    pointer.append(step: form, "servers", "server", record.position.index)
    return pointer
  }

  private func pointer(ofLAN row: Int) -> NameText {
    let record = records.lans.rows[row]
    let container = records.lans.containers[row]
    if container != 0 { return pointer(container, record.position) }
    let parent = canonical.parents.lans[row]
    if parent == noRow { return NameText() }
    var pointer = pointer(ofDatacenter: Int(parent))
    pointer.append(step: form(ofLAN: row), "lans", "lan", record.position.index)
    return pointer
  }

  private func pointer(ofNIC row: Int) -> NameText {
    let position = records.nics.position(row)
    let container = records.nics.containers[row]
    if container != 0 { return pointer(container, position) }
    let form = forms[starts.input(ofRow: row, \.nics)]
    let listing = records.nics.listing[row]
    if listing != 0 {
      var pointer = pointer(ofLAN: Int(listing - 1))
      pointer.append(step: form, "nics", "nic", position.index)
      return pointer
    }
    let parent = canonical.parents.nics[row]
    if parent == noRow { return NameText() }
    var pointer = pointer(ofServer: Int(parent))
    pointer.append(step: form, "nics", "nic", position.index)
    return pointer
  }
}

extension NameText {
  /// Appends the step from a record to an item of one of its lists.
  fileprivate mutating func append(
    step form: InputForm, _ list: String, _ item: String, _ index: UInt32
  ) {
    append(form == .api ? "/entities/" : "/")
    append(list)
    switch form {
    case .api:
      append("/items/")
      append(decimal: index)
    case .neutralJSON, .manifest:
      append(UInt8(ascii: "/"))
      append(decimal: index)
    case .neutralXML:
      append(UInt8(ascii: "/"))
      append(item)
      append(UInt8(ascii: "["))
      append(decimal: index + 1)
      append(UInt8(ascii: "]"))
    }
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
  /// The JSON Pointer of a value in a container; an element path where the container is one.
  func pointer(_ container: UInt32, _ position: Position) -> NameText {
    var pointer = NameText(container == 0 ? "" : symbols[Symbol(number: container)])
    if position.index == noRow { return pointer }
    if pointer.endsInBracket {
      pointer.append(decimal: position.index + 1)
      pointer.append(UInt8(ascii: "]"))
    } else {
      pointer.append(UInt8(ascii: "/"))
      pointer.append(decimal: position.index)
    }
    return pointer
  }
}
