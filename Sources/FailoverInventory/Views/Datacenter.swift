/// A virtual data center.
public struct Datacenter: InventoryView, Hashable {
  let inventory: Inventory
  let row: Int

  public init(inventory: Inventory, row: Int) {
    self.inventory = inventory
    self.row = row
  }

  private var storage: InventoryStorage { inventory.storage }
  private var record: DatacenterTable.Row { storage.records.datacenters.rows[row] }

  /// The id as text, UUIDs in lower case.
  public var id: String { record.id.text(storage.records.symbols) }
  /// At most its first 200 characters.
  public var name: String? { storage.records.texts.shown(record.name) }
  /// The location exactly as the export writes it, such as `de/fra`.
  public var location: String? { storage.records.text(record.location) }
  /// Whether more is known of it than its id.
  public var hasProperties: Bool { record.traits.contains(.properties) }

  /// What the export shows of a list.
  public enum ListState: Sendable, Hashable {
    /// The list is all there, and so is every record in it.
    case complete
    /// Some of its items are missing, or are references only.
    case partial
    /// The list is not in the export.
    case absent
  }

  public var lanList: ListState { storage.state(of: .lans, UInt32(row)) }
  public var serverList: ListState { storage.state(of: .servers, UInt32(row)) }

  /// Servers whose list of NICs is not complete, in the order of their ids.
  public var serversWithoutNICList: [Server] {
    let rows = Set(storage.serversWithoutNICList[UInt32(row)] ?? [])
    return storage.records.servers.sortedByID(rows, storage.records.identifierOrder).map {
      Server(inventory: inventory, row: Int($0))
    }
  }

  /// LANs with properties whose failover list is not known completely, in the order of their ids.
  public var lansWithOpenFailover: [LAN] {
    (storage.openFailoverLANs[UInt32(row)] ?? []).map { LAN(inventory: inventory, row: Int($0)) }
  }

  /// Whether the export shows all of it: its properties, its lists, the failover list of each LAN,
  /// and the NICs of every server.
  public var isWhole: Bool {
    hasProperties && lanList == .complete && serverList == .complete
      && storage.openFailoverLANs[UInt32(row)] == nil
      && storage.serversWithoutNICList[UInt32(row)] == nil
  }

  public static func == (a: Datacenter, b: Datacenter) -> Bool { a.row == b.row }
  public func hash(into hasher: inout Hasher) { hasher.combine(row) }

  /// `datacenter/<id>`.
  public var subjectName: String { storage.records.name(.datacenter, record.id) }

  var encodedID: String { storage.records.encoded(record.id) }
  var asRecord: Subject.Record { Subject.Record(id: id, name: name) }

  public var subject: Subject {
    Subject(
      kind: .datacenter, name: subjectName, datacenter: asRecord, record: asRecord)
  }

  public var place: Place? { storage.place(ofDatacenter: row) }
}

extension InventoryStorage {
  func state(of kind: ListKind, _ owner: UInt32) -> Datacenter.ListState {
    let verdict = lists[kind, owner]
    if verdict.contains(.complete) { return .complete }
    return verdict.contains(.met) ? .partial : .absent
  }
}

extension Records {
  /// The text of a symbol that is known.
  func text(_ symbol: Symbol) -> String? { symbol.isKnown ? symbols[symbol] : nil }
}
