import FailoverBase
import FailoverInventory

/// Reads the neutral form of evidence, for software that is not read by itself.
struct NeutralReader {
  static let format = "failover-ha/1"

  /// In the order of the document.
  private(set) var nodes: [HANode] = []
  /// Members that the form does not have, and values that cannot be taken.
  private(set) var problems: [Problem] = []
  private let input: String
  private let source: Int

  init(_ root: JSONNode, input: String, source: Int) {
    self.input = input
    self.source = source
    checkMembers(root, NeutralMembers.root, "")
    for (index, item) in (root["nodes"]?.items ?? []).enumerated() {
      take(item, "/nodes/\(index)", number: index + 1)
    }
  }

  private mutating func take(_ item: JSONNode, _ pointer: String, number: Int) {
    guard item.isObject else { return note(item, pointer, "is not an object") }
    checkMembers(item, NeutralMembers.node, pointer)
    let hostname = item["hostname"]?.text
    let server = item["server"]?.text
    var node = HANode(
      name: hostname ?? server ?? "node \(number)", source: source, isFolder: false,
      place: Place(input: input, line: item.line, pointer: pointer))
    node.names = [hostname].compactMap(\.self)
    node.serverIDs = [server].compactMap(\.self)
    node.hardwareAddresses = (item["macs"]?.items ?? []).compactMap {
      $0.text.flatMap(HardwareAddressText.bits)
    }
    node.collected = item["collectedAt"]?.text.flatMap { Moment($0) }
    let isPartial = item["partial"]?.flag == true
    takeInterfaces(item, pointer, &node)
    takeAddresses(item, pointer, isPartial, &node)
    takeInstances(item, pointer, isPartial, &node)
    nodes.append(node)
  }

  private mutating func takeInterfaces(_ item: JSONNode, _ pointer: String, _ node: inout HANode) {
    for (index, own) in (item["interfaces"]?.items ?? []).enumerated() {
      let pointer = "\(pointer)/interfaces/\(index)"
      checkMembers(own, NeutralMembers.interface, pointer)
      guard let name = own["name"]?.text else {
        note(own, pointer, "has no name")
        continue
      }
      node.interfaces.append(
        HAInterface(
          name: name, hardwareAddress: own["mac"]?.text.flatMap(HardwareAddressText.bits),
          parent: own["parent"]?.text, kind: own["kind"]?.text, isLoopback: false,
          place: Place(input: input, line: own.line, pointer: pointer)))
    }
  }

  private mutating func takeAddresses(
    _ item: JSONNode, _ pointer: String, _ isPartial: Bool, _ node: inout HANode
  ) {
    guard let items = item["addresses"]?.items else { return }
    node.holdingList = isPartial ? .partial : .whole
    for (index, own) in items.enumerated() {
      let pointer = "\(pointer)/addresses/\(index)"
      checkMembers(own, NeutralMembers.address, pointer)
      guard let (address, prefix) = own["ip"]?.text.flatMap(PrefixedAddress.of) else {
        node.holdingList = .partial
        note(own, pointer, "has no address (ip)")
        continue
      }
      let isHeld = own["held"]?.flag
      if isHeld != nil { node.hasState = true }
      node.holdings.append(
        HAHolding(
          address: address, prefix: prefix, interface: own["interface"]?.text, isHeld: isHeld,
          isDynamic: own["dynamic"]?.flag,
          place: Place(input: input, line: own.line, pointer: pointer)))
    }
  }

  private mutating func takeInstances(
    _ item: JSONNode, _ pointer: String, _ isPartial: Bool, _ node: inout HANode
  ) {
    guard let list = item["instances"], let items = list.items else { return }
    var isWhole = !isPartial
    for (index, own) in items.enumerated() {
      let pointer = "\(pointer)/instances/\(index)"
      guard own.isObject else {
        isWhole = false
        note(own, pointer, "is not an object")
        continue
      }
      checkMembers(own, NeutralMembers.instance, pointer)
      let place = Place(input: input, line: own.line, pointer: pointer)
      let instance = instance(own, index, place, isPartial)
      if instance.isActive != nil { node.hasState = true }
      if !instance.showsAllAddresses { isWhole = false }
      node.instances.append(instance)
    }
    node.configurations.append(
      HANode.Configuration(
        software: nil, isWhole: isWhole,
        place: Place(input: input, line: list.line, pointer: pointer + "/instances")))
  }

  private mutating func instance(
    _ own: JSONNode, _ index: Int, _ place: Place, _ isPartial: Bool
  ) -> HAInstance {
    let software = HASoftware(own["software"]?.text ?? "other")
    var instance = HAInstance(
      name: own["name"]?.text ?? "instance \(index + 1)", software: software, place: place)
    instance.interface = own["interface"]?.text
    instance.routerID = own["routerId"]?.integer
    instance.priority = own["priority"]?.integer
    instance.startsAsMaster = own["initialState"]?.text.flatMap(NeutralReader.startsAsMaster)
    instance.version = own["version"]?.integer
    instance.advertInterval = own["advertInterval"]?.decimal.flatMap(HundredthsOfSeconds.of)
    instance.authentication = own["authentication"]?.text.map {
      HAAuthentication(type: $0.lowercased() == "none" ? "none" : $0.uppercased())
    }
    instance.source = own["source"]?.text.flatMap { ParsedAddress($0) }
    instance.isActive = own["active"]?.flag
    instance.usesVirtualMAC = software.needsVirtualMAC ? true : own["virtualMac"]?.flag
    instance.isChecked = own["healthCheck"]?.flag
    instance.isWhole = !isPartial
    takePeers(own, &instance)
    takeAddresses(own, place, &instance)
    instance.transport = transport(own, instance)
    return instance
  }

  private static func startsAsMaster(_ word: String) -> Bool? {
    switch word.uppercased() {
    case "MASTER": true
    case "BACKUP": false
    default: nil
    }
  }

  private func takePeers(_ own: JSONNode, _ instance: inout HAInstance) {
    guard let peers = own["peers"]?.items else { return }
    instance.peers = peers.compactMap { $0.text.flatMap { ParsedAddress($0) } }
    instance.showsAllPeers = instance.peers.count == peers.count
  }

  private mutating func takeAddresses(
    _ own: JSONNode, _ place: Place, _ instance: inout HAInstance
  ) {
    guard let items = own["addresses"]?.items else { return }
    instance.showsAllAddresses = true
    for (number, item) in items.enumerated() {
      let pointer = "\(place.pointer)/addresses/\(number)"
      if item.isObject { checkMembers(item, NeutralMembers.managed, pointer) }
      guard let text = item.text ?? item["ip"]?.text,
        let (address, prefix) = PrefixedAddress.of(text)
      else {
        instance.showsAllAddresses = false
        note(item, pointer, "is not an address")
        continue
      }
      instance.addresses.append(
        HAInstance.Address(
          address: address, prefix: prefix ?? item["prefix"]?.integer,
          isExcluded: item["excluded"]?.flag ?? false, interface: item["interface"]?.text,
          place: Place(input: input, line: item.line, pointer: pointer)))
    }
  }

  private func transport(_ own: JSONNode, _ instance: HAInstance) -> HAInstance.Transport? {
    switch own["transport"]?.text?.lowercased() {
    case "unicast": return .unicast
    case "multicast":
      let group = own["multicastGroup"]?.text.flatMap { ParsedAddress($0) }
      return .multicast(group ?? VRRPGroup.standard(of: instance.addresses.map(\.address)))
    default: return nil
    }
  }

  // MARK: Problems

  private mutating func checkMembers(_ own: JSONNode, _ known: Set<String>, _ pointer: String) {
    guard case .object(let members) = own.value else { return }
    for (key, value) in members where !known.contains(key) {
      note(
        value, pointer,
        "has a member \"\(key.prefix(60))\" that \(NeutralReader.format) does not have")
    }
  }

  private mutating func note(_ node: JSONNode, _ pointer: String, _ what: String) {
    if problems.count == ReadingNote.limit { return }
    let subject = pointer.isEmpty ? "the document" : pointer
    problems.append(
      Problem(input: input, line: node.line, pointer: pointer, sentence: "\(subject) \(what)"))
  }
}

/// The members of each object of the neutral form.
enum NeutralMembers {
  static let root: Set<String> = ["format", "nodes", "source"]
  static let node: Set<String> = [
    "server", "hostname", "macs", "collectedAt", "interfaces", "addresses", "instances", "partial",
  ]
  static let interface: Set<String> = ["name", "mac", "parent", "kind"]
  static let address: Set<String> = ["ip", "interface", "held", "dynamic"]
  static let instance: Set<String> = [
    "name", "software", "interface", "routerId", "priority", "initialState", "version",
    "advertInterval", "authentication", "transport", "multicastGroup", "source", "peers",
    "addresses", "active", "virtualMac", "healthCheck",
  ]
  static let managed: Set<String> = ["ip", "prefix", "excluded", "interface"]
}
