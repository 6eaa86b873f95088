import Foundation
import Glibc
import TestSupport
import Testing

/// A pair of keepalived in network namespaces, collected by the script and audited.
enum RealKeepalived {
  /// Whether root, namespaces, keepalived with JSON and the folder of its configuration are there.
  static let isPossible: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      """
      test "$(id -u)" = 0 && test -d /etc/keepalived || exit 1
      keepalived -v 2>&1 | grep -qw JSON || exit 1
      command -v ip && command -v nsenter && unshare --mount --net true
      """,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Where it must not be skipped.
  static let isRequired = ProcessInfo.processInfo.environment["REQUIRE_KEEPALIVED"] != nil
}

@Suite("A real pair of keepalived")
struct RealKeepalivedTests {
  /// The rules that fail for each case of `pair.sh`.
  private static let expected: [String: Set<String>] = [
    "sound": [], "stopped": ["ha-master-differs"], "isolated": ["several-active-holders"],
    "router-id": ["several-active-holders", "vrrp-mismatch"],
    "addresses": ["managed-address-without-group", "several-active-holders", "vrrp-mismatch"],
    "unicast": ["vrrp-peers-incomplete"],
    "stranger": ["holder-not-a-member", "several-active-holders"],
    "not-reloaded": ["ignored-ha-setting"],
  ]

  @Test("it is not skipped where it must run", .enabled(if: RealKeepalived.isRequired))
  func required() { #expect(RealKeepalived.isPossible) }

  @Test(
    "each case is named by its rules, and nothing else fails",
    .enabled(
      if: RealKeepalived.isPossible,
      "keepalived with JSON, ip, root or network namespaces are missing"))
  func cases() async throws {
    let folder = try TemporaryFolder()
    try folder.write("export/estate.json", Self.estate)
    // The hosts have a folder of their own in place of /tmp.
    let out = "/var/tmp/failover-audit-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: out) }
    let root = Command.packageRoot.path
    let pair = try await Command.shell(
      "unshare --mount --net sh \(root)/Tests/Fixtures/keepalived/pair.sh \(root)/scripts/collect-ha.sh \(out)",
      in: folder.url)
    #expect(pair.exitCode == 0, "\(pair.errorText)")
    for (name, expected) in Self.expected {
      let run = try await Command.run(
        [
          "scan", "export", "--ha", "\(out)/\(name)", "--datacenter", "dc", "--own-ranges",
          "203.0.113.0/24", "--select", "ha-software,unplaced-ha-evidence", "--skip",
          "ha-service-not-started", "--report", "ledger",
        ], in: folder.url)
      #expect(Self.failures(run.text) == expected, "\(name): \(run.errorText)")
    }
  }

  private static func failures(_ ledger: String) -> Set<String> {
    struct Line: Decodable {
      let rule: String?
      let outcome: String?
    }
    let lines = ledger.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    return Set(lines.filter { $0.outcome == "fail" || $0.outcome == "unknown" }.compactMap(\.rule))
  }

  private static let estate = """
    {"format": "failover-inventory/1", "datacenters": [{"id": "dc", "location": "de/fra",
      "lans": [{"id": "1", "public": true, "failoverGroups": [{"ip": "203.0.113.10", "masters": ["a"]}]}],
      "servers": [\(["a", "b", "c"].enumerated().map(server).joined(separator: ","))]}]}
    """

  private static func server(_ number: Int, _ letter: String) -> String {
    let group = letter == "c" ? "" : ", \"203.0.113.10\""
    return """
      {"id": "server-\(letter)", "name": "web-\(letter)", "zone": "ZONE_1", "vmState": "RUNNING",
       "nics": [{"id": "\(letter)", "lan": "1", "mac": "02:01:00:00:00:\(letter)1", "dhcp": false,
                 "firewallActive": false, "ips": ["198.51.100.\(11 + number)"\(group)]}]}
      """
  }
}
