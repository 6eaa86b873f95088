import EstateMaking

/// What a document says of its groups, found out without the planner.
struct EstateFacts {
  struct NIC {
    let id: String
    let server: String
    let zone: String
    let lan: Int
    let addresses: [String]
  }

  struct Group {
    let datacenter: String
    let location: String
    let lan: Int
    let address: String
    let master: String
    var members: [NIC] = []
  }

  private(set) var nics: [NIC] = []
  private(set) var groups: [Group] = []
  private(set) var ids: [String] = []
  private(set) var summary = EstateSummary()

  init(_ made: MadeEstate) throws {
    summary.bytes = made.bytes.count
    for datacenter in try made.value()["datacenters"].items { add(datacenter) }
    summary.memberNICs = groups.reduce(0) { $0 + $1.members.count }
    var failures = EstateSummary.Failures()
    let byAddress = Dictionary(grouping: groups, by: \.address)
    for group in groups {
      let servers = Set(group.members.map(\.server)).count
      if servers == 1 { failures.singleServerGroup += 1 }
      if servers > 1 && Set(group.members.map(\.zone)).count == 1 { failures.singleZoneGroup += 1 }
      if group.members.allSatisfy({ $0.id != group.master }) { failures.masterNotAMember += 1 }
      if byAddress[group.address]?.count ?? 0 > 1 { failures.addressInTwoGroups += 1 }
    }
    summary.failures = failures
  }

  private mutating func add(_ datacenter: JSON) {
    ids.append(datacenter["id"].text)
    let servers = datacenter["entities", "servers"].items
    let lans = datacenter["entities", "lans"].items
    let own = servers.flatMap(self.nics)
    let holders = Dictionary(grouping: own) { $0.addresses.count > 1 ? $0.addresses[0] : "" }
    for lan in lans {
      for entry in lan["properties", "ipFailover"].elements {
        let number = Int(lan["id"].text) ?? 0
        groups.append(
          Group(
            datacenter: datacenter["id"].text, location: datacenter["properties", "location"].text,
            lan: number, address: entry["ip"].text, master: entry["nicUuid"].text,
            members: holders[entry["ip"].text]?.filter { $0.lan == number } ?? []))
      }
    }
    nics += own
    ids += servers.map { $0["id"].text } + own.map(\.id)
    summary.datacenters += 1
    summary.servers += servers.count
    summary.lans += lans.count
    summary.nics += own.count
    summary.groups = groups.count
  }

  private func nics(of server: JSON) -> [NIC] {
    server["entities", "nics"].items.map {
      NIC(
        id: $0["id"].text, server: server["id"].text,
        zone: server["properties", "availabilityZone"].text, lan: $0["properties", "lan"].number,
        addresses: $0["properties", "ips"].texts)
    }
  }
}
