import FailoverInventory

/// The multicast groups of VRRP (RFC 9568, section 5.1).
enum VRRPGroup {
  static let standard4 = ParsedAddress.v4(0xE000_0012)
  static let standard6 = ParsedAddress.v6(0xFF02_0000_0000_0000_0000_0000_0000_0012)

  /// The group in which an instance with these addresses sends unless it is configured otherwise.
  static func standard(of addresses: [ParsedAddress]) -> ParsedAddress {
    addresses.first?.isIPv6 == true ? standard6 : standard4
  }
}
