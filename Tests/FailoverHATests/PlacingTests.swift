import FailoverInventory
import Testing

@testable import FailoverHA

/// On which server a host is: every row of the table, and what rows do to one another.
struct PlacingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let files: [String: String]
    /// The name of the server; nil if the host belongs to none.
    let server: String?
    var row: PlacingRow?
  }

  private static let idOfA = "aaaaaaaa-0000-4000-8000-00000000000a"

  private static let rows = [
    Row(
      testDescription: "the product UUID, in capitals",
      files: ["x/host.json": EvidenceFolder.host(#""productUuid":"\#(idOfA.uppercased())""#)],
      server: "web-a", row: .productUUID),
    Row(
      testDescription: "a hardware address",
      files: ["x/ip.json": EvidenceFolder.addresses(mac: "02:01:00:00:00:A1", [])],
      server: "web-a", row: .mac),
    Row(
      testDescription: "the folder's name, which is an id",
      files: ["\(idOfA)/host.json": EvidenceFolder.host(#""hostname":"x""#)], server: "web-a",
      row: .nodeID),
    Row(
      testDescription: "the folder's name",
      files: ["WEB-B/host.json": EvidenceFolder.host(#""hostname":"x""#)], server: "web-b",
      row: .name),
    Row(
      testDescription: "the first label of the host name",
      files: ["x/host.json": EvidenceFolder.host(#""hostname":"web-b.example.org""#)],
      server: "web-b", row: .name),
    Row(
      testDescription: "a public address that no group moves",
      files: ["x/ip.json": EvidenceFolder.addresses(mac: "02:00:00:00:00:01", ["198.51.100.12"])],
      server: "web-b", row: .address),
    Row(
      testDescription: "the group's address places nothing",
      files: ["x/ip.json": EvidenceFolder.addresses(mac: "02:00:00:00:00:01", ["203.0.113.10"])],
      server: nil),
    Row(
      testDescription: "an address on the loopback interface places nothing",
      files: [
        "x/ip.json": EvidenceFolder.addresses(
          mac: "02:00:00:00:00:01", [], loopback: ["198.51.100.12"])
      ], server: nil),
    Row(
      testDescription: "a product UUID of no server leaves it to the name",
      files: ["web-a/host.json": EvidenceFolder.host(#""productUuid":"\#(idOfA.dropLast())9""#)],
      server: "web-a", row: .name),
    Row(
      testDescription: "the product UUID of one server, a hardware address of another",
      files: [
        "x/host.json": EvidenceFolder.host(#""productUuid":"\#(idOfA)""#),
        "x/ip.json": EvidenceFolder.addresses(mac: "02:01:00:00:00:b1", []),
      ], server: nil),
    Row(
      testDescription: "a hardware address beats a name",
      files: ["web-b/ip.json": EvidenceFolder.addresses(mac: "02:01:00:00:00:a1", [])],
      server: "web-a", row: .mac),
    Row(
      testDescription: "hardware addresses of two servers",
      files: [
        "web-a/n.json":
          #"{"format":"failover-ha/1","nodes":[{"macs":["02:01:00:00:00:a1","0201.0000.00b1"]}]}"#
      ], server: "web-a", row: .name),
  ]

  @Test("the first row that names exactly one server decides", arguments: rows)
  func table(_ test: Row) async throws {
    let evidence = try #require(try await EvidenceFolder(files: test.files).evidence())
    let placement = try #require(evidence.placements.first)
    #expect(placement.server?.name == test.server)
    if case .placed(_, let row) = placement { #expect(row == test.row) }
  }

  @Test("nodes of a cluster are the folders of their names, then ring addresses, then names")
  func clusterNodes() async throws {
    let cib = #"""
      <cib><configuration><crm_config/><nodes><node id="1" uname="first"/><node id="2" uname="web-b"/>
      <node id="3" uname="third"/></nodes><resources/></configuration></cib>
      """#
    let corosync = "nodelist {\n node {\n  ring0_addr: 198.51.100.12\n  name: third\n }\n}\n"
    let files = [
      "first/host.json": EvidenceFolder.host(#""productUuid":"\#(Self.idOfA)""#),
      "cluster.xml": cib, "corosync.conf": corosync,
    ]
    let evidence = try #require(try await EvidenceFolder(files: files).evidence())
    let servers = try #require(evidence.clusters.first?.servers).mapValues(\.name)
    #expect(servers == ["first": "web-a", "web-b": "web-b", "third": "web-b"])
  }

  @Test("files in any order give the same")
  func order() async throws {
    let inventory = try await EvidenceFolder.inventory()
    let files = [
      "web-a/host.json": EvidenceFolder.host(#""hostname":"web-a""#),
      "web-b/ip.json": EvidenceFolder.addresses(mac: "02:01:00:00:00:b1", ["203.0.113.10"]),
      "n.json": #"{"format":"failover-ha/1","nodes":[{"hostname":"web-a","instances":[]}]}"#,
    ]
    let orders = [files.keys.sorted(), files.keys.sorted().reversed()].map { keys in
      inventory.with(
        EvidenceReader.read(
          EvidenceReader.documents(keys.map { ($0, Array((files[$0] ?? "").utf8)) }))
      ).evidence
    }
    #expect(orders[0]?.rows(of: .nodes) == orders[1]?.rows(of: .nodes))
    #expect(orders[0]?.inputs == orders[1]?.inputs)
  }
}

/// What files that lie in the wrong place, or of which nothing can be read, come to.
struct MisplacedFileTests {
  @Test("the files of a host do not lie at the top")
  func top() {
    let files = [
      "keepalived.conf": "global_defs {\n}\n", "ip.json": EvidenceFolder.addresses(mac: "", []),
      "host.json": EvidenceFolder.host(#""hostname":"web-a""#),
    ]
    let inputs = EvidenceFolder(files: files).read.inputs
    #expect(inputs.map(\.status) == [.refused, .refused, .refused])
    #expect(inputs.allSatisfy { $0.problems[0].sentence.contains("the folder of its host") })
  }

  @Test("a host of which nothing can be read is one without evidence")
  func unreadable() async throws {
    let evidence = try await EvidenceFolder(files: ["web-a/x.json": "{"]).evidence()
    #expect(evidence?.servers.isEmpty == true && evidence?.subjects.sources.count == 1)
  }

  @Test("clusters are one if a file lies at the top, or their nodes are the same")
  func clusters() async throws {
    func cib(_ names: String...) -> String {
      let nodes = names.map { "<node id=\"\($0)\" uname=\"\($0)\"/>" }.joined()
      return "<cib><configuration><nodes>\(nodes)</nodes><resources/></configuration></cib>"
    }
    func count(_ files: [String: String]) async throws -> Int? {
      try await EvidenceFolder(files: files).evidence()?.clusters.count
    }
    #expect(try await count(["a/c.xml": cib("n1", "n2"), "b/c.xml": cib("n2", "n1")]) == 1)
    #expect(try await count(["a/c.xml": cib("n1", "n2"), "b/c.xml": cib("n1", "n3")]) == 2)
    #expect(try await count(["a/c.xml": cib("n1", "n2"), "c.xml": cib("n1", "n3")]) == 1)
  }
}
