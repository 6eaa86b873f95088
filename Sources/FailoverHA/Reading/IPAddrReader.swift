import FailoverBase
import FailoverInventory

/// Reads what `ip -j addr` prints, with or without `-d`.
struct IPAddrReader {
  private(set) var interfaces: [HAInterface] = []
  private(set) var holdings: [HAHolding] = []
  /// Whether nothing was left out by a filter.
  private(set) var isWhole = true

  /// Whether a document is such a list.
  static func takes(_ items: [JSONNode]) -> Bool {
    items.first { !$0.isEmptyObject }.map { $0["ifname"] != nil } ?? false
  }

  init(_ items: [JSONNode], input: String) {
    for (index, item) in items.enumerated() {
      // An empty object is what a filter leaves of an interface.
      guard let name = item["ifname"]?.text else {
        isWhole = false
        continue
      }
      let interface = HAInterface(
        name: name, hardwareAddress: item["address"]?.text.flatMap(HardwareAddressText.bits),
        parent: item["link"]?.text, kind: item["linkinfo"]?["info_kind"]?.text,
        isLoopback: item["link_type"]?.text == "loopback",
        place: Place(input: input, line: item.line, pointer: "/\(index)"))
      interfaces.append(interface)
      take(item["addr_info"], of: interface)
    }
  }

  private mutating func take(_ list: JSONNode?, of interface: HAInterface) {
    guard let items = list?.items else {
      if !interface.isLoopback { isWhole = false }
      return
    }
    for (number, item) in items.enumerated() where !item.isEmptyObject {
      guard let address = item["local"]?.text.flatMap({ ParsedAddress($0) }) else {
        // An interface of another family, such as a tunnel's end, has no local address.
        if item["local"] != nil { isWhole = false }
        continue
      }
      if interface.isLoopback { continue }
      holdings.append(
        HAHolding(
          address: address, prefix: item["prefixlen"]?.integer, interface: interface.name,
          isHeld: true, isDynamic: item["dynamic"]?.flag ?? false,
          place: Place(
            input: interface.place.input, line: item.line,
            pointer: interface.place.pointer + "/addr_info/\(number)")))
    }
  }
}

extension JSONNode {
  var isEmptyObject: Bool {
    if case .object(let members) = value { members.isEmpty } else { false }
  }
}
