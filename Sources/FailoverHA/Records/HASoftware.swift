import FailoverBase

/// A program that moves addresses between servers.
package enum HASoftware: Hashable, Sendable {
  case keepalived, pacemaker, kubeVIP
  /// Another one, by its word in lower case.
  case other(String)

  package init(_ word: String) {
    switch word.lowercased() {
    case "keepalived": self = .keepalived
    case "pacemaker", "corosync": self = .pacemaker
    case "kube-vip": self = .kubeVIP
    case let other: self = .other(other)
    }
  }

  package var word: String {
    switch self {
    case .keepalived: "keepalived"
    case .pacemaker: "pacemaker"
    case .kubeVIP: "kube-vip"
    case .other(let word): word
    }
  }

  /// Whether its instances agree by VRRP.
  package var speaksVRRP: Bool { self == .keepalived || self == .other("vrrp") }

  /// Whether it puts addresses on interfaces; some only answer for them.
  package var configuresAddresses: Bool { self != .other("metallb") && self != .other("cilium") }

  /// Whether it uses virtual hardware addresses by nature.
  var needsVirtualMAC: Bool { self == .other("carp") }
}

/// A service of a host, as its init system reports it.
package struct HAService: Hashable, Sendable {
  /// The name as it is written.
  package let name: String
  package let version: String?
  package let isActive: Bool?
  package let isEnabled: Bool?
}
