import FailoverAudit
import FailoverHA
import FailoverInventory
import Testing

@testable import FailoverRules

/// Native files and the neutral form of the same facts give the same outcomes.
struct SoftwarePairTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Files of the two hosts, below their folders.
    let first: [String: String]
    let second: [String: String]
    /// The same facts: members of the hosts.
    let neutral: (String, String)
    /// Rules that the neutral form cannot have facts for.
    var without: Set<String> = []
  }

  private static let estate = #"""
    {"format": "failover-inventory/1", "datacenters": [{"id": "dc", "location": "de/fra",
      "lans": [{"id": "1", "public": true, "failoverGroups": [{"ip": "85.215.1.1", "masters": ["a"]}]},
               {"id": "2", "public": false, "failoverGroups": []}],
      "servers": [
        {"id": "s1", "name": "web-a", "vmState": "RUNNING", "nics": [
          {"id": "a", "lan": "1", "mac": "02:01:00:00:00:a1", "ips": ["85.215.1.1"], "firewallActive": false},
          {"id": "ai", "lan": "2", "mac": "02:01:00:00:00:a2", "ips": ["10.0.0.1"], "firewallActive": true, "firewallRules": []}]},
        {"id": "s2", "name": "web-b", "vmState": "RUNNING", "nics": [
          {"id": "b", "lan": "1", "mac": "02:01:00:00:00:b1", "ips": ["85.215.1.1"], "firewallActive": false},
          {"id": "bi", "lan": "2", "mac": "02:01:00:00:00:b2", "ips": ["10.0.0.2"], "firewallActive": true, "firewallRules": []}]}
      ]}]}
    """#

  // MARK: Native texts

  private static func conf(_ lines: String, before: String = "") -> String {
    """
    \(before)
    vrrp_script alive {
      script "/bin/true"
    }
    vrrp_instance VI {
      interface ens6
      virtual_router_id 51
      \(lines)
    }
    """
  }

  private static func ip(_ letter: String, _ addresses: [String] = []) -> String {
    let list = addresses.map { #"{"family":"inet","local":"\#($0)","prefixlen":32}"# }
    return #"""
      [{"ifname":"ens6","link_type":"ether","address":"02:01:00:00:00:\#(letter)1","addr_info":[\#(list.joined(separator: ","))]},
       {"ifname":"ens7","link_type":"ether","address":"02:01:00:00:00:\#(letter)2","addr_info":[]}]
      """#
  }

  // MARK: Neutral texts

  private static func interfaces(_ letter: String) -> String {
    #""interfaces":[{"name":"ens6","mac":"02:01:00:00:00:\#(letter)1"},{"name":"ens7","mac":"02:01:00:00:00:\#(letter)2"}]"#
  }

  private static func instance(_ members: String) -> String {
    #""instances":[{"name":"VI","software":"vrrp","interface":"ens6","routerId":51,"#
      + #""authentication":"none","advertInterval":1,"virtualMac":false,"#
      + members + "}]"
  }

  private static let vip = "virtual_ipaddress {\n 85.215.1.1\n}"
  private static let checked = "track_script {\n alive\n}\n"

  private static let multicast =
    #""version":2,"transport":"multicast","addresses":["85.215.1.1/32"]"#

  static let pairs: [Pair] = [
    Pair(
      testDescription: "multicast, of which one is checked",
      first: ["keepalived.conf": conf(checked + "priority 150\n" + vip)],
      second: ["keepalived.conf": conf("priority 100\n" + vip)],
      neutral: (
        instance(multicast + #","priority":150,"initialState":"BACKUP","healthCheck":true"#),
        instance(multicast + #","priority":100,"initialState":"BACKUP","healthCheck":false"#)
      )),
    Pair(
      testDescription: "equal priorities, both start as master, a prefix differs",
      first: ["keepalived.conf": conf("state MASTER\npriority 100\n" + vip)],
      second: [
        "keepalived.conf": conf(
          "state MASTER\npriority 100\nvirtual_ipaddress {\n85.215.1.1/24\n}")
      ],
      neutral: (
        instance(multicast + #","priority":100,"initialState":"MASTER","healthCheck":false"#),
        instance(
          #""version":2,"transport":"multicast","addresses":["85.215.1.1/24"],"priority":100,"initialState":"MASTER","healthCheck":false"#
        )
      )),
    Pair(
      testDescription: "unicast, and one does not name the other",
      first: [
        "keepalived.conf": conf("unicast_src_ip 10.0.0.1\nunicast_peer {\n10.0.0.2\n}\n" + vip)
      ],
      second: [
        "keepalived.conf": conf("unicast_src_ip 10.0.0.2\nunicast_peer {\n10.0.0.9\n}\n" + vip)
      ],
      neutral: (
        instance(
          #""version":2,"transport":"unicast","source":"10.0.0.1","peers":["10.0.0.2"],"addresses":["85.215.1.1/32"],"priority":100,"initialState":"BACKUP","healthCheck":false"#
        ),
        instance(
          #""version":2,"transport":"unicast","source":"10.0.0.2","peers":["10.0.0.9"],"addresses":["85.215.1.1/32"],"priority":100,"initialState":"BACKUP","healthCheck":false"#
        )
      )),
    Pair(
      testDescription: "one manages nothing",
      first: ["keepalived.conf": conf(vip)], second: ["keepalived.conf": "global_defs {\n}\n"],
      neutral: (
        instance(multicast + #","priority":100,"initialState":"BACKUP","healthCheck":false"#),
        #""instances":[]"#
      )),
    Pair(
      testDescription: "what is left out of an incomplete configuration is not known",
      first: ["keepalived.conf": conf(vip, before: "include missing")],
      second: ["keepalived.conf": conf(vip)],
      neutral: (
        #""partial":true,"instances":[{"name":"VI","software":"vrrp","interface":"ens6","routerId":51,"addresses":["85.215.1.1/32"]}]"#,
        instance(multicast + #","priority":100,"initialState":"BACKUP","healthCheck":false"#)
      )),
    Pair(
      testDescription: "VRRP over another LAN, the address on the first",
      first: [
        "keepalived.conf": conf("interface ens7\nvirtual_ipaddress {\n85.215.1.1 dev ens6\n}"),
        "ip.json": ip("a", ["85.215.1.1"]),
      ],
      second: [
        "keepalived.conf": conf("interface ens7\nvirtual_ipaddress {\n85.215.1.1 dev ens6\n}"),
        "ip.json": ip("b"),
      ],
      neutral: (
        interfaces("a") + #","addresses":[{"ip":"85.215.1.1","interface":"ens6","held":true}],"#
          + instance(
            #""interface":"ens7","version":2,"transport":"multicast","addresses":[{"ip":"85.215.1.1","prefix":32,"interface":"ens6"}],"priority":100,"initialState":"BACKUP","healthCheck":false"#
          ).replacing(#""interface":"ens6","routerId""#, with: #""routerId""#),
        interfaces("b") + #","addresses":[{"ip":"85.215.1.1","held":false}],"#
          + instance(
            #""interface":"ens7","version":2,"transport":"multicast","addresses":[{"ip":"85.215.1.1","prefix":32,"interface":"ens6"}],"priority":100,"initialState":"BACKUP","healthCheck":false"#
          ).replacing(#""interface":"ens6","routerId""#, with: #""routerId""#)
      )),
    Pair(
      testDescription: "a virtual hardware address",
      first: ["keepalived.conf": conf("use_vmac\n" + vip)],
      second: ["keepalived.conf": conf(vip)],
      neutral: (
        instance(
          multicast + #","priority":100,"initialState":"BACKUP","healthCheck":false"#
        ).replacing(#""virtualMac":false"#, with: #""virtualMac":true"#),
        instance(multicast + #","priority":100,"initialState":"BACKUP","healthCheck":false"#)
      )),
    Pair(
      testDescription: "both have the address",
      first: ["ip.json": ip("a", ["85.215.1.1"])], second: ["ip.json": ip("b", ["85.215.1.1"])],
      neutral: (
        interfaces("a") + #","addresses":[{"ip":"85.215.1.1","interface":"ens6","held":true}]"#,
        interfaces("b") + #","addresses":[{"ip":"85.215.1.1","interface":"ens6","held":true}]"#
      )),
    Pair(
      testDescription: "the address is on the wrong interface",
      first: [
        "ip.json": ip("a").replacing(
          #""address":"02:01:00:00:00:a2","addr_info":[]"#,
          with:
            #""address":"02:01:00:00:00:a2","addr_info":[{"family":"inet","local":"85.215.1.1","prefixlen":32}]"#
        )
      ], second: ["ip.json": ip("b")],
      neutral: (
        interfaces("a") + #","addresses":[{"ip":"85.215.1.1","interface":"ens7","held":true}]"#,
        interfaces("b") + #","addresses":[{"ip":"85.215.1.1","held":false}]"#
      )),
  ]

  private static func outcomes(_ files: [String: String]) async throws -> [String: [String:
    Outcome]]
  {
    let inventory = await Inventory.read(documents: [("estate.json", Array(estate.utf8))])
    let evidence = EvidenceReader.read(
      EvidenceReader.documents(files.map { ($0.key, Array($0.value.utf8)) }))
    for input in evidence.inputs { #expect(input.status != .refused, "\(input.problems)") }
    let rules = try BuiltInRules.all().filter {
      ($0 is any EvidenceRule || $0.info.id == "firewall-blocks-vrrp")
        && $0.info.id != "unplaced-ha-evidence" && $0.info.id != "ignored-ha-setting"
    }
    let ledger = await Auditor(rules: rules).audit(inventory.with(evidence))
    return Dictionary(
      uniqueKeysWithValues: ledger.rules.map { rule in
        (
          rule.info.id,
          Dictionary(
            uniqueKeysWithValues: rule.outcomes.indices.map {
              (rule.name(at: $0), rule.outcomes[$0])
            })
        )
      })
  }

  @Test("a native file and the neutral form of the same facts", arguments: pairs)
  func pair(_ pair: Pair) async throws {
    var native: [String: String] = [:]
    for (name, text) in pair.first { native["web-a/" + name] = text }
    for (name, text) in pair.second { native["web-b/" + name] = text }
    let neutral =
      #"{"format":"failover-ha/1","nodes":[{"hostname":"web-a",\#(pair.neutral.0)},{"hostname":"web-b",\#(pair.neutral.1)}]}"#
    let (a, b) = (
      try await Self.outcomes(native), try await Self.outcomes(["all.json": neutral])
    )
    for rule in a.keys.sorted() where !pair.without.contains(rule) {
      #expect(a[rule] == b[rule], "\(rule)")
    }
    #expect(a.values.contains { !$0.isEmpty })
  }
}
