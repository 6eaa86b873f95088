import FailoverBase
import FailoverInventory

/// A network interface of a host.
package struct HAInterface: Sendable, Hashable {
  package let name: String
  /// Its hardware address as a number of 48 bits.
  package let hardwareAddress: UInt64?
  /// The interface that it is made on.
  package let parent: String?
  /// Such as `macvlan` or `vlan`.
  package let kind: String?
  package let isLoopback: Bool
  package let place: Place

  /// Whether it has a hardware address of its own beside that of its parent.
  package var isMACVLAN: Bool {
    if kind == "macvlan" { return true }
    return kind == nil && parent != nil && hasVirtualAddress
  }

  /// Whether its hardware address is one that VRRP reserves (RFC 9568, section 7.3).
  private var hasVirtualAddress: Bool {
    guard let hardwareAddress else { return false }
    return [0x00_005E_0001, 0x00_005E_0002].contains(hardwareAddress >> 8)
  }
}

/// An address that a host has, or is said not to have.
package struct HAHolding: Sendable, Hashable {
  package let address: ParsedAddress
  package let prefix: Int?
  /// The name of the interface.
  package let interface: String?
  package let isHeld: Bool?
  /// Whether it came by DHCP.
  package let isDynamic: Bool?
  package let place: Place
}

/// A hardware address in any of its spellings.
enum HardwareAddressText {
  /// The 48 bits of twelve hex digits, whatever separates them; nil for any other text.
  static func bits(_ text: String) -> UInt64? {
    let digits = text.unicodeScalars.filter { !":-. ".unicodeScalars.contains($0) }
    guard digits.count == 12, digits.allSatisfy({ $0.isASCII && Character($0).isHexDigit }) else {
      return nil
    }
    return UInt64(String(String.UnicodeScalarView(digits)), radix: 16)
  }
}
