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
  public var name: String? { storage.records.texts[record.name] }
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
  ///
  /// - Complexity: one pass over all servers, unless every list in the data center is complete.
  public var serversWithoutNICList: [Server] {
    if storage.completeNICLists[row] { return [] }
    return storage.records.servers.rows.indices.filter {
      storage.canonical.servers.isCanonical($0)
        && storage.records.servers.rows[$0].datacenter == UInt32(row)
        && !storage.showsNICs($0)
    }
    .map { Server(inventory: inventory, row: $0) }
    .sorted { storage.records.precedes($0.identifier, $1.identifier) }
  }

  public static func == (a: Datacenter, b: Datacenter) -> Bool { a.row == b.row }
  public func hash(into hasher: inout Hasher) { hasher.combine(row) }

  var encodedID: String { storage.records.encoded(record.id) }
  var asRecord: Subject.Record { Subject.Record(id: id, name: name) }

  public var subject: Subject {
    Subject(
      kind: .datacenter, name: "datacenter/" + encodedID, datacenter: asRecord, record: asRecord)
  }

  public var place: Place? { storage.place(ofDatacenter: row) }
}

extension InventoryStorage {
  func state(of kind: ListKind, _ owner: UInt32) -> Datacenter.ListState {
    let verdict = lists[kind, owner]
    if verdict.contains(.complete) { return .complete }
    return verdict.contains(.met) ? .partial : .absent
  }

  /// Whether a server shows a complete list of its NICs.
  func showsNICs(_ server: Int) -> Bool {
    records.servers.rows[server].traits.contains(.nics)
      || lists[.serverNICs, UInt32(server)].contains(.complete)
  }
}

extension Records {
  /// The text of a symbol that is known.
  func text(_ symbol: Symbol) -> String? { symbol.isKnown ? symbols[symbol] : nil }
}
