/// Servers with their boot volume and NICs.
extension BundleWriter {
  mutating func write(
    _ server: PlannedServer, named name: NumberedName, in datacenter: DatacenterPath
  ) {
    let path = ServerPath(collection: datacenter.list("/servers"), id: server.id)
    let volume = ItemPath(collection: datacenter.list("/volumes"), id: UUIDText(&random))
    json.beginItem()
    head(server.id, "server", path)
    metadata()
    properties(of: server, name, volume)
    json.beginObject("entities")
    beginList("volumes", of: server.id, path.list("/volumes"))
    write(volume)
    endList()
    beginList("nics", of: server.id, path.list("/nics"))
    for (position, nic) in server.nics.enumerated() { write(nic, position, path) }
    endList()
    json.endObject()
    json.endObject()
  }

  private mutating func properties(
    of server: PlannedServer, _ name: NumberedName, _ volume: some ResourceWithID
  ) {
    json.beginObject("properties")
    json.null("templateUuid")
    json.member("name", name)
    json.member("hostname", name)
    json.member("cores", 1 << random.below(6))
    json.member("ram", 2048 << random.below(6))
    json.member("availabilityZone", server.zone == 1 ? "ZONE_1" : "ZONE_2")
    json.member("vmState", server.isRunning ? "RUNNING" : "SHUTOFF")
    json.null("bootCdrom")
    json.beginObject("bootVolume")
    head(volume.id, "volume", volume)
    json.endObject()
    json.member("cpuFamily", "INTEL_ICELAKE")
    json.member("type", "ENTERPRISE")
    json.endObject()
  }

  private mutating func write(_ volume: some ResourceWithID) {
    json.beginItem()
    head(volume.id, "volume", volume)
    metadata()
    json.beginObject("properties")
    json.member("name", "system")
    json.member("type", "SSD Standard")
    json.member("size", 20 << random.below(5))
    json.member("availabilityZone", "AUTO")
    json.null("image")
    json.member("bus", "VIRTIO")
    json.member("licenceType", "LINUX")
    json.member("deviceNumber", 1)
    json.endObject()
    json.endObject()
  }

  private mutating func write(_ nic: PlannedNIC, _ position: Int, _ server: ServerPath) {
    let path = NICPath(collection: server.list("/nics"), id: nic.id)
    json.beginItem()
    head(nic.id, "nic", path)
    metadata()
    json.beginObject("properties")
    json.member("name", NumberedName(word: "nic", number: position + 1, width: 1))
    if hasHardwareAddresses { json.member("mac", HardwareAddress(&random)) }
    json.beginArray("ips")
    if let group = nic.group { json.element(group) }
    json.element(nic.own)
    json.endArray()
    json.member("dhcp", true)
    json.member("lan", nic.lan)
    json.member("firewallActive", nic.firewallActive)
    json.member("firewallType", "INGRESS")
    json.member("deviceNumber", position + 1)
    json.member("pciSlot", position + 6)
    json.endObject()
    json.beginObject("entities")
    reference("firewallrules", of: nic.id, path.list("/firewallrules"))
    json.endObject()
    json.endObject()
  }
}

/// A resource's address, with the id that it ends in.
protocol ResourceWithID: Printable {
  associatedtype ID: Printable
  var id: ID { get }
}

extension ItemPath: ResourceWithID {}
