import FailoverBase
import FailoverInventory

/// What `host.json` says of a host.
struct HostFacts: Sendable {
  var hostname: String?
  var productUUID: String?
  var configID: String?
  var collected: Moment?
  var services: [HAService] = []
  var servicesPlace: Place?

  static let format = "failover-ha-host/1"

  init(_ root: JSONNode, input: String) {
    hostname = root["hostname"]?.text
    productUUID = root["productUuid"]?.text
    configID = root["configId"]?.text
    collected = root["collectedAt"]?.text.flatMap { Moment($0) }
    guard let software = root["software"], let items = software.items else { return }
    services = items.compactMap { item in
      item["name"]?.text.map {
        HAService(
          name: $0, version: item["version"]?.text, isActive: item["active"]?.flag,
          isEnabled: item["enabled"]?.flag)
      }
    }
    servicesPlace = Place(input: input, line: software.line, pointer: "/software")
  }
}
