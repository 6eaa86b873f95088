import FailoverBase

/// A member on which the copies of one record disagree.
public struct ConflictingMember: Sendable {
  public let member: RecordMember
  /// What each copy says, in the order of the inputs.
  public let values: [(value: String, place: Place)]
}

extension Inventory {
  /// Whether copies of some data center disagree. Neither this nor the next three put anything in
  /// order.
  public var hasConflictingDatacenters: Bool {
    !storage.canonical.conflicts.datacenters.isEmpty
  }
  /// Whether copies of some LAN disagree.
  public var hasConflictingLANs: Bool { !storage.canonical.conflicts.lans.isEmpty }
  /// Whether copies of some NIC disagree.
  public var hasConflictingNICs: Bool { !storage.canonical.conflicts.nics.isEmpty }
  /// Whether copies of some server disagree.
  public var hasConflictingServers: Bool { !storage.canonical.conflicts.servers.isEmpty }
}

extension NIC {
  /// The members on which its copies disagree.
  public var conflicts: [ConflictingMember] {
    let storage = inventory.storage
    guard let conflict = storage.canonical.conflicts.nics[UInt32(row)] else { return [] }
    let rows = conflict.rows(of: UInt32(row))
    return conflict.members.members.map { member in
      ConflictingMember(
        member,
        rows.compactMap { copy in
          let record =
            copy == UInt32(row) ? conflict.original : storage.records.nics.row(Int(copy))
          return storage.place(ofNIC: Int(copy)).map {
            (storage.value(of: member, record, Int(copy)), $0)
          }
        })
    }
  }
}

extension Server {
  /// The members on which its copies disagree.
  public var conflicts: [ConflictingMember] {
    let storage = inventory.storage
    guard let conflict = storage.canonical.conflicts.servers[UInt32(row)] else { return [] }
    let rows = conflict.rows(of: UInt32(row)).filter {
      !storage.records.servers.rows[Int($0)].traits.contains(.mentioned)
    }
    return conflict.members.members.map { member in
      ConflictingMember(
        member,
        rows.compactMap { copy in
          let record =
            copy == UInt32(row) ? conflict.original : storage.records.servers.rows[Int(copy)]
          return storage.place(ofServer: Int(copy)).map {
            (storage.value(of: member, record, Int(copy)), $0)
          }
        })
    }
  }
}

extension LAN {
  /// The members on which its copies disagree.
  public var conflicts: [ConflictingMember] {
    let storage = inventory.storage
    guard let conflict = storage.canonical.conflicts.lans[UInt32(row)] else { return [] }
    let rows = conflict.rows(of: UInt32(row))
    return conflict.members.members.map { member in
      ConflictingMember(
        member,
        rows.compactMap { copy in
          let record =
            copy == UInt32(row) ? conflict.original : storage.records.lans.rows[Int(copy)]
          return storage.place(ofLAN: Int(copy)).map {
            (storage.value(of: member, record, Int(copy)), $0)
          }
        })
    }
  }
}

extension Datacenter {
  /// The members on which its copies disagree.
  public var conflicts: [ConflictingMember] {
    let storage = inventory.storage
    guard let conflict = storage.canonical.conflicts.datacenters[UInt32(row)] else { return [] }
    let rows = conflict.rows(of: UInt32(row))
    return conflict.members.members.map { member in
      ConflictingMember(
        member,
        rows.compactMap { copy in
          let record =
            copy == UInt32(row) ? conflict.original : storage.records.datacenters.rows[Int(copy)]
          return storage.place(ofDatacenter: Int(copy)).map {
            (storage.value(of: member, record), $0)
          }
        })
    }
  }
}

extension ConflictingMember {
  /// Leaves out copies that say nothing of the member.
  init(_ member: RecordMember, _ values: [(value: String?, place: Place)]) {
    self.init(
      member: member, values: values.compactMap { value, place in value.map { ($0, place) } })
  }
}

extension Conflict {
  /// The rows of all copies, in order.
  fileprivate func rows(of canonical: UInt32) -> [UInt32] { (copies + [canonical]).sorted() }
}

/// What one copy says of a member, for people to read; nil if it says nothing.
extension InventoryStorage {
  fileprivate func value(of member: RecordMember, _ row: DatacenterTable.Row) -> String? {
    switch member {
    case .name: text(row.name)
    case .location: text(row.location)
    case .creator: text(row.creator)
    default: nil
    }
  }

  fileprivate func value(of member: RecordMember, _ row: ServerTable.Row, _ copy: Int) -> String? {
    if member == .datacenter { return datacenterText(canonical.parents.servers[copy]) }
    let field = ServerField.all.first { $0.member == member }
    return field.flatMap { text(row.fields[$0]) }
  }

  fileprivate func value(of member: RecordMember, _ row: LANTable.Row, _ copy: Int) -> String? {
    switch member {
    case .name: text(row.name)
    case .isPublic: text(row.isPublic)
    case .crossConnect: text(row.crossConnect)
    case .ipv6CidrBlock: text(row.ipv6Block)
    case .state: text(row.state)
    case .failoverGroups: row.failover == .absent ? nil : failoverText(copy)
    default: nil
    }
  }

  fileprivate func value(of member: RecordMember, _ row: NICTable.Row, _ copy: Int) -> String? {
    switch member {
    case .datacenter: datacenterText(records.datacenter(ofCopy: copy, canonical))
    case .server: serverText(canonical.parents.nics[copy])
    case .name: text(row.name)
    case .lan: lanText(row.lan, copy)
    case .mac: text(row.mac)
    case .dhcp: text(row.dhcp)
    case .firewallActive: text(row.firewallActive)
    case .state: text(row.state)
    case .securityGroups:
      records.nics.securityGroups[copy] == 0
        ? nil : "\(records.nics.securityGroups[copy] - 1)"
    case .ips: addressText(row)
    case .firewallRules:
      row.traits.contains(.firewallRules) ? ruleText(copy) : nil
    default: nil
    }
  }

  // MARK: Values

  func text(_ symbol: Symbol) -> String? {
    symbol == .absent ? nil : records.text(symbol) ?? "null"
  }
  func text(_ text: TextRef) -> String? {
    text == .absent ? nil : records.texts.shown(text) ?? "null"
  }
  private func text(_ value: FieldValue) -> String? {
    switch value {
    case .text(let text): self.text(text)
    case .word(let word): text(word)
    case .number(let number):
      number == .absent ? nil : number.value.map { "\($0)" } ?? "null"
    }
  }
  func text(_ flag: Flag) -> String? {
    flag == .absent ? nil : flag.value.map { "\($0)" } ?? "null"
  }
  func text(_ id: Identifier) -> String? {
    id == .missing ? nil : id.isMissing ? "null" : id.text(records.symbols)
  }
  private func text(_ address: HardwareAddress) -> String? {
    address == .absent ? nil : address.text(records.symbols) ?? "null"
  }

  private func datacenterText(_ row: UInt32) -> String {
    row < conflictingRow
      ? records.datacenters.rows[Int(row)].id.text(records.symbols) : "not known"
  }
  private func serverText(_ row: UInt32) -> String {
    row < conflictingRow ? records.servers.rows[Int(row)].id.text(records.symbols) : "not known"
  }

  /// The LAN that a copy of a NIC names, and the one that holds the copy.
  private func lanText(_ lan: LANCode, _ copy: Int) -> String? {
    let own = lan.isKnown ? lan.text(records.symbols) : nil
    let listing = records.nics.listing[copy]
    if listing == 0 { return own ?? (lan == .absent ? nil : "null") }
    let below = "listed by LAN \(records.lans.rows[Int(listing - 1)].id.text(records.symbols))"
    return own.map { "\($0), \(below)" } ?? below
  }

  private func addressText(_ row: NICTable.Row) -> String? {
    guard row.ips.showsItems else { return row.ips == .absent ? nil : "null" }
    let all = records.nics.addresses[Int(row.ipsStart)...].prefix(Int(row.ipsCount))
    return shortened(all.map { $0.text(records.symbols) })
  }

  private func failoverText(_ copy: Int) -> String {
    // Entries are in the order of their LANs.
    let parents = canonical.parents.entries
    let start = parents.partitionPoint { $0 >= UInt32(copy) }
    let entries = parents.indices[start...].prefix { parents[$0] == UInt32(copy) }
    return shortened(
      entries.map { index in
        let entry = records.entries.rows[index]
        return entry.address.text(records.symbols) + " with master "
          + entry.master.text(records.symbols)
      })
  }

  private func ruleText(_ copy: Int) -> String {
    let rules = records.firewallRules.rows[records.firewallRules.range(ofNIC: UInt32(copy))]
    return shortened(
      rules.map { "\(text($0.protocolName) ?? "any") \(text($0.direction) ?? "inbound")" })
  }

  /// The first few of a list.
  func shortened(_ items: [String]) -> String {
    if items.isEmpty { return "none" }
    return items.prefix(10).joined(separator: ", ")
      + (items.count > 10 ? " and \(items.count - 10) more" : "")
  }
}
