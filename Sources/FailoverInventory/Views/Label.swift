/// A label of a data center or server, as the customer set it.
public struct Label: Hashable, Sendable {
  /// The whole text of the key.
  public let key: String
  /// The whole text of the value; nil if it is not known.
  public let value: String?
}

extension InventoryStorage {
  fileprivate func labels(_ own: ArraySlice<Labels.Label>) -> [Label] {
    own.map { Label(key: records.texts[$0.key] ?? "", value: records.texts[$0.value]) }
  }
}

extension Datacenter {
  /// Its labels, in the order of keys and values.
  public var labels: [Label] {
    inventory.storage.labels(inventory.storage.labels.ofDatacenter(UInt32(row)))
  }

  /// Whether the export shows all its labels, and one value for each key.
  public var areLabelsKnown: Bool { inventory.storage.knowsLabels(ofDatacenter: row) }
}

extension Server {
  /// Its labels, in the order of keys and values.
  public var labels: [Label] {
    inventory.storage.labels(inventory.storage.labels.ofServer(UInt32(row)))
  }

  /// Whether the export shows all its labels, and one value for each key.
  public var areLabelsKnown: Bool { inventory.storage.knowsLabels(ofServer: row) }
}
