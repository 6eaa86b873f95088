extension InventoryStorage {
  /// Whether all labels of a data center are known.
  func knowsLabels(ofDatacenter row: Int) -> Bool {
    let datacenter = records.datacenters.rows[row]
    return knowsLabels(datacenter.id, datacenter.traits, labels.ofDatacenter(UInt32(row)))
  }

  /// Whether all labels of a server are known.
  func knowsLabels(ofServer row: Int) -> Bool {
    let server = records.servers.rows[row]
    return knowsLabels(server.id, server.traits, labels.ofServer(UInt32(row)))
  }

  /// A label with two values is not known, and neither are the others then.
  private func knowsLabels(
    _ id: Identifier, _ traits: RecordTraits, _ own: ArraySlice<Labels.Label>
  ) -> Bool {
    let isListed =
      traits.contains(.labels) || lists[.labels, holder: id].contains(.whole)
      || lists[.labels, noRow].contains(.whole)
    return isListed && own.allSatisfy { $0.value.isKnown }
      && zip(own, own.dropFirst()).allSatisfy { !records.texts.areEqual($0.key, $1.key) }
  }
}
