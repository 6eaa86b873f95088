/// A failover group: an address that a LAN moves between the NICs that hold it.
public struct FailoverGroup: InventoryView, Hashable {
  /// The inventory that it is a part of.
  public let inventory: Inventory
  let row: Int

  public init(inventory: Inventory, row: Int) {
    self.inventory = inventory
    self.row = row
  }

  private var storage: InventoryStorage { inventory.storage }
  var rawAddress: Address { storage.groups.address[row] }

  public var lan: LAN { LAN(inventory: inventory, row: Int(storage.groups.lan[row])) }
  public var datacenter: Datacenter { lan.datacenter }

  /// The address in canonical form, the text in its place, or nil if there is none.
  public var address: String? {
    rawAddress.kind == .missing ? nil : rawAddress.text(storage.records.symbols)
  }

  /// Whether that is an IP address at all.
  public var hasAddress: Bool { rawAddress.isAddress }

  /// A NIC that holds the group's address on the group's LAN.
  public struct Member: Sendable {
    public let nic: NIC
    public let role: Role
  }

  /// In the order of their ids.
  public var members: [Member] {
    storage.groups.range(storage.groups.memberStart, row).map {
      Member(
        nic: NIC(inventory: inventory, row: Int(storage.groups.members[$0])),
        role: storage.groups.roles[$0])
    }
  }

  /// The distinct servers that own the members, in the order of their ids.
  public var servers: [Server] {
    storage.groups.servers[storage.groups.range(storage.groups.serverStart, row)].map {
      Server(inventory: inventory, row: Int($0))
    }
  }

  /// Why there may be further members or servers; empty if all are known.
  public var membershipGaps: MembershipGaps { storage.groups.gaps[row] }

  /// Whether members may be declared for it that are not known: its addresses alone then exclude no
  /// NIC.
  public var mayDeclareMore: Bool { storage.groups.openDeclared.contains(UInt32(row)) }

  /// Whether it may have a master that is not known: one is named that cannot be read, or an entry
  /// of the LAN's list is not known.
  public var mayNameMoreMasters: Bool { storage.groups.openMasters.contains(UInt32(row)) }

  var lanCode: LANCode { storage.records.lans.rows[Int(storage.groups.lan[row])].id }

  /// A NIC that the LAN names as the group's master.
  public struct Master: Sendable {
    fileprivate let inventory: Inventory
    fileprivate let identifier: Identifier
    /// The NIC, if it is in the export; it may be known by its id only.
    public let nic: NIC?

    /// The id as text, UUIDs in lower case.
    public var id: String { identifier.text(inventory.storage.records.symbols) }
  }

  /// The distinct named masters, in the order of their ids. Entries that name none are left out.
  public var masters: [Master] {
    storage.groups.range(storage.groups.masterStart, row).map { position in
      let nic = storage.groups.masterRows[position]
      return Master(
        inventory: inventory, identifier: storage.groups.masters[position],
        nic: nic == noRow ? nil : NIC(inventory: inventory, row: Int(nic)))
    }
  }

  /// Whether a NIC is one of its members.
  public func hasMember(_ nic: NIC) -> Bool {
    storage.groups.members[storage.groups.range(storage.groups.memberStart, row)].contains(
      UInt32(nic.row))
  }

  /// How many groups of other LANs or data centers have the same address.
  public var sameAddressCount: Int {
    hasAddress ? max(0, (storage.groupsByAddress[rawAddress]?.count ?? 0) - 1) : 0
  }

  /// The first few of those groups, in order.
  public func groupsWithSameAddress(first count: Int) -> [FailoverGroup] {
    guard hasAddress, let rows = storage.groupsByAddress[rawAddress] else { return [] }
    return rows.lazy.filter { $0 != UInt32(row) }.prefix(count)
      .map { FailoverGroup(inventory: inventory, row: Int($0)) }
  }

  /// The IP block that lists its address; of several the one with the smallest id.
  public var block: IPBlock? {
    let block = storage.blockUse.ofGroup[row]
    return block == noRow ? nil : IPBlock(inventory: inventory, row: Int(block))
  }

  /// Whether its address is a public one, or in a range given as own.
  public var isPublic: Bool {
    rawAddress.v4.map { PublicAddresses.contain($0) || isInOwnRange } ?? false
  }

  /// Whether its address lies in a range given as own.
  public var isInOwnRange: Bool {
    guard let address = rawAddress.v4 else { return false }
    return storage.ownRanges.contains { $0.contains(address) }
  }

  /// The special purpose of its address, if it has one.
  public var specialPurpose: String? {
    rawAddress.v4.flatMap(PublicAddresses.purpose(of:))
  }

  public static func == (a: FailoverGroup, b: FailoverGroup) -> Bool { a.row == b.row }
  public func hash(into hasher: inout Hasher) { hasher.combine(row) }

  /// `group/<datacenterId>/<lanId>/<ip>`.
  public var subjectName: String {
    let lan = storage.records.lans.rows[Int(storage.groups.lan[row])]
    let datacenter = storage.records.datacenters.rows[Int(lan.datacenter)]
    var name = storage.records.name(.group, datacenter.id, lan.id)
    name.append(UInt8(ascii: "/"))
    storage.records.append(rawAddress, to: &name)
    return name.text
  }

  public var subject: Subject {
    let name = subjectName
    let lan = lan
    return Subject(
      kind: .group, name: name, datacenter: lan.datacenter.asRecord, lan: lan.asRecord,
      groups: [name])
  }

  public var place: Place? { storage.place(ofEntry: Int(storage.groups.entry[row])) }
}
