import FailoverBase
import FailoverInventory

/// What the configuration of keepalived and its dump say together.
struct KeepalivedState {
  private let conf: KeepalivedReader?
  private let confPlace: Place?
  private let dump: [HAInstance]?
  private let dumpPlace: Place?

  init(conf: KeepalivedReader?, at confPlace: Place?, dump: [HAInstance]?, at dumpPlace: Place?) {
    self.conf = conf
    self.confPlace = confPlace
    self.dump = dump
    self.dumpPlace = dumpPlace
  }

  func put(into node: inout HANode) {
    node.keepalivedPlace = confPlace
    guard let place = dumpPlace ?? confPlace else { return }
    node.configurations.append(
      HANode.Configuration(
        software: .keepalived, isWhole: dump != nil || conf?.isWhole == true,
        place: confPlace ?? place, refusal: dump == nil ? conf?.refusal?.sentence : nil,
        refusalPlace: dump == nil ? conf?.refusal?.place : nil))
    guard let dump else {
      node.instances += conf?.instances ?? []
      return
    }
    let configured = Dictionary(
      (conf?.instances ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    node.instances += dump.map { running in
      configured[running.name].map { joined(running, $0) } ?? withoutConfiguration(running)
    }
    let running = Set(dump.map(\.name))
    node.unloaded = (conf?.instances ?? []).filter { !running.contains($0.name) }.map {
      var own = $0
      own.ignored.append(notReloaded(own.name, "is not in the dump", at: own.place))
      return own
    }
  }

  private func notReloaded(
    _ name: String, _ what: String, at place: Place
  ) -> HAInstance.IgnoredSetting {
    HAInstance.IgnoredSetting(
      setting: .notReloaded,
      sentence:
        "\(name) \(what): the configuration was changed, and keepalived has not reloaded it",
      place: place)
  }

  private func withoutConfiguration(_ running: HAInstance) -> HAInstance {
    guard conf?.isWhole == true else { return running }
    var own = running
    own.ignored.append(notReloaded(own.name, "is not in the configuration", at: own.place))
    return own
  }

  /// The dump, with what only the configuration says.
  private func joined(_ running: HAInstance, _ configured: HAInstance) -> HAInstance {
    var own = configured
    own.interface = running.interface ?? configured.interface
    own.routerID = running.routerID ?? configured.routerID
    own.priority = running.priority ?? configured.priority
    own.version = running.version ?? configured.version
    own.advertInterval = running.advertInterval ?? configured.advertInterval
    own.isActive = running.isActive
    own.usesVirtualMAC =
      running.usesVirtualMAC == true || configured.usesVirtualMAC == true
      ? true : running.usesVirtualMAC ?? configured.usesVirtualMAC
    own.isChecked = running.isChecked == true ? true : configured.isChecked
    own.showsAllAddresses = running.showsAllAddresses
    let virtual = Set(configured.addresses.lazy.filter(\.usesVirtualMAC).map(\.address))
    own.addresses = running.addresses.map { address in
      var address = address
      address.usesVirtualMAC = virtual.contains(address.address)
      return address
    }
    own.place = configured.place
    let differences = differences(running, configured)
    if !differences.isEmpty {
      own.ignored.append(
        notReloaded(
          own.name, "differs in \(differences.joined(separator: " and ")) from the dump",
          at: configured.place))
    }
    return own
  }

  private func differences(_ running: HAInstance, _ configured: HAInstance) -> [String] {
    func differ(_ a: Int?, _ b: Int?) -> Bool { a != nil && b != nil && a != b }
    var differences: [String] = []
    if differ(running.routerID, configured.routerID) { differences.append("the router id") }
    if differ(running.priority, configured.priority) { differences.append("the priority") }
    if running.showsAllAddresses && configured.showsAllAddresses {
      func listed(_ instance: HAInstance) -> Set<[String]> {
        Set(instance.addresses.map { [$0.address.text, "\($0.isExcluded)"] })
      }
      if listed(running) != listed(configured) { differences.append("the addresses") }
    }
    return differences
  }
}
