/// A network interface of a server.
public struct NIC: InventoryView, Hashable {
  let inventory: Inventory
  let row: Int

  public init(inventory: Inventory, row: Int) {
    self.inventory = inventory
    self.row = row
  }

  private var storage: InventoryStorage { inventory.storage }

  /// The id as text, UUIDs in lower case.
  public var id: String { storage.records.nics.id[row].text(storage.records.symbols) }
  /// At most its first 200 characters.
  public var name: String? { storage.records.texts.shown(storage.records.nics.details[row].name) }
  /// Whether more is known of it than its id.
  public var hasProperties: Bool { storage.records.nics.traits(row).contains(.properties) }

  /// The server that owns it; it may be known by its id only.
  public var server: Server? {
    let server = storage.records.nics.server[row]
    return server < conflictingRow ? Server(inventory: inventory, row: Int(server)) : nil
  }

  public var datacenter: Datacenter? {
    let row = storage.records.datacenter(ofNIC: row, storage.canonical)
    return row < conflictingRow ? Datacenter(inventory: inventory, row: Int(row)) : nil
  }

  /// The hardware address (MAC) as it is written, with colons; nil if it is not known.
  public var hardwareAddressText: String? {
    storage.records.nics.details[row].mac.text(storage.records.symbols)
  }

  /// The id of its LAN.
  public var lanID: String? {
    storage.records.nics.lan(row).isKnown
      ? storage.records.nics.lan(row).text(storage.records.symbols) : nil
  }

  /// Its addresses in their order, canonical; nil if the export does not show them. An address that
  /// is not known is nil and keeps its place.
  public var addresses: [String?]? {
    guard storage.records.nics.ips(row).keepsOrder else { return nil }
    return storage.records.nics.addresses(row).map {
      $0.kind == .missing ? nil : $0.text(storage.records.symbols)
    }
  }

  /// Whether all its addresses are known, and their order.
  public var showsAllAddresses: Bool { storage.records.nics.ips(row) == .list }

  /// The first of its addresses, canonical: nil if its list is not known or empty, `.some(nil)` if
  /// the first is not known.
  public var firstAddress: String?? {
    guard storage.records.nics.ips(row).keepsOrder,
      let first = storage.records.nics.addresses(row).first
    else { return nil }
    return .some(first.kind == .missing ? nil : first.text(storage.records.symbols))
  }

  /// Whether it holds a group's address; nil if that is not known.
  public func holds(addressOf group: FailoverGroup) -> Bool? {
    let presence = storage.records.nics.ips(row)
    guard presence.showsItems else { return nil }
    let address = group.rawAddress
    if address.isAddress && storage.records.nics.addresses(row).contains(address) { return true }
    // On the group's LAN a NIC may be a member by a declaration that is not known.
    if group.mayDeclareMore && storage.records.nics.lan(row) == group.lanCode { return nil }
    return presence == .list ? false : nil
  }

  /// A group that a NIC is a member of.
  public struct Membership: Sendable {
    public let group: FailoverGroup
    public let role: Role
    /// The roles that inventories declare, in the order of their declarations; unknown where it is
    /// not known which is declared.
    public let declaredRoles: [Role]
    /// Where they are declared.
    public let declarations: [Place]
  }

  /// The groups that it is a member of, with its role in each; in order.
  public var memberships: [Membership] {
    storage.members.positions(ofNIC: UInt32(row)).map { position in
      let group = storage.groups.groupOfMember[Int(position)]
      let declared = (storage.groups.declarations[position] ?? []).filter {
        storage.records.declared.rows[Int($0)].role != .none
      }
      return Membership(
        group: FailoverGroup(inventory: inventory, row: Int(group)),
        role: storage.groups.roles[Int(position)],
        declaredRoles: declared.map { storage.records.declared.rows[Int($0)].role.role },
        declarations: declared.map { storage.place(ofDeclaration: Int($0)) })
    }
  }

  /// The roles that the order of its addresses may give it in a group: one if it is known, none if
  /// that is not known at all; `.unknown` is the role of a list that does not hold the group's
  /// address.
  public func rolesByOrder(in group: FailoverGroup) -> [Role] {
    let presence = storage.records.nics.ips(row)
    guard presence.keepsOrder else { return [] }
    let addresses = storage.records.nics.addresses(row)
    // An address that is not known may be any of them.
    if group.rawAddress == .missing { return [] }
    if group.rawAddress.isAddress, addresses.contains(group.rawAddress) {
      return [addresses.first == group.rawAddress ? .primary : .additional]
    }
    if presence == .list || !group.rawAddress.isAddress { return [.unknown] }
    let places = addresses.indices.filter { addresses[$0] == .missing }
    var roles: [Role] = [.unknown]
    if places.first == addresses.startIndex { roles.append(.primary) }
    if places.contains(where: { $0 != addresses.startIndex }) { roles.append(.additional) }
    return roles
  }

  public var usesDHCP: Bool? { storage.records.nics.wiring[row].dhcp.value }
  public var firewallIsActive: Bool? { storage.records.nics.wiring[row].firewallActive.value }

  /// The state as the export writes it, in upper case.
  public var stateText: String? {
    storage.records.text(storage.records.nics.details[row].state)
  }

  /// Whether it is BUSY or INACTIVE; nil if its state is not known.
  public var isInTransition: Bool? { storage.records.nics.details[row].state.isInTransition }

  /// A rule of its firewall; words in upper case, nil where they are not known.
  public struct FirewallRule: Sendable, Hashable {
    public let protocolName: String?
    /// Nil if the rule names none, which makes it one for traffic that comes in; `.some(nil)` if
    /// the direction is not known.
    public let direction: String??
  }

  /// The rules of its firewall that the export shows.
  public var firewallRules: [FirewallRule] {
    storage.canonical.ruleRows(ofNIC: row).flatMap { owner in
      storage.records.firewallRules.rows[storage.records.firewallRules.range(ofNIC: owner)].map {
        FirewallRule(
          protocolName: storage.records.text($0.protocolName),
          direction: $0.direction == .unusable
            ? .some(nil) : storage.records.text($0.direction).map { .some($0) })
      }
    }
  }

  /// Whether the export shows all rules of its firewall.
  public var showsAllFirewallRules: Bool {
    storage.records.nics.traits(row).contains(.firewallRules)
  }

  /// How many security groups it has; nil if their list is cut off. A NIC that says nothing has
  /// none.
  public var securityGroupCount: Int? {
    let known = storage.canonical.securityGroups(ofNIC: row, storage.records.nics)
    if storage.records.nics.traits(row).contains(.securityGroupsCutOff) { return nil }
    return known == 0 ? 0 : Int(known) - 1
  }

  /// The group of a LAN whose address is the first of this NIC's; nil if none is, or if the first
  /// is not known.
  public func groupOfFirstAddress(on lan: LAN) -> FailoverGroup? {
    guard storage.records.nics.ips(row).keepsOrder,
      let first = storage.records.nics.addresses(row).first, first.isAddress
    else {
      return nil
    }
    return storage.group(onLAN: lan.row, first)
      .map { FailoverGroup(inventory: inventory, row: Int($0)) }
  }

  public static func == (a: NIC, b: NIC) -> Bool { a.row == b.row }
  public func hash(into hasher: inout Hasher) { hasher.combine(row) }

  /// `nic/<id>`.
  public var subjectName: String { storage.records.name(.nic, storage.records.nics.id[row]) }

  public var subject: Subject {
    let groups = storage.members.positions(ofNIC: UInt32(row)).map { position in
      FailoverGroup(
        inventory: inventory, row: Int(storage.groups.groupOfMember[Int(position)]))
    }
    return Subject(
      kind: .nic, name: subjectName, datacenter: datacenter?.asRecord,
      lan: groups.first?.lan.asRecord ?? lanID.map { Subject.Record(id: $0, name: nil) },
      record: Subject.Record(id: id, name: name), groups: groups.map(\.subjectName))
  }

  public var place: Place? { storage.place(ofNIC: row) }
}
