import FailoverInventory

/// An address with the length of its prefix.
enum PrefixedAddress {
  /// The parts of `ADDRESS[/LENGTH]`; nil for anything else.
  static func of(_ text: String) -> (ParsedAddress, prefix: Int?)? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let address = ParsedAddress(String(first)) else { return nil }
    if parts.count == 1 { return (address, nil) }
    guard let length = Int(parts[1]), (0...address.fullPrefix).contains(length) else { return nil }
    return (address, length)
  }
}

extension ParsedAddress {
  /// The length of the prefix of a single address.
  var fullPrefix: Int {
    switch self {
    case .v4: 32
    case .v6: 128
    }
  }

  var isIPv6: Bool { if case .v6 = self { true } else { false } }
}

/// Intervals of seconds with two decimals.
enum HundredthsOfSeconds {
  static func of(_ seconds: Double) -> Int? {
    guard seconds.isFinite, seconds >= 0, seconds <= 10_000 else { return nil }
    return Int((seconds * 100).rounded())
  }
}
