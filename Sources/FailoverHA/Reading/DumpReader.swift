import FailoverBase
import FailoverInventory

/// Reads `keepalived.json`, which keepalived writes at the signal JSON, in both of its versions.
struct DumpReader {
  /// All instances as the daemon understood them.
  private(set) var instances: [HAInstance] = []

  /// The list of instances of a document; nil if it is not such a dump.
  static func list(_ root: JSONNode) -> (items: [JSONNode], pointer: String)? {
    if let items = root["vrrp"]?.items { return (items, "/vrrp") }
    guard let items = root.items,
      items.first(where: { !$0.isEmptyObject })?["data"]?["iname"] != nil
    else { return nil }
    return (items, "")
  }

  init(_ items: [JSONNode], pointer: String, input: String) {
    for (index, item) in items.enumerated() {
      guard let data = item["data"], let name = data["iname"]?.text else { continue }
      let place = Place(input: input, line: data.line, pointer: "\(pointer)/\(index)/data")
      instances.append(DumpReader.instance(data, name, place))
    }
  }

  private static func instance(_ data: JSONNode, _ name: String, _ place: Place) -> HAInstance {
    var instance = HAInstance(name: name, software: .keepalived, place: place)
    instance.interface = data["ifp_ifname"]?.text
    instance.routerID = data["vrid"]?.integer
    instance.priority = data["base_priority"]?.integer
    instance.version = data["version"]?.integer
    instance.advertInterval = data["adver_int"]?.decimal.flatMap(HundredthsOfSeconds.of)
    if case .text(let vmac)? = data["vmac_ifname"]?.value {
      instance.usesVirtualMAC = !vmac.isEmpty
    }
    instance.isActive = data["state"]?.integer.map { $0 == 2 }
    let scripts = (data["track_script"]?.items ?? []) + (data["track_process"]?.items ?? [])
    instance.isChecked = scripts.isEmpty ? nil : true
    instance.showsAllAddresses = true
    for (key, isExcluded) in [("vips", false), ("evips", true)] {
      for (number, vip) in (data[key]?.items ?? []).enumerated() {
        let place = Place(
          input: place.input, line: vip.line, pointer: "\(place.pointer)/\(key)/\(number)")
        guard let address = vip.text.flatMap({ address($0, isExcluded, place) }) else {
          instance.showsAllAddresses = false
          continue
        }
        instance.addresses.append(address)
      }
    }
    return instance
  }

  /// `ADDRESS[/LENGTH] dev INTERFACE …`.
  private static func address(
    _ text: String, _ isExcluded: Bool, _ place: Place
  ) -> HAInstance.Address? {
    let words = text.split(separator: " ").map(String.init)
    guard let first = words.first, let (address, prefix) = PrefixedAddress.of(first) else {
      return nil
    }
    let device = words.firstIndex(of: "dev").flatMap { words.dropFirst($0 + 1).first }
    return HAInstance.Address(
      address: address, prefix: prefix ?? address.fullPrefix, isExcluded: isExcluded,
      interface: device, place: place)
  }
}
