/// A LAN of a data center.
public struct LAN: InventoryView, Hashable {
  let inventory: Inventory
  let row: Int

  public init(inventory: Inventory, row: Int) {
    self.inventory = inventory
    self.row = row
  }

  private var storage: InventoryStorage { inventory.storage }
  private var record: LANTable.Row { storage.records.lans.rows[row] }

  /// The id, unique only in its data center.
  public var id: String { record.id.text(storage.records.symbols) }
  /// At most its first 200 characters.
  public var name: String? { storage.records.texts.shown(record.name) }
  public var hasProperties: Bool { record.traits.contains(.properties) }

  public var datacenter: Datacenter {
    Datacenter(inventory: inventory, row: Int(record.datacenter))
  }

  /// Whether the export shows its failover list, even an empty one; not if copies of the LAN differ
  /// in it.
  public var showsFailoverList: Bool {
    record.failover == .list || record.failover == .null
  }

  /// Whether an entry of its failover list, or the address of one, is not known, or the list says
  /// that it may lack entries.
  public var mayHaveMoreGroups: Bool {
    record.failover == .gaps || record.failover == .partial
      || storage.lansWithoutAddress.contains(UInt32(row))
  }

  /// Whether one of its groups may have a master that is not known.
  public var mayNameMoreMasters: Bool {
    mayHaveMoreGroups || groups.contains(where: \.mayNameMoreMasters)
  }

  /// Whether the export shows all its failover groups, with all that each declares.
  public var knowsFailoverThroughout: Bool {
    storage.knowsFailover(ofLAN: UInt32(row))
  }

  /// Whether it is connected to the internet.
  public var isPublic: Bool? { record.isPublic.value }

  /// The cross connect that it is on: nil if it is on none, `.some(nil)` if that is not known or
  /// copies of the LAN differ.
  public var crossConnect: String?? { optional(record.crossConnect, .crossConnect) }

  /// Its range of IPv6 addresses: nil if it has none, `.some(nil)` if that is not known or copies
  /// of the LAN differ.
  public var ipv6Block: String?? { optional(record.ipv6Block, .ipv6CidrBlock) }

  private func optional(_ text: TextRef, _ member: RecordMember) -> String?? {
    guard storage.knows(member, ofLAN: row, text) else { return .some(nil) }
    return storage.records.texts.shown(text).map { .some($0) }
  }

  /// The state of the resource, such as `AVAILABLE` or `BUSY`, in upper case.
  public var stateText: String? { storage.records.text(record.state) }

  /// Whether it is BUSY or INACTIVE; nil if its state is not known.
  public var isInTransition: Bool? { record.state.isInTransition }

  public var groups: Views<FailoverGroup> {
    Views(inventory: inventory, rows: .range(storage.groups.ofLAN[UInt32(row)] ?? 0..<0))
  }

  public static func == (a: LAN, b: LAN) -> Bool { a.row == b.row }
  public func hash(into hasher: inout Hasher) { hasher.combine(row) }

  var asRecord: Subject.Record { Subject.Record(id: id, name: name) }

  /// `lan/<datacenterId>/<lanId>`.
  public var subjectName: String {
    let record = record
    let datacenter = storage.records.datacenters.rows[Int(record.datacenter)]
    return storage.records.name(.lan, datacenter.id, record.id).text
  }

  public var subject: Subject {
    Subject(
      kind: .lan, name: subjectName, datacenter: datacenter.asRecord, lan: asRecord,
      record: asRecord)
  }

  public var place: Place? { storage.place(ofLAN: row) }
}
