import Foundation
import TestSupport
import Testing

/// Inputs of different formats make one inventory.
@Suite("Mixed inputs")
struct MixedInputTests {
  /// A data center of its own, whose group's address lies in a block that the third input shows.
  static let xml = """
    <inventory xmlns="urn:failover-audit:inventory:1"><datacenters>
    <datacenter id="dc-2" name="plant" location="de/fra"><lans>
    <lan id="1" name="internet" public="true" state="AVAILABLE"><failoverGroups>
    <failoverGroup ip="85.215.2.1"><masters><master>nic-c</master></masters></failoverGroup>
    </failoverGroups></lan></lans><servers>
    <server id="srv-c" zone="ZONE_1" vmState="RUNNING" state="AVAILABLE"><nics>
    <nic id="nic-c" lan="1" dhcp="true" firewallActive="false" state="AVAILABLE">
    <ips><ip>85.215.2.1</ip></ips></nic></nics></server>
    <server id="srv-d" zone="ZONE_2" vmState="RUNNING" state="AVAILABLE"><nics>
    <nic id="nic-d" lan="1" dhcp="true" firewallActive="false" state="AVAILABLE">
    <ips><ip>85.215.2.1</ip></ips></nic></nics></server>
    </servers></datacenter></datacenters></inventory>

    """

  /// Two blocks; an operator of both data centers who may use only the first.
  static let accounts = """
    {"ipblocks": {"id": "ipblocks", "type": "collection", "href": "/ipblocks", "items": [
       {"id": "b-1", "type": "ipblock", "metadata": {"createdByUserId": "x"},
        "properties": {"location": "de/fra", "ips": ["85.215.1.1"]}},
       {"id": "b-2", "type": "ipblock", "metadata": {"createdByUserId": "x"},
        "properties": {"location": "de/fra", "ips": ["85.215.2.1"]}}]},
     "users": {"id": "users", "type": "collection", "href": "/um/users", "items": [
       {"id": "u", "type": "user",
        "properties": {"email": "u@example.com", "active": true, "administrator": false}}]},
     "groups": {"id": "groups", "type": "collection", "href": "/um/groups", "items": [
       {"id": "g", "type": "group", "properties": {"name": "g"}, "entities": {"users": {
         "id": "g/users", "type": "collection", "href": "/um/groups/g/users", "items": [
           {"id": "u", "type": "user", "href": "/um/users/u"}]}}}]},
     "shares": {"g": {"id": "g/shares", "type": "collection", "href": "/um/groups/g/shares", "items": [
       \(share("dc-1")), \(share("dc-2")), \(share("b-1"))]}}}

    """

  private static func share(_ id: String) -> String {
    """
    {"id": "\(id)", "type": "resource", "properties": {"editPrivilege": true, "sharePrivilege": false}}
    """
  }

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("api.json", SmallEstate.healthy.datacenter)
    try folder.write("other.xml", Self.xml)
    try folder.write("accounts.json", Self.accounts)
    return folder
  }

  private func outcome(_ rule: String, _ subject: String, _ lines: [String]) -> String? {
    lines.first { $0.contains("\"rule\":\"\(rule)\",\"subject\":\"\(subject)\"") }
      .flatMap { line in
        line.split(separator: "\"outcome\":\"", maxSplits: 1).last?.split(separator: "\"").first
          .map(String.init)
      }
  }

  private func ledger(_ inputs: [String], _ folder: TemporaryFolder) async throws -> [String] {
    let run = try await Command.run(["scan"] + inputs + ["--report", "ledger"], in: folder.url)
    #expect(run.errorLines.count == 1, "only the verdict: \(run.errorText)")
    return run.text.split(separator: "\n").map(String.init)
  }

  @Test("rules judge over all inputs, whatever their formats")
  func oneInventory() async throws {
    let lines = try await ledger(["api.json", "other.xml", "accounts.json"], try folder())
    for (rule, subject, expected) in [
      ("single-server-group", "group/dc-1/1/85.215.1.1", "pass"),
      ("single-server-group", "group/dc-2/1/85.215.2.1", "pass"),
      ("address-not-reserved", "group/dc-1/1/85.215.1.1", "pass"),
      ("address-not-reserved", "group/dc-2/1/85.215.2.1", "pass"),
      ("address-in-other-location", "group/dc-2/1/85.215.2.1", "pass"),
      ("operator-without-address-right", "group/dc-1/1/85.215.1.1", "pass"),
      ("operator-without-address-right", "group/dc-2/1/85.215.2.1", "fail"),
      ("single-address-operator", "ipblock/b-1", "fail"),
      ("incomplete-export", "datacenter/dc-2", "pass"),
    ] { #expect(outcome(rule, subject, lines) == expected, "\(rule) \(subject)") }
  }

  @Test("without the third input nobody knows of rights")
  func withoutAccounts() async throws {
    let folder = try folder()
    let run = try await Command.run(
      "scan", "api.json", "other.xml", "--report", "ledger", in: folder.url)
    let lines = run.text.split(separator: "\n").map(String.init)
    #expect(outcome("address-not-reserved", "group/dc-2/1/85.215.2.1", lines) == "unknown")
  }

  @Test("a record of two inputs is one if they agree, and a finding with both places if not")
  func copies() async throws {
    let folder = try folder()
    let agreeing = Self.copy(zone: "zone_1")
    try folder.write("agrees.xml", agreeing)
    try folder.write("differs.xml", Self.copy(zone: "ZONE_2"))
    let same = try await ledger(["api.json", "agrees.xml"], folder)
    #expect(outcome("conflicting-records", "server/srv-a", same) == "pass")
    #expect(
      same.count {
        $0.contains("\"rule\":\"conflicting-records\",\"subject\":\"server/srv-a\"")
      } == 1)
    let other = try await ledger(["api.json", "differs.xml"], folder)
    let finding = try #require(
      other.first {
        $0.contains("\"rule\":\"conflicting-records\",\"subject\":\"server/srv-a\"")
      })
    #expect(finding.contains("\"outcome\":\"fail\"") && finding.contains("`zone`"))
    for text in [
      "\"value\":\"ZONE_1\",\"input\":\"api.json\"", "\"pointer\":\"/entities/servers/items/0\"",
      "\"value\":\"ZONE_2\",\"input\":\"differs.xml\"",
      "/inventory/datacenters/datacenter[1]/servers/server[1]",
    ] { #expect(finding.contains(text), "\(text) in \(finding)") }
  }

  private static func copy(zone: String) -> String {
    """
    <inventory xmlns="urn:failover-audit:inventory:1"><datacenters><datacenter id="dc-1"><servers>
    <server id="srv-a" zone="\(zone)"/></servers></datacenter></datacenters></inventory>

    """
  }

  @Test(
    "the order of the inputs changes no report", arguments: ["text", "json", "junit", "ledger"])
  func order(_ format: String) async throws {
    let folder = try folder()
    try folder.write("differs.xml", Self.copy(zone: "ZONE_2"))
    let names = ["api.json", "other.xml", "accounts.json", "differs.xml"]
    let first = try await report(format, names, folder)
    for order in [Array(names.reversed()), Array(names.dropFirst(2) + names.prefix(2))] {
      #expect(try await report(format, order, folder) == first)
    }
  }

  private func report(
    _ format: String, _ inputs: [String], _ folder: TemporaryFolder
  ) async throws -> String {
    let arguments = ["scan", "--reproducible", "--report", format] + inputs
    let run = try await Command.run(arguments, in: folder.url)
    #expect(!run.output.isEmpty)
    return run.text
  }
}
