/// Writes an estate in the neutral format: the same records as `BundleWriter`, and no others.
///
/// What a bundle shows as an address only (the NICs of a LAN, firewall rules) is left out.
struct NeutralEstateWriter: EstateWriter, ~Copyable {
  private var markup: NeutralMarkup
  private var random: SplitMix64
  private let people: People
  // Of the data center that is under way.
  private var lans = 0
  private var publicLANs = 0
  private var failover: [[FailoverEntry]] = []
  private var hasHardwareAddresses = true

  var bytes: Int { markup.out.count }
  var failure: Int32 { markup.out.failure }

  init(_ out: consuming ByteOutput, isXML: Bool, seed: UInt64) {
    markup = NeutralMarkup(out, isXML: isXML)
    random = SplitMix64(seed: ~seed)
    people = People(&random)
  }

  mutating func begin() {
    markup.begin("inventory")
    markup.member("source", "Made for benchmarks")
    markup.beginList("datacenters")
  }

  // MARK: Data centers

  mutating func beginDatacenter(
    _ id: UUIDText, number: Int, location: Int, shape: EstateShape
  ) {
    lans = shape.lans
    publicLANs = shape.publicLANs
    hasHardwareAddresses = shape.hasHardwareAddresses
    failover = Array(repeating: [], count: lans + 1)
    markup.begin("datacenter")
    markup.member("id", id)
    markup.member("name", NumberedName(word: "production", number: number))
    markup.member("location", AddressPlan.locations[location])
    markup.member("creator", people.administrator.id)
    markup.beginList("servers")
  }

  mutating func write(_ cluster: Cluster) {
    for entry in cluster.entries { failover[entry.lan].append(entry) }
    for (position, server) in cluster.servers.enumerated() {
      let name = NumberedName(word: cluster.word, number: cluster.number, part: position + 1)
      write(server, named: name)
    }
  }

  private mutating func write(_ server: PlannedServer, named name: NumberedName) {
    markup.begin("server")
    markup.member("id", server.id)
    markup.member("name", name)
    markup.member("hostname", name)
    markup.member("zone", server.zone == 1 ? "ZONE_1" : "ZONE_2")
    markup.member("vmState", server.isRunning ? "RUNNING" : "SHUTOFF")
    markup.member("type", "ENTERPRISE")
    markup.member("state", "AVAILABLE")
    markup.beginList("nics")
    for (position, nic) in server.nics.enumerated() { write(nic, position) }
    markup.endList()
    markup.end()
  }

  private mutating func write(_ nic: PlannedNIC, _ position: Int) {
    markup.begin("nic")
    markup.member("id", nic.id)
    markup.member("name", NumberedName(word: "nic", number: position + 1, width: 1))
    markup.member("lan", NumberText(number: nic.lan))
    if hasHardwareAddresses { markup.member("mac", HardwareAddress(&random)) }
    markup.member("dhcp", true)
    markup.member("firewallActive", nic.firewallActive)
    markup.member("state", "AVAILABLE")
    markup.beginList("ips")
    if let group = nic.group { markup.item("ip", group) }
    markup.item("ip", nic.own)
    markup.endList()
    markup.end()
  }

  mutating func endDatacenter() {
    markup.endList()
    markup.beginList("lans")
    for lan in 1...lans { write(lan) }
    markup.endList()
    markup.end()
  }

  private mutating func write(_ lan: Int) {
    let isPublic = lan <= publicLANs
    let word: StaticString = isPublic ? "internet" : "backend"
    markup.begin("lan")
    markup.member("id", NumberText(number: lan))
    markup.member("name", NumberedName(word: word, number: lan, width: 1))
    markup.member("public", isPublic)
    markup.member("state", "AVAILABLE")
    markup.beginList("failoverGroups")
    for entry in failover[lan] {
      markup.begin("failoverGroup")
      markup.member("ip", entry.address)
      markup.beginList("masters")
      markup.item("master", entry.master)
      markup.endList()
      markup.end()
    }
    markup.endList()
    markup.end()
  }

  // MARK: The contract

  mutating func end(_ addresses: AddressPlan) {
    markup.endList()
    markup.beginList("contracts")
    markup.begin("contract")
    markup.member("number", NumberText(number: 31_884_402))
    markup.member("owner", people.owner.email)
    markup.end()
    markup.endList()
    writeBlocks(addresses)
    writeUsers()
    markup.end()
    markup.out.flush()
  }

  private mutating func writeBlocks(_ addresses: AddressPlan) {
    markup.beginList("ipBlocks")
    for location in AddressPlan.locations.indices {
      for (number, positions) in addresses.blocks(in: location).enumerated() {
        markup.begin("ipBlock")
        markup.member("id", UUIDText(&random))
        markup.member("name", NumberedName(word: "failover", number: number + 1))
        markup.member("location", AddressPlan.locations[location])
        markup.beginList("ips")
        for position in positions {
          markup.item("ip", AddressPlan.reserved(position, in: location))
        }
        markup.endList()
        markup.end()
      }
    }
    markup.endList()
  }

  private mutating func writeUsers() {
    markup.beginList("users")
    for person in [people.owner, people.administrator] {
      markup.begin("user")
      markup.member("id", person.id)
      markup.member("email", person.email)
      markup.member("active", true)
      markup.member("administrator", person.isAdministrator)
      markup.end()
    }
    markup.endList()
    markup.beginList("groups")
    markup.begin("group")
    markup.member("id", people.operatorGroup)
    markup.member("name", "operators")
    markup.beginList("users")
    markup.endList()
    markup.beginList("shares")
    markup.endList()
    markup.end()
    markup.endList()
  }
}
