/// Writes an estate as answers of the API, all in one document.
///
/// Lists that are nearly always empty (flow logs, CD-ROMs) are left out, and LANs show their NICs
/// as an address only, as the API does where its depth ends: a NIC is in the document once.
struct BundleWriter: EstateWriter, ~Copyable {
  var json: JSONWriter
  /// For what the plan of the estate does not decide.
  var random: SplitMix64
  let people: People
  // Of the data center that is under way.
  private var datacenter: DatacenterPath
  private var lans = 0
  private var publicLANs = 0
  private var failover: [[FailoverEntry]] = []
  private(set) var hasHardwareAddresses = true

  var bytes: Int { json.out.count }
  var failure: Int32 { json.out.failure }

  init(_ out: consuming ByteOutput, layout: EstateLayout, seed: UInt64) {
    json = JSONWriter(out, layout: layout)
    random = SplitMix64(seed: ~seed)
    people = People(&random)
    datacenter = DatacenterPath(
      collection: CollectionPath(name: "datacenters"), id: UUIDText(&random))
  }

  mutating func begin() {
    json.beginObject()
    beginCollection("datacenters", path: "datacenters")
  }

  mutating func beginDatacenter(
    _ id: UUIDText, number: Int, location: Int, shape: EstateShape
  ) {
    datacenter = DatacenterPath(collection: CollectionPath(name: "datacenters"), id: id)
    lans = shape.lans
    publicLANs = shape.publicLANs
    hasHardwareAddresses = shape.hasHardwareAddresses
    failover = Array(repeating: [], count: lans + 1)
    json.beginItem(line: true)
    head(id, "datacenter", datacenter)
    metadata()
    json.beginObject("properties")
    json.member("name", NumberedName(word: "production", number: number))
    json.member("description", "Made for benchmarks")
    json.member("location", AddressPlan.locations[location])
    json.member("version", 1 + random.below(400))
    json.beginArray("features")
    json.element("SSD")
    json.element("MULTIPLE_CPU")
    json.endArray()
    json.member("secAuthProtection", false)
    json.null("ipv6CidrBlock")
    json.endObject()
    json.beginObject("entities")
    beginList("servers", of: id, datacenter.list("/servers"))
  }

  /// Writes the servers of a cluster, and keeps its entries for the LANs.
  mutating func write(_ cluster: Cluster) {
    for entry in cluster.entries { failover[entry.lan].append(entry) }
    for (position, server) in cluster.servers.enumerated() {
      let name = NumberedName(word: cluster.word, number: cluster.number, part: position + 1)
      write(server, named: name, in: datacenter)
    }
  }

  mutating func endDatacenter() {
    endList()
    reference("volumes", of: datacenter.id, datacenter.list("/volumes"))
    beginList("lans", of: datacenter.id, datacenter.list("/lans"))
    for lan in 1...lans { write(lan) }
    endList()
    json.endObject()
    json.endObject()
  }

  private mutating func write(_ lan: Int) {
    let id = NumberText(number: lan)
    let path = ItemPath(collection: datacenter.list("/lans"), id: id)
    let isPublic = lan <= publicLANs
    json.beginItem()
    head(id, "lan", path)
    metadata()
    json.beginObject("properties")
    let word: StaticString = isPublic ? "internet" : "backend"
    json.member("name", NumberedName(word: word, number: lan, width: 1))
    json.beginArray("ipFailover")
    for entry in failover[lan] {
      json.beginItem()
      json.member("ip", entry.address)
      json.member("nicUuid", entry.master)
      json.endObject()
    }
    json.endArray()
    json.null("ipv4CidrBlock")
    json.null("ipv6CidrBlock")
    json.member("public", isPublic)
    json.null("pcc")
    json.endObject()
    json.beginObject("entities")
    reference("nics", of: id, path.list("/nics"))
    json.endObject()
    json.endObject()
  }

  /// Ends the list of data centers and writes everything else in the contract.
  mutating func end(_ addresses: AddressPlan) {
    json.endArray(line: true)
    json.endObject()
    writeAccounts(addresses)
    json.endObject()
    json.out.put("\n")
    json.out.flush()
  }
}
