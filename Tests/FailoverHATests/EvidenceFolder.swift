import FailoverBase
import FailoverInventory

@testable import FailoverHA

/// Evidence in memory, and the small estate that it is of.
struct EvidenceFolder {
  var files: [String: String]

  /// Two servers with a NIC each, in a group of `203.0.113.10` on LAN 1.
  static let estate = #"""
    {"format": "failover-inventory/1", "datacenters": [{"id": "dc", "location": "de/fra",
      "lans": [{"id": "1", "public": true, "failoverGroups": [{"ip": "203.0.113.10", "masters": ["a"]}]},
               {"id": "2", "public": false, "failoverGroups": []}],
      "servers": [
        {"id": "aaaaaaaa-0000-4000-8000-00000000000a", "name": "web-a", "vmState": "RUNNING", "nics": [
          {"id": "a", "lan": "1", "mac": "02:01:00:00:00:a1", "ips": ["198.51.100.11", "203.0.113.10"]},
          {"id": "ai", "lan": "2", "mac": "02:01:00:00:00:a2", "ips": ["10.20.0.11"]}]},
        {"id": "bbbbbbbb-0000-4000-8000-00000000000b", "name": "web-b", "vmState": "RUNNING", "nics": [
          {"id": "b", "lan": "1", "mac": "02:01:00:00:00:b1", "ips": ["198.51.100.12", "203.0.113.10"]},
          {"id": "bi", "lan": "2", "mac": "02:01:00:00:00:b2", "ips": ["10.20.0.12"]}]}
      ]}]}
    """#

  static func inventory(_ text: String = estate) async throws -> Inventory {
    var options = ReadingOptions()
    options.ownRanges = ["203.0.113.0/24", "198.51.100.0/24"].compactMap { AddressRange($0) }
    return await Inventory.read(documents: [("estate.json", Array(text.utf8))], options)
  }

  /// What is read of it.
  var read: ReadEvidence {
    EvidenceReader.read(
      EvidenceReader.documents(files.map { ($0.key, Array($0.value.utf8)) }))
  }

  /// What is known of the estate's servers by it.
  func evidence(_ text: String = estate) async throws -> HAEvidence? {
    try await Self.inventory(text).with(read).evidence
  }

  // MARK: Texts

  /// `ip -j addr` of a host with one interface besides the loopback one.
  static func addresses(
    mac: String, _ addresses: [String], loopback: [String] = ["127.0.0.1"]
  ) -> String {
    func list(_ addresses: [String]) -> String {
      addresses.map {
        #"{"family":"inet","local":"\#($0)","prefixlen":32,"scope":"global"}"#
      }.joined(separator: ",")
    }
    return #"""
      [{"ifname":"lo","link_type":"loopback","address":"00:00:00:00:00:00","addr_info":[\#(list(loopback))]},
       {"ifname":"ens6","link_type":"ether","address":"\#(mac)","addr_info":[\#(list(addresses))]}]
      """#
  }

  static func host(_ members: String) -> String {
    #"{"format":"failover-ha-host/1","# + members + "}"
  }
}

extension ParsedAddress {
  static let vip = ParsedAddress.v4(0xCB00_710A)
}
