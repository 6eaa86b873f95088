import Foundation
import TestSupport

/// A folder with an export of two servers and evidence of the failover software on them.
struct SoftwareFixture {
  let folder: TemporaryFolder

  /// Texts that nothing but the evidence itself may hold.
  static let secrets = ["hidden-1", "hidden-2", "hidden-3", "hidden-4", "hidden-5"]

  static let conf = """
    $PASS=hidden-2
    vrrp_script alive {
        script "/usr/bin/curl -u user:hidden-5 http://127.0.0.1/"
    }
    vrrp_instance VI_1 {
        state BACKUP
        interface ens6
        virtual_router_id 51
        priority PRIORITY
        authentication {
            auth_type PASS
            auth_pass hidden-1
        }
        track_script {
            alive
        }
        virtual_ipaddress {
            85.215.1.1
        }
    }

    """

  /// - Parameters:
  ///   - holders: the servers that have the address.
  ///   - conf: what `keepalived.conf` of the second server says.
  init(holders: Set<String> = ["a"], conf: String = SoftwareFixture.conf) throws {
    folder = try TemporaryFolder()
    try folder.write("export/estate.json", SoftwareFixture.estate)
    for (letter, priority) in [("a", "150"), ("b", "100")] {
      let isHolder = holders.contains(letter)
      let text = (letter == "a" ? SoftwareFixture.conf : conf).replacing("PRIORITY", with: priority)
      try folder.write("ha/web-\(letter)/keepalived.conf", text)
      try folder.write(
        "ha/web-\(letter)/keepalived.json", SoftwareFixture.dump(priority, isMaster: isHolder))
      try folder.write("ha/web-\(letter)/ip-addr.json", SoftwareFixture.ip(letter, isHolder))
      try folder.write(
        "ha/web-\(letter)/host.json",
        #"{"format":"failover-ha-host/1","collectedAt":"2026-06-20T03:00:00Z","#
          + #""software":[{"name":"keepalived","active":true,"enabled":true}]}"#)
    }
  }

  private static func dump(_ priority: String, isMaster: Bool) -> String {
    #"[{"data":{"iname":"VI_1","ifp_ifname":"ens6","vrid":51,"base_priority":\#(priority),"#
      + #""version":2,"adver_int":1,"vmac_ifname":"","state":\#(isMaster ? 2 : 1),"#
      + #""vips":["85.215.1.1 dev ens6 scope global"],"auth_data":"hidden-3"},"stats":{}}]"#
  }

  private static func ip(_ letter: String, _ isHolder: Bool) -> String {
    let address = isHolder ? #"{"family":"inet","local":"85.215.1.1","prefixlen":32}"# : ""
    return #"[{"ifname":"ens6","link_type":"ether","address":"02:01:00:00:00:\#(letter)1","#
      + #""addr_info":[\#(address)]}]"#
  }

  private static let estate = """
    {"format": "failover-inventory/1", "datacenters": [{"id": "dc", "name": "prod", "location": "de/fra",
      "lans": [{"id": "1", "public": true, "failoverGroups": [{"ip": "85.215.1.1", "masters": ["a"]}]}],
      "servers": [\(server("a", 1)), \(server("b", 2))]}]}

    """

  private static func server(_ letter: String, _ zone: Int) -> String {
    """
    {"id": "server-\(letter)", "name": "web-\(letter)", "zone": "ZONE_\(zone)", "vmState": "RUNNING",
     "nics": [{"id": "\(letter)", "lan": "1", "mac": "02:01:00:00:00:\(letter)1", "dhcp": true,
               "firewallActive": false, "ips": ["85.215.1.1"]}]}
    """
  }

  /// Runs a scan of the export with the evidence, of the rules about it unless others are named.
  func scan(_ options: String...) async throws -> Command.Result {
    try await scan(options)
  }

  func scan(_ options: [String]) async throws -> Command.Result {
    try await Command.run(
      ["scan", "export", "--ha", "ha", "--datacenter", "dc"] + options, in: folder.url,
      environment: ["SOURCE_DATE_EPOCH": "1782000000"])
  }

  /// The outcomes of a report in CSV by rule, each once.
  func failures(_ options: String...) async throws -> [String] {
    let run = try await scan(
      ["--select", "ha-software,unplaced-ha-evidence", "--report", "ledger"] + options)
    struct Line: Decodable {
      let rule: String?
      let outcome: String?
    }
    let lines = run.text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    return Set(lines.filter { $0.outcome == "fail" }.compactMap(\.rule)).sorted()
  }
}
