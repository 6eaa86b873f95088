import FailoverBase
import FailoverInventory

/// Reads the block of one VRRP instance.
struct KeepalivedInstance {
  private(set) var instance: HAInstance
  private let statements: [KeepalivedStatement]
  private let globals: KeepalivedGlobals
  private let isWhole: Bool
  /// The addresses that were met.
  private var metAddresses: Set<ParsedAddress> = []
  /// Keywords with a statement that is not resolved and may count.
  private let uncertain: Set<String>

  init(
    _ statement: KeepalivedStatement, name: String, _ globals: KeepalivedGlobals, isWhole: Bool,
    _ secrets: HASecret
  ) {
    self.globals = globals
    self.isWhole = isWhole
    let block = statement.block ?? []
    statements = block.filter { !$0.isUncertain }
    uncertain = Set(block.lazy.filter(\.isUncertain).map(\.keyword))
    instance = HAInstance(name: name, software: .keepalived, place: statement.place)
    instance.isWhole = isWhole
    instance.interface = text("interface")
    takeAddresses()
    takePriority()
    takeVersion()
    takeTransport()
    takeAuthentication(secrets)
    takeTracking()
    instance.usesVirtualMAC = flag(["use_vmac", "use_vmac_addr"])
    if instance.addresses.contains(where: \.usesVirtualMAC) { instance.usesVirtualMAC = true }
  }

  /// Why keepalived starts nothing with this instance in its configuration.
  var refusal: String? {
    if !(1...255).contains(instance.routerID ?? 0) {
      return
        "keepalived starts no instance, as \(instance.name) has no virtual_router_id of 1 to 255"
    }
    let isUnicast = statements.contains { KeepalivedInstance.unicastWords.contains($0.keyword) }
    if instance.interface == nil && !isUnicast {
      return "keepalived starts no instance, as \(instance.name) has neither an interface nor "
        + "unicast peers"
    }
    return nil
  }

  // MARK: Values

  /// The last statement of a keyword.
  private func last(_ keyword: String) -> KeepalivedStatement? {
    uncertain.contains(keyword) ? nil : statements.last { $0.keyword == keyword }
  }

  private func text(_ keyword: String) -> String? { last(keyword)?.value }
  private func number(_ keyword: String) -> Int? { text(keyword).flatMap { Int($0) } }

  /// Whether a keyword is not there for certain.
  private func lacks(_ keyword: String) -> Bool {
    isWhole && !statements.contains { $0.keyword == keyword }
  }

  /// Whether one of some keywords is there.
  private func flag(_ keywords: [String]) -> Bool? {
    if statements.contains(where: { keywords.contains($0.keyword) }) { return true }
    return isWhole ? false : nil
  }

  private mutating func note(
    _ setting: HAInstance.IgnoredSetting.Setting, _ sentence: String, at place: Place,
    address: ParsedAddress? = nil
  ) {
    instance.ignored.append(
      HAInstance.IgnoredSetting(
        setting: setting, sentence: sentence, place: place, address: address))
  }

  private mutating func takePriority() {
    instance.routerID = number("virtual_router_id")
    let state = text("state")?.uppercased()
    if let statement = last("priority") {
      if let own = statement.value.flatMap({ Int($0) }), (1...255).contains(own) {
        instance.priority = own
      } else {
        instance.priority = 100
        note(
          .priority, "a priority out of 1 to 255 is ignored: it is 100", at: statement.place)
      }
    } else if lacks("priority") && (state != nil || lacks("state")) {
      instance.priority = state == "MASTER" ? 255 : 100
    }
    switch state {
    case "MASTER": instance.startsAsMaster = true
    case "BACKUP": instance.startsAsMaster = false
    // keepalived reports a state that is another word, and goes on without it.
    default: instance.startsAsMaster = isWhole ? instance.priority.map { $0 == 255 } : nil
    }
    if state == "MASTER", let statement = last("nopreempt") {
      note(.nopreempt, "nopreempt is ignored with state MASTER", at: statement.place)
    }
    instance.advertInterval =
      text("advert_int").flatMap { Double($0) }
      .flatMap(HundredthsOfSeconds.of) ?? (lacks("advert_int") ? 100 : nil)
  }

  /// Whether all its addresses are of IPv6, which VRRP has in version 3 only.
  private var isIPv6: Bool { instance.addresses.first?.address.isIPv6 ?? false }

  private mutating func takeVersion() {
    if isIPv6 {
      instance.version = 3
    } else if let own = number("version") {
      instance.version = own
    } else if lacks("version"), !globals.mayBeSet("vrrp_version") {
      instance.version = globals.version ?? 2
    }
  }

  // MARK: Addresses

  /// Options of an address that take an argument.
  private static let options: Set<String> = [
    "brd", "broadcast", "dev", "scope", "label", "peer", "preferred_lft", "track_group",
  ]

  private mutating func takeAddresses() {
    let keywords = [("virtual_ipaddress", false), ("virtual_ipaddress_excluded", true)]
    instance.showsAllAddresses =
      isWhole && !keywords.contains { uncertain.contains($0.0) }
    for (keyword, isExcluded) in keywords {
      for statement in statements where statement.keyword == keyword {
        // A value on the line of the keyword is not a block, and keepalived ignores it.
        for entry in statement.block ?? [] { takeAddress(entry, isExcluded) }
      }
    }
  }

  private mutating func takeAddress(_ entry: KeepalivedStatement, _ isExcluded: Bool) {
    if entry.isUncertain {
      instance.showsAllAddresses = false
      return
    }
    guard let first = entry.words.first, let (address, prefix) = PrefixedAddress.of(first) else {
      return
    }
    var own = HAInstance.Address(
      address: address, prefix: prefix ?? address.fullPrefix, isExcluded: isExcluded,
      place: entry.place)
    var words = entry.words.dropFirst()
    while let word = words.popFirst() {
      if word == "use_vmac" { own.usesVirtualMAC = true }
      if KeepalivedInstance.options.contains(word) {
        let argument = words.popFirst()
        if word == "dev" { own.interface = argument }
      } else if let (other, _) = PrefixedAddress.of(word) {
        note(
          .severalOnALine,
          "\(other.text) is ignored: a line of virtual_ipaddress takes one address",
          at: entry.place, address: other)
      }
    }
    if metAddresses.insert(address).inserted { instance.addresses.append(own) }
  }

  // MARK: Transport

  private static let unicastWords: Set<String> = [
    "unicast_peer", "unicast_src_ip", "unicast_fault_no_peer",
  ]

  private mutating func takeTransport() {
    instance.source = text("unicast_src_ip").flatMap { ParsedAddress($0) }
    instance.needsPeers = flag(["unicast_fault_no_peer"])
    instance.showsAllPeers = isWhole && !uncertain.contains("unicast_peer")
    for statement in statements where statement.keyword == "unicast_peer" {
      for entry in statement.block ?? [] { takePeer(entry) }
    }
    if !instance.peers.isEmpty {
      instance.transport = .unicast
      return
    }
    guard instance.showsAllPeers else { return }
    let keyword = statements.first { KeepalivedInstance.unicastWords.contains($0.keyword) }
    if instance.needsPeers == true {
      instance.transport = .unicast
    } else {
      instance.transport = .multicast(multicastGroup)
      if let keyword {
        note(
          .unicastWithoutPeers,
          "\(keyword.keyword) is ignored without unicast_peer: adverts go by multicast",
          at: keyword.place)
      }
    }
  }

  private var multicastGroup: ParsedAddress {
    if let own = text("mcast_dst_ip").flatMap({ ParsedAddress($0) }) { return own }
    if isIPv6 { return VRRPGroup.standard6 }
    return globals.multicastGroup ?? VRRPGroup.standard4
  }

  private mutating func takePeer(_ entry: KeepalivedStatement) {
    if entry.isUncertain {
      instance.showsAllPeers = false
      return
    }
    let words = entry.words.map { word in
      ParsedAddress(String(word.prefix { $0 != "/" && $0 != "-" }))
    }
    guard let first = words.first, let peer = first else { return }
    instance.peers.append(peer)
    for other in words.dropFirst().compactMap(\.self) {
      note(
        .severalOnALine, "\(other.text) is ignored: a line of unicast_peer takes one address",
        at: entry.place, address: nil)
    }
  }

  // MARK: Authentication

  private mutating func takeAuthentication(_ secrets: HASecret) {
    let isSigned = statements.contains { $0.keyword == "auth_hmac" }
    guard let statement = last("authentication") else {
      if lacks("authentication") {
        instance.authentication = HAAuthentication(type: "none", isSigned: isSigned)
      }
      return
    }
    let block = statement.block ?? []
    let password = block.last { $0.keyword == "auth_pass" }
    let type = block.last { $0.keyword == "auth_type" }?.value?.uppercased()
    let isSure = !block.contains(where: \.isUncertain)
    let isIgnored = instance.version == 3 || globals.isStrict == true || hasStrictMode
    if isIgnored {
      note(
        .authentication,
        instance.version == 3
          ? "authentication is ignored with version 3 of VRRP"
          : "authentication is ignored in strict mode",
        at: statement.place)
    }
    if let password, let text = password.value, secrets.mark(text) != nil, text.utf8.count > 8 {
      note(
        .passwordLength, "only the first 8 characters of auth_pass count", at: password.place)
    }
    guard isSure, globals.isStrict != nil else { return }
    instance.authentication = HAAuthentication(
      type: isIgnored ? "none" : type ?? "none",
      secret: isIgnored ? nil : password?.value.flatMap { secrets.mark($0) }, isSigned: isSigned)
  }

  private var hasStrictMode: Bool {
    guard let statement = last("strict_mode") else { return false }
    return !["off", "false", "no"].contains(statement.value ?? "on")
  }

  // MARK: Health checks

  private mutating func takeTracking() {
    let tracking = KeepalivedTracking(statements)
    if tracking.isCheck(globals.scripts) || globals.groupIsChecked(with: instance.name) {
      instance.isChecked = true
    } else {
      instance.isChecked = isWhole ? false : nil
    }
    guard isWhole else { return }
    for entry in tracking.scripts where !globals.scripts.contains(entry.keyword) {
      note(
        .undefinedCheck,
        "\(entry.keyword) is ignored: no vrrp_script has that name", at: entry.place)
    }
  }
}

extension KeepalivedStatement {
  var place: Place { Place(input: file.input, line: line, pointer: "") }
}
