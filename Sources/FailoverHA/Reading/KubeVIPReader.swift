import FailoverBase
import FailoverInventory

/// The static pod of kube-vip on a host.
struct KubeVIPPod {
  let instance: HAInstance

  /// The lease that kube-vip takes for the control plane unless another one is set.
  static let standardLease = "plndr-cp-lock"

  /// - Parameter root: a pod as JSON; nil is returned for one without the settings of kube-vip.
  init?(_ root: JSONNode, input: String) {
    let containers = root["spec"]?["containers"]?.items ?? []
    var settings: [String: String] = [:]
    for container in containers {
      for entry in container["env"]?.items ?? [] {
        if let name = entry["name"]?.text { settings[name] = entry["value"]?.text ?? "" }
      }
    }
    self.init(settings, place: Place(input: input, line: root.line, pointer: "/spec/containers"))
  }

  /// The same as YAML.
  init?(_ root: YAMLNode, input: String) {
    var settings: [String: String] = [:]
    for container in root.member("spec")?.member("containers")?.sequence ?? [] {
      for entry in container.member("env")?.sequence ?? [] {
        if let name = entry.member("name")?.scalar {
          settings[name] = entry.member("value")?.scalar ?? ""
        }
      }
    }
    self.init(
      settings,
      place: Place(input: input, line: root.member("spec")?.place.line ?? 1, pointer: ""))
  }

  private init?(_ settings: [String: String], place: Place) {
    guard let address = settings["address"] ?? settings["vip_address"] else { return nil }
    // A template leaves names in the place of values.
    func known(_ key: String) -> String? {
      settings[key].flatMap { $0.isEmpty || $0.contains("$") ? nil : $0 }
    }
    let name = settings["vip_leasename"] == nil ? KubeVIPPod.standardLease : known("vip_leasename")
    var instance = HAInstance(
      name: name ?? "?", software: .kubeVIP, place: place)
    instance.interface = known("vip_interface")
    instance.usesVirtualMAC = false
    instance.isWhole = true
    if let (address, prefix) = PrefixedAddress.of(address) {
      instance.addresses = [
        HAInstance.Address(
          address: address, prefix: prefix ?? address.fullPrefix, place: place)
      ]
      instance.showsAllAddresses = true
    }
    self.instance = instance
  }
}

extension HALease {
  init(_ root: JSONNode, input: String, source: Int) {
    let spec = root["spec"]
    self.init(
      source: source, name: root["metadata"]?["name"]?.text ?? "",
      holder: spec?["holderIdentity"]?.text,
      renewed: spec?["renewTime"]?.text.flatMap { Moment($0) },
      place: Place(input: input, line: spec?.line ?? root.line, pointer: "/spec"))
  }
}

extension YAMLNode {
  func member(_ key: String) -> YAMLNode? {
    guard case .mapping(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  var sequence: [YAMLNode]? { if case .sequence(let items) = value { items } else { nil } }
  var scalar: String? { if case .scalar(let scalar) = value { scalar.text } else { nil } }
}
