import FailoverInventory
import Testing

@testable import FailoverHA

/// What is said of a server and an address: manages, holds, state, active.
struct StatementTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let files: [String: String]
    var manages: Bool?
    var holds: Bool?
    var state: Bool?
    var active: Bool?
  }

  private static let conf = """
    vrrp_instance VI {
      interface ens6
      virtual_router_id 61
      virtual_ipaddress {
        203.0.113.10
      }
    }
    """

  private static func dump(_ state: Int, _ address: String = "203.0.113.10") -> String {
    #"[{"data":{"iname":"VI","ifp_ifname":"ens6","vrid":61,"base_priority":100,"version":2,"#
      + #""state":\#(state),"vips":["\#(address) dev ens6 scope global set"]},"stats":{}}]"#
  }

  private static func ip(_ addresses: String...) -> String {
    EvidenceFolder.addresses(mac: "02:01:00:00:00:a1", addresses)
  }

  private static let pod = """
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - env:
        - name: vip_interface
          value: ens6
        - name: address
          value: 203.0.113.10
    """

  private static func lease(_ holder: String) -> String {
    #"{"kind":"Lease","metadata":{"name":"plndr-cp-lock"},"spec":{"holderIdentity":"\#(holder)"}}"#
  }

  private static let rows = [
    Row(
      testDescription: "a configuration with it", files: ["keepalived.conf": conf], manages: true),
    Row(
      testDescription: "a whole configuration without it",
      files: ["keepalived.conf": "global_defs {\n}\n"], manages: false),
    Row(
      testDescription: "a configuration without it that is not whole",
      files: ["keepalived.conf": "include missing\n"]),
    Row(
      testDescription: "other software that is active, of which nothing is there",
      files: [
        "keepalived.conf": "global_defs {\n}\n",
        "host.json": EvidenceFolder.host(#""software":[{"name":"pacemaker","active":true}]"#),
      ]),
    Row(
      testDescription: "other software that is not active",
      files: [
        "keepalived.conf": "global_defs {\n}\n",
        "host.json": EvidenceFolder.host(#""software":[{"name":"pacemaker","active":false}]"#),
      ], manages: false),
    Row(
      testDescription: "a dump completes a configuration",
      files: ["keepalived.conf": "include missing\n", "d.json": dump(1, "203.0.113.11")],
      manages: false),
    Row(
      testDescription: "a dump of a master", files: ["d.json": dump(2)], manages: true, state: true,
      active: true),
    Row(
      testDescription: "a dump of a backup", files: ["d.json": dump(1)], manages: true,
      state: false, active: false),
    Row(
      testDescription: "a fault is no master", files: ["d.json": dump(3)], manages: true,
      state: false, active: false),
    Row(
      testDescription: "an interface has it", files: ["ip.json": ip("203.0.113.10")], holds: true,
      active: true),
    Row(
      testDescription: "no interface has it", files: ["ip.json": ip("198.51.100.11")],
      holds: false, active: false),
    Row(
      testDescription: "only the loopback interface has it",
      files: [
        "ip.json": EvidenceFolder.addresses(
          mac: "02:01:00:00:00:a1", [], loopback: ["203.0.113.10"])
      ], holds: false, active: false),
    Row(
      testDescription: "a list of which a filter left something out",
      files: ["ip.json": "[{}," + ip("198.51.100.11").dropFirst()]),
    Row(
      testDescription: "an interface counts more than the software",
      files: ["ip.json": ip("198.51.100.11"), "d.json": dump(2)], manages: true, holds: false,
      state: true, active: false),
    Row(
      testDescription: "a configuration that starts nothing manages nothing",
      files: ["keepalived.conf": conf.replacing("virtual_router_id 61", with: "")],
      manages: false),
    Row(
      testDescription: "kube-vip with the lease",
      files: ["kube-vip.yaml": pod, "lease.json": lease("web-a")], manages: true, state: true,
      active: true),
    Row(
      testDescription: "kube-vip without the lease",
      files: ["kube-vip.yaml": pod, "lease.json": lease("web-b")], manages: true, state: false,
      active: false),
    Row(testDescription: "kube-vip alone", files: ["kube-vip.yaml": pod], manages: true),
    Row(
      testDescription: "software that puts no address on an interface",
      files: [
        "ip.json": ip("198.51.100.11"),
        "n.json": #"""
        {"format":"failover-ha/1","nodes":[{"instances":[{"software":"MetalLB","active":true,
          "addresses":["203.0.113.10"]}]}]}
        """#,
      ], manages: true, holds: false, state: true, active: true),
  ]

  @Test("statements about a server and an address", arguments: rows)
  func table(_ test: Row) async throws {
    let files = Dictionary(uniqueKeysWithValues: test.files.map { ("web-a/" + $0.key, $0.value) })
    let evidence = try #require(try await EvidenceFolder(files: files).evidence())
    let server = try #require(evidence.servers.first { $0.server.name == "web-a" })
    #expect(server.manages(.vip) == test.manages, "manages")
    #expect(server.holds(.vip) == test.holds, "holds")
    #expect(server.isActive(bySoftware: .vip) == test.state, "state")
    #expect(server.isActive(.vip) == test.active, "active")
  }

  @Test("what two folders of one server differ in is not known")
  func twoFolders() async throws {
    let files = [
      "web-a/ip.json": Self.ip("203.0.113.10"), "second/ip.json": Self.ip("198.51.100.11"),
      "web-a/d.json": Self.dump(2), "second/d.json": Self.dump(2),
    ]
    let evidence = try #require(try await EvidenceFolder(files: files).evidence())
    let server = try #require(evidence.servers.first)
    #expect(evidence.servers.count == 1 && server.nodes.count == 2)
    #expect(server.holds(.vip) == nil && server.isActive(bySoftware: .vip) == true)
    #expect(server.instances.count == 1)
  }

  @Test("a server that is down holds nothing, unless there is a list of its addresses")
  func down() async throws {
    let estate = EvidenceFolder.estate.replacing(
      #""name": "web-a", "vmState": "RUNNING""#, with: #""name": "web-a", "vmState": "SHUTOFF""#)
    let without = try await EvidenceFolder(files: ["web-a/keepalived.conf": Self.conf])
      .evidence(estate)
    #expect(without?.servers.first?.holds(.vip) == false)
    let with = try await EvidenceFolder(files: ["web-a/ip.json": Self.ip("203.0.113.10")])
      .evidence(estate)
    #expect(with?.servers.first?.holds(.vip) == true)
  }

  @Test("where dump and configuration differ, the dump counts")
  func notReloaded() async throws {
    let files = [
      "web-a/keepalived.conf": Self.conf.replacing("203.0.113.10", with: "203.0.113.11"),
      "web-a/d.json": Self.dump(2),
    ]
    let evidence = try #require(try await EvidenceFolder(files: files).evidence())
    let instance = try #require(evidence.servers.first?.instances.first)
    #expect(instance.addresses.map(\.address) == [.vip])
    #expect(instance.ignored.map(\.setting) == [.notReloaded])
  }

  @Test("an interface on another one is the NIC of its parent, if it has an address of its own")
  func macvlan() async throws {
    let list = #"""
      [{"ifname":"ens6","link_type":"ether","address":"02:01:00:00:00:a1","addr_info":[]},
       {"ifname":"vrrp.61","link":"ens6","link_type":"ether","address":"00:00:5e:00:01:3d",
        "addr_info":[{"family":"inet","local":"203.0.113.10","prefixlen":32}]}]
      """#
    let evidence = try #require(try await EvidenceFolder(files: ["web-a/ip.json": list]).evidence())
    let holder = try #require(evidence.servers.first?.holders(of: .vip).first)
    #expect(holder.interface?.isMACVLAN == true && holder.nic?.id == "a")
  }
}
