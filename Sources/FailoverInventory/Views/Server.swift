/// A server; it may be known by its id only.
public struct Server: InventoryView, Hashable {
  let inventory: Inventory
  let row: Int

  public init(inventory: Inventory, row: Int) {
    self.inventory = inventory
    self.row = row
  }

  private var storage: InventoryStorage { inventory.storage }
  private var record: ServerTable.Row { storage.records.servers.rows[row] }

  /// The id as text, UUIDs in lower case.
  public var id: String { record.id.text(storage.records.symbols) }
  /// At most its first 200 characters.
  public var name: String? { storage.records.texts.shown(record.name) }
  /// Whether more is known of it than its id.
  public var hasProperties: Bool { record.traits.contains(.properties) }

  /// The availability zone, if it is a real one: `ZONE_` and digits, in upper case. `AUTO` says
  /// that the platform chose, not what it chose.
  public var zone: String? {
    if record.zone == .zone1 { return "ZONE_1" }
    if record.zone == .zone2 { return "ZONE_2" }
    return zoneText.flatMap(Server.knownZone)
  }

  /// A text that is a real zone.
  package static func knownZone(_ text: String) -> String? {
    guard text.hasPrefix("ZONE_") else { return nil }
    let digits = text.utf8.dropFirst(5)
    return !digits.isEmpty && digits.allSatisfy { $0 >= 48 && $0 <= 57 } ? text : nil
  }

  /// The zone as the export writes it, in upper case.
  public var zoneText: String? { storage.records.text(record.zone) }

  /// Whether the machine runs; nil if the export does not say.
  public var isUp: Bool? { record.vmState.isKnown ? record.vmState == .running : nil }

  /// The machine's state as the export writes it, in upper case.
  public var stateText: String? { storage.records.text(record.vmState) }

  /// The state of the resource, such as `AVAILABLE` or `BUSY`, in upper case.
  public var provisioningText: String? { storage.records.text(record.state) }

  /// Whether it is BUSY or INACTIVE; nil if its state is not known.
  public var isInTransition: Bool? { record.state.isInTransition }

  /// How many cores it has.
  public var cores: Int? { record.fields.number(.cores).value }

  /// Its memory in MB.
  public var ramMB: Int? { record.fields.number(.ramMB).value }

  /// The CPU family, such as `INTEL_ICELAKE`, in upper case.
  public var cpuFamily: String? { storage.records.text(record.fields.word(.cpuFamily)) }

  public var datacenter: Datacenter? {
    record.datacenter < conflictingRow
      ? Datacenter(inventory: inventory, row: Int(record.datacenter)) : nil
  }

  public static func == (a: Server, b: Server) -> Bool { a.row == b.row }
  public func hash(into hasher: inout Hasher) { hasher.combine(row) }

  /// `server/<id>`.
  public var subjectName: String { storage.records.name(.server, record.id) }

  public var subject: Subject {
    Subject(
      kind: .server, name: subjectName, datacenter: datacenter?.asRecord,
      record: Subject.Record(id: id, name: name))
  }

  public var place: Place? { storage.place(ofServer: row) }
}
