import FailoverAudit
import FailoverBase

/// Estates and hosts that examples about the failover software share.
enum SoftwareExamples {
  static let group = "group/dc/1/85.215.1.1"
  static let address = "85.215.1.1"

  /// An example about the group of `estate`.
  ///
  /// - Parameter nodes: the hosts that the evidence shows.
  static func example(
    _ title: String, _ nodes: [OrderedJSON], _ outcome: Outcome,
    in estate: ExampleEstate = estate(), file: String = #filePath, line: Int = #line
  ) -> Example {
    Example(
      title, estate, evidence: [SoftwareExamples.file(nodes)], outcomes: [group: outcome],
      file: file, line: line)
  }

  /// A group of two servers, `s1` and `s2`, on LAN 1.
  ///
  /// - Parameters:
  ///   - master: the NIC that is named as master.
  ///   - address: the group's address.
  ///   - states: the states of the two machines.
  ///   - others: further servers.
  ///   - isWhole: whether the export shows all servers and NICs.
  static func estate(
    master: String? = "a", address: String = address,
    states: (String?, String?) = ("RUNNING", "RUNNING"),
    others: [ExampleEstate.Server] = [], isWhole: Bool = true
  ) -> ExampleEstate {
    let servers =
      [
        ExampleEstate.Server("s1", state: states.0, nics: [nic("a", [address], mac: 1)]),
        .init("s2", state: states.1, nics: [nic("b", [address], mac: 2)]),
      ] + others
    return ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init(address, master: master)])],
        servers: isWhole ? .all(servers) : .firstPage(servers)))
  }

  static func nic(
    _ id: String, _ ips: [String], lan: Int = 1, mac: Int
  ) -> ExampleEstate.NIC {
    ExampleEstate.NIC(id, lan: lan, ips, mac: macText(mac))
  }

  static func macText(_ number: Int) -> String { "02:01:00:00:00:0\(number)" }

  /// A host in the neutral form.
  ///
  /// - Parameters:
  ///   - server: the id of its server.
  ///   - members: other members than `server`.
  static func host(
    _ server: String, _ members: [(key: String, value: OrderedJSON)]
  ) -> OrderedJSON {
    .object([("server", .string(server))] + members)
  }

  /// A host that has the address on `eth0`, or has it not.
  static func holder(
    _ server: String, _ isHolder: Bool, mac: Int? = nil, at time: String? = nil,
    instances: [OrderedJSON]? = nil
  ) -> OrderedJSON {
    var members: [(key: String, value: OrderedJSON)] = []
    if let time { members.append(("collectedAt", .string(time))) }
    if let mac {
      members.append(
        ("interfaces", [["name": "eth0", "mac": .string(macText(mac))]]))
    }
    members.append(
      ("addresses", [["ip": .string(address), "interface": "eth0", "held": .bool(isHolder)]]))
    if let instances { members.append(("instances", .array(instances))) }
    return host(server, members)
  }

  /// A host with instances.
  static func configured(_ server: String, _ instances: OrderedJSON...) -> OrderedJSON {
    host(server, [("instances", .array(instances))])
  }

  /// An instance of VRRP that moves the address.
  ///
  /// - Parameter members: members in place of the usual ones, or besides.
  static func vrrp(_ members: [(key: String, value: OrderedJSON)] = []) -> OrderedJSON {
    var all: [(key: String, value: OrderedJSON)] = [
      ("name", "VI_1"), ("software", "vrrp"), ("interface", "eth0"), ("routerId", 51),
      ("priority", 100), ("initialState", "BACKUP"), ("version", 3), ("transport", "multicast"),
      ("addresses", [.string(address + "/32")]),
    ]
    for member in members {
      all.removeAll { $0.key == member.key }
      all.append(member)
    }
    return .object(all)
  }
}
