/// What several say of one thing: what they differ in is not known.
enum Agreement {
  /// The value that all who know one give; nil if none does, or they differ.
  static func of<Value: Hashable>(_ values: some Sequence<Value?>) -> Value? {
    let known = Set(values.compactMap(\.self))
    return known.count == 1 ? known.first : nil
  }
}

extension HAInstance {
  /// The same instance as another host's evidence shows it: what both differ in is not known.
  func agreed(with other: HAInstance) -> HAInstance {
    if self == other { return self }
    var own = self
    func agree<Value: Hashable>(_ path: WritableKeyPath<HAInstance, Value?>) {
      own[keyPath: path] = Agreement.of([self[keyPath: path], other[keyPath: path]])
    }
    agree(\.interface)
    agree(\.routerID)
    agree(\.priority)
    agree(\.startsAsMaster)
    agree(\.version)
    agree(\.advertInterval)
    agree(\.transport)
    agree(\.authentication)
    agree(\.source)
    agree(\.needsPeers)
    agree(\.isActive)
    agree(\.usesVirtualMAC)
    agree(\.isChecked)
    if Set(peers) != Set(other.peers) { own.showsAllPeers = false }
    let knownPeers = Set(peers)
    own.peers += other.peers.filter { !knownPeers.contains($0) }
    let known = Set(addresses.map(\.address))
    if known != Set(other.addresses.map(\.address)) { own.showsAllAddresses = false }
    own.addresses += other.addresses.filter { !known.contains($0.address) }
    own.showsAllAddresses = own.showsAllAddresses && other.showsAllAddresses
    own.isWhole = isWhole && other.isWhole
    let knownIgnored = Set(ignored)
    own.ignored += other.ignored.filter { !knownIgnored.contains($0) }
    own.observed = [observed, other.observed].compactMap(\.self).min()
    return own
  }
}
