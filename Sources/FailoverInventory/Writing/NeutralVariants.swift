/// Copies of a record that disagree, each distinct copy once and in an order of its own: neither
/// the inputs nor how often a value occurs there changes what is written.
extension NeutralWriter {
  /// The rows of copies that say something different; the first goes with the record itself.
  func variants(ofServer row: UInt32) -> [ServerTable.Row] {
    guard let conflict = storage.canonical.conflicts.servers[row] else { return [] }
    let copies = [conflict.original] + conflict.copies.map { records.servers.rows[Int($0)] }
    return distinct(copies) { copy in
      conflict.members.members.map { member in
        ServerField.all.first { $0.member == member }.map { key(copy.fields[$0]) } ?? ""
      }
    }
  }

  func variants(ofDatacenter row: UInt32) -> [DatacenterTable.Row] {
    guard let conflict = storage.canonical.conflicts.datacenters[row] else { return [] }
    let copies = [conflict.original] + conflict.copies.map { records.datacenters.rows[Int($0)] }
    return distinct(copies) { copy in
      conflict.members.members.map { member in
        switch member {
        case .name: key(copy.name)
        case .location: key(copy.location)
        case .creator: key(copy.creator)
        default: ""
        }
      }
    }
  }

  /// Copies of a user, a user group or a block that say something different.
  func variants(_ kind: AccountTable.Kind, _ id: Identifier) -> [AccountTable.Row] {
    let conflicts = storage.access.accounts.conflicts
    let members = conflicts[kind, id].members
    if members.isEmpty { return [] }
    let rows = conflicts.rows[AccountConflicts.Key(kind: kind, id: id)] ?? []
    let copies = rows.map { records.accounts.rows[Int($0)] }.filter { $0.kind == kind }
    return distinct(copies) { copy in
      members.map { member in
        switch member {
        case .name: key(copy.name)
        case .email: key(copy.email)
        case .active: key(copy.active)
        case .administrator: key(copy.administrator)
        case .location: key(copy.location)
        case .creator: key(copy.creator)
        case .ips where kind == .ipBlock:
          key(copy.ips, records.nics.addresses[copy.ipsRange].map { $0.text(records.symbols) })
        case .consumers:
          key(
            copy.consumers,
            records.consumers.rows[copy.consumersRange].map {
              $0.address.text(records.symbols) + " " + $0.nic.text(records.symbols)
            })
        default: ""
        }
      }
    }
  }

  private func key(_ presence: ListPresence, _ items: [String]) -> String {
    presence == .absent ? "" : "=" + items.sorted().joined(separator: "\n")
  }

  private func key(_ id: Identifier) -> String {
    id == .missing ? "" : "=" + id.text(records.symbols)
  }

  func variants(ofLAN row: UInt32) -> [(copy: LANTable.Row, row: UInt32)] {
    guard let conflict = storage.canonical.conflicts.lans[row] else { return [] }
    let copies =
      [(conflict.original, row)] + conflict.copies.map { (records.lans.rows[Int($0)], $0) }
    let nulls = distinctNulls(copies.map(\.0))
    return distinct(copies) { copy in
      conflict.members.members.map { member in
        switch member {
        case .name: key(copy.0.name)
        case .isPublic: key(copy.0.isPublic)
        case .crossConnect: key(copy.0.crossConnect, nulls.contains(.of(.crossConnect)))
        case .ipv6CidrBlock: key(copy.0.ipv6Block, nulls.contains(.of(.ipv6CidrBlock)))
        case .state: key(copy.0.state)
        case .failoverGroups: copy.0.failover == .absent ? "" : failoverKey(copy.1)
        default: ""
        }
      }
    }
  }

  func variants(ofNIC row: UInt32) -> [(copy: NICTable.Row, row: UInt32)] {
    guard let conflict = storage.canonical.conflicts.nics[row] else { return [] }
    let copies =
      [(conflict.original, row)] + conflict.copies.map { (records.nics.row(Int($0)), $0) }
    return distinct(copies) { copy in
      conflict.members.members.map { member in
        switch member {
        case .name: key(copy.0.name)
        case .lan: copy.0.lan == .absent ? "" : "=" + copy.0.lan.text(records.symbols)
        case .mac: copy.0.mac == .absent ? "" : "=" + (copy.0.mac.text(records.symbols) ?? "")
        case .dhcp: key(copy.0.dhcp)
        case .firewallActive: key(copy.0.firewallActive)
        case .state: key(copy.0.state)
        case .securityGroups: "\(records.nics.securityGroups[Int(copy.1)])"
        case .ips: addressKey(copy.0)
        case .firewallRules:
          copy.0.traits.contains(.firewallRules)
            ? "=" + rules(of: [copy.1]).map(\.key).joined(separator: "\n") : ""
        default: ""
        }
      }
    }
  }

  /// Copies with different keys, in the order of these; copies that say nothing only if there is no
  /// other.
  private func distinct<Copy>(_ copies: [Copy], _ key: (Copy) -> [String]) -> [Copy] {
    var byKey: [String: Copy] = [:]
    for copy in copies {
      let parts = key(copy)
      let text = parts.joined(separator: "\u{0}")
      if parts.allSatisfy(\.isEmpty) { continue }
      if byKey[text] == nil { byKey[text] = copy }
    }
    return byKey.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: Keys

  private func key(_ symbol: Symbol) -> String {
    symbol == .absent ? "" : "=" + (records.text(symbol) ?? "")
  }
  private func key(_ ref: TextRef) -> String {
    ref == .absent ? "" : "=" + (records.texts[ref] ?? (ref == .unreadable ? "\u{1}" : ""))
  }
  /// - Parameter isText: whether a null is written as a text, then it is in that order.
  private func key(_ ref: TextRef, _ isText: Bool) -> String {
    isText && ref == .unusable ? "=null\u{0}" : key(ref)
  }
  private func key(_ value: FieldValue) -> String {
    switch value {
    case .text(let text): key(text)
    case .word(let word): key(word)
    case .number(let number):
      number == .absent ? "" : "=" + (number.value.map { "\($0)" } ?? "")
    }
  }
  private func key(_ flag: Flag) -> String { flag == .absent ? "" : "=\(flag)" }

  private func addressKey(_ nic: NICTable.Row) -> String {
    if nic.ips == .absent || nic.ips == .partial { return "" }
    if !nic.ips.keepsOrder { return "=\u{1}" }
    return "="
      + records.nics.addresses[nic.addressRange].map { $0.text(records.symbols) }
      .joined(separator: "\n")
  }

  private func failoverKey(_ row: UInt32) -> String {
    let entries = (tree.entries[row] ?? []).map { records.entries.rows[Int($0)] }
    return "="
      + entries.map { $0.address.text(records.symbols) + " " + $0.master.text(records.symbols) }
      .sorted().joined(separator: "\n")
  }
}
