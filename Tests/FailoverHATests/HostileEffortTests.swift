import FailoverInventory
import Testing

@testable import FailoverHA

/// Evidence that is large everywhere takes time and memory that grow with its size only.
struct HostileEffortTests {
  private static func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try await body()
    let spent = clock.now - start
    return Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18
  }

  private static func addresses(_ count: Int) -> [String] {
    (0..<count).map { "10.\($0 >> 16 & 255).\($0 >> 8 & 255).\($0 & 255)" }
  }

  private static let rows: [(name: String, file: String, text: @Sendable () -> String)] = [
    (
      "an instance with 90,000 addresses", "keepalived.conf",
      {
        "vrrp_instance A {\ninterface ens6\nvirtual_router_id 1\nvirtual_ipaddress {\n"
          + addresses(90_000).joined(separator: "\n") + "\n}\n}\n"
      }
    ),
    (
      "10,000 instances with one router id", "keepalived.conf",
      {
        (0..<10_000).map {
          "vrrp_instance A\($0) {\ninterface ens6\nvirtual_router_id 1\n"
            + "virtual_ipaddress { 10.0.\($0 >> 8).\($0 & 255) }\n}\n"
        }.joined()
      }
    ),
    (
      "a sync group of many with many scripts", "keepalived.conf",
      {
        "vrrp_sync_group G {\ngroup {\n" + (0..<40_000).map { "A\($0)\n" }.joined()
          + "}\ntrack_script {\n" + (0..<40_000).map { "s\($0)\n" }.joined() + "}\n}\n"
      }
    ),
    (
      "lines whose definitions do not end", "keepalived.conf",
      { "$A=${B}x\n$B=${A}y\n" + String(repeating: "${A}\n", count: 90_000) }
    ),
    (
      "a long definition that is used again and again", "keepalived.conf",
      {
        "$A=" + String(repeating: "x y\\\n", count: 40_000) + "z\n"
          + String(repeating: "${A}\n", count: 50_000)
      }
    ),
    (
      "a dump with 100,000 addresses", "x.json",
      {
        "[{\"data\":{\"iname\":\"A\",\"vips\":["
          + addresses(100_000).map { "\"\($0)\"" }.joined(separator: ",") + "]}}]"
      }
    ),
    (
      "a list of 100,000 interfaces", "x.json",
      {
        "[" + (0..<100_000).map { #"{"ifname":"e\#($0)","addr_info":[]}"# }.joined(separator: ",")
          + "]"
      }
    ),
    (
      "30,000 hosts in one file", "x.json",
      {
        #"{"format":"failover-ha/1","nodes":["#
          + (0..<30_000).map { #"{"hostname":"h\#($0)","instances":[]}"# }.joined(separator: ",")
          + "]}"
      }
    ),
    (
      "a cluster of many nodes and resources", "x.xml",
      {
        "<cib><configuration><nodes>"
          + (0..<5000).map { "<node id=\"\($0)\" uname=\"n\($0)\"/>\n" }.joined()
          + "</nodes><resources>"
          + (0..<5000).map {
            "<primitive id=\"r\($0)\" class=\"ocf\" provider=\"heartbeat\" type=\"IPaddr2\"/>\n"
          }.joined() + "</resources></configuration></cib>"
      }
    ),
    (
      "a state with 50,000 resources", "x.xml",
      {
        "<crm_mon><resources>"
          + (0..<50_000).map {
            "<resource id=\"r\($0)\" resource_agent=\"ocf::heartbeat:IPaddr2\" role=\"Started\"/>\n"
          }.joined() + "</resources></crm_mon>"
      }
    ),
  ]

  @Test("in a debug build less than 40 seconds", arguments: rows.indices)
  func effort(_ index: Int) async throws {
    let row = Self.rows[index]
    let files = [
      "web-a/" + row.file: row.text(), "web-b/" + row.file: row.text(),
    ]
    let inventory = try await EvidenceFolder.inventory()
    let spent = await Self.seconds {
      let evidence = inventory.with(EvidenceFolder(files: files).read).evidence
      _ = evidence?.subjects
      #expect(evidence?.inputs.count == 2, "\(row.name)")
    }
    #expect(spent < 40, "\(row.name): \(spent) s")
  }
}
