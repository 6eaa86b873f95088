/// A public address that NICs of a LAN hold, where it is held more than once in the estate.
public struct AddressHolding: InventoryView {
  let inventory: Inventory
  let row: Int

  public init(inventory: Inventory, row: Int) {
    self.inventory = inventory
    self.row = row
  }

  private var storage: InventoryStorage { inventory.storage }

  private var use: AddressUse {
    let duplicates = storage.addresses.duplicates
    return row < duplicates.count
      ? duplicates[row] : storage.addresses.shared[row - duplicates.count]
  }

  public var address: String { Address.dotted(use.address) }
  public var lanID: String { use.lan.text(storage.records.symbols) }
  public var datacenter: Datacenter {
    Datacenter(inventory: inventory, row: Int(use.datacenter))
  }

  /// The LAN, if it is in the export.
  public var lan: LAN? {
    storage.lanRow(use.datacenter, use.lan).map { LAN(inventory: inventory, row: Int($0)) }
  }

  /// The NICs of the LAN that hold it, in the order of their ids.
  public var nics: [NIC] {
    use.nics.map { NIC(inventory: inventory, row: Int(storage.addresses.holders[Int($0)])) }
  }

  /// In how many other LANs the same address is held.
  public var otherLANCount: Int {
    max(0, (storage.addresses.duplicatesOf[use.address]?.count ?? 0) - 1)
  }

  /// The same address in other LANs or data centers: the first few, in the order of their names.
  public func elsewhere(first count: Int) -> [AddressHolding] {
    (storage.addresses.duplicatesOf[use.address] ?? []).lazy.filter { $0 != row }.prefix(count)
      .map { AddressHolding(inventory: inventory, row: $0) }
  }

  /// The LAN's group for this address; nil if it has none or is not in the export.
  public var group: FailoverGroup? {
    storage.group(use.datacenter, use.lan, Address(v4: use.address))
      .map { FailoverGroup(inventory: inventory, row: Int($0)) }
  }

  /// `<datacenterId>/<lanId>`.
  public var lanPath: String { datacenter.encodedID + "/" + storage.records.encoded(use.lan) }

  /// `address/<datacenterId>/<lanId>/<ip>`.
  public var subjectName: String { "address/\(lanPath)/\(address)" }

  public var subject: Subject {
    Subject(
      kind: .address, name: subjectName, datacenter: datacenter.asRecord,
      lan: lan?.asRecord ?? Subject.Record(id: lanID, name: nil),
      groups: group.map { [$0.subjectName] } ?? [])
  }

  public var place: Place? { nics.first?.place }
}
