import FailoverBase
import FailoverInventory

/// What moves addresses on a host: a VRRP instance, a resource of a cluster, a kube-vip pod.
///
/// What is not known is nil.
package struct HAInstance: Sendable, Hashable {
  package var name: String
  package var software: HASoftware
  package var place: Place
  package var interface: String?
  package var routerID: Int?
  /// The base priority.
  package var priority: Int?
  /// Whether it starts as master.
  package var startsAsMaster: Bool?
  /// The version of VRRP.
  package var version: Int?
  /// In hundredths of a second.
  package var advertInterval: Int?
  package var transport: Transport?
  package var authentication: HAAuthentication?
  /// The address that its adverts come from.
  package var source: ParsedAddress?
  package var peers: [ParsedAddress] = []
  /// Whether `peers` are all of them.
  package var showsAllPeers = false
  /// Whether it goes to the state fault where it is unicast and has no peers.
  package var needsPeers: Bool?
  package var addresses: [Address] = []
  /// Whether `addresses` are all of them.
  package var showsAllAddresses = false
  package var isActive: Bool?
  /// When that was; nil for when the host's evidence was collected.
  package var observed: Moment?
  package var usesVirtualMAC: Bool?
  /// Whether something beside the interface is watched.
  package var isChecked: Bool?
  /// Settings that the software ignores.
  package var ignored: [IgnoredSetting] = []
  /// Whether nothing of its configuration is missing.
  package var isWhole = false

  package init(name: String, software: HASoftware, place: Place) {
    self.name = name
    self.software = software
    self.place = place
  }

  package enum Transport: Sendable, Hashable {
    case unicast
    /// With the address of the multicast group.
    case multicast(ParsedAddress)

    package var words: String {
      switch self {
      case .unicast: "unicast"
      case .multicast(let group): "multicast to \(group.text)"
      }
    }
  }

  /// An address that an instance moves.
  package struct Address: Sendable, Hashable {
    package var address: ParsedAddress
    package var prefix: Int?
    /// Whether it is left out of adverts.
    package var isExcluded = false
    /// The interface on which it is put, where that is another one.
    package var interface: String?
    package var usesVirtualMAC = false
    package var place: Place
  }

  /// A setting that the software ignores, or takes for another one.
  package struct IgnoredSetting: Sendable, Hashable {
    package let setting: Setting
    /// One sentence without a full stop.
    package let sentence: String
    package let place: Place
    /// An address that the software does not take for one because of it.
    package var address: ParsedAddress?

    package enum Setting: String, Sendable, CaseIterable {
      case passwordLength = "auth-pass-length"
      case nopreempt, authentication
      case unicastWithoutPeers = "unicast-without-peers"
      case undefinedCheck = "undefined-check"
      case priority
      case severalOnALine = "several-on-a-line"
      case notReloaded = "not-reloaded"
    }
  }

  /// The addresses that are in adverts.
  package var advertised: Set<ParsedAddress> {
    Set(addresses.lazy.filter { !$0.isExcluded }.map(\.address))
  }

  /// The entry of an address.
  package func entry(_ address: ParsedAddress) -> Address? {
    addresses.first { $0.address == address }
  }

  /// The interface on which it puts an address.
  package func interface(of address: ParsedAddress) -> String? {
    entry(address)?.interface ?? interface
  }
}

/// How an instance proves to others that it is one of theirs. Secrets are not in it.
package struct HAAuthentication: Sendable, Hashable {
  /// `none`, or the type in upper case.
  package var type: String
  /// What distinguishes secrets in this run; nil if the secret is not known.
  package var secret: HASecret.Mark?
  /// Whether adverts are signed.
  package var isSigned = false
}
