import FailoverAudit
import Foundation
import Testing

/// `rules` and `explain`.
@Suite("The catalogue at the command line")
struct RulesCommandTests {
  /// Rules that only an audit with evidence of the failover software asks.
  static let aboutSoftware: Set<String> = [
    "active-without-address",
    "address-held-outside-ha",
    "address-not-managed",
    "cluster-node-unusable",
    "cluster-not-in-control",
    "fencing-off",
    "ha-evidence-missing",
    "ha-master-differs",
    "ha-service-not-started",
    "holder-not-a-member",
    "ignored-ha-setting",
    "leftover-move",
    "managed-address-without-group",
    "no-active-holder",
    "no-failover-configured",
    "no-health-check",
    "peer-firewall-blocks-vrrp",
    "prefix-differs",
    "router-id-clash",
    "several-active-holders",
    "unclear-election",
    "unplaced-ha-evidence",
    "virtual-mac-used",
    "vrrp-mismatch",
    "vrrp-peers-incomplete",
  ]

  static let ids = [
    "active-without-address",
    "address-consumer-mismatch",
    "address-held-outside-ha",
    "address-in-other-location",
    "address-in-two-groups",
    "address-not-managed",
    "address-not-public",
    "address-not-reserved",
    "address-right-without-operator",
    "ambiguous-member-names",
    "broad-waiver",
    "cluster-node-unusable",
    "cluster-not-in-control",
    "conflicting-records",
    "crowded-master",
    "departed-block-creator",
    "duplicate-address",
    "duplicate-mac",
    "expired-waiver",
    "expiring-waiver",
    "failover-ip-not-primary",
    "fencing-off",
    "firewall-blocks-vrrp",
    "ha-evidence-missing",
    "ha-master-differs",
    "ha-service-not-started",
    "holder-not-a-member",
    "ignored-ha-setting",
    "inactive-user-with-right",
    "incomplete-export",
    "ipv6-without-failover",
    "lan-not-public",
    "leftover-move",
    "long-waiver",
    "managed-address-without-group",
    "master-concentration",
    "master-missing",
    "master-not-a-member",
    "master-not-running",
    "mixed-address-block",
    "mixed-server-types",
    "no-active-holder",
    "no-failover-configured",
    "no-health-check",
    "operator-without-address-right",
    "peer-firewall-blocks-vrrp",
    "prefix-differs",
    "primary-ip-reused",
    "primary-role-mismatch",
    "resource-in-transition",
    "router-id-clash",
    "self-approved-waiver",
    "several-active-holders",
    "several-masters",
    "shared-address-without-group",
    "single-address-operator",
    "single-server-group",
    "single-zone-group",
    "stale-export",
    "standby-not-running",
    "unclear-election",
    "unequal-members",
    "unnamed-group-lan",
    "unplaced-ha-evidence",
    "unprotected-datacenter",
    "unused-waiver",
    "virtual-mac-used",
    "vrrp-mismatch",
    "vrrp-peers-incomplete",
    "zone-loss-outage",
  ]

  private struct Rule: Decodable {
    struct Parameter: Decodable { let name: String }
    struct Control: Decodable { let framework: String }
    struct Reference: Decodable { let url: String }
    let id: String
    let title: String
    let severity: String
    let family: String
    let rationale: String
    let remediation: String
    let subjects: [String]
    let parameters: [Parameter]
    let supportsEvidenceFor: [Control]
    let references: [Reference]
  }

  private func rules() async throws -> [Rule] {
    let run = try await Command.run("rules", "--json")
    #expect(run.exitCode == 0)
    return try JSONDecoder().decode([Rule].self, from: run.output)
  }

  @Test("rules --json holds every rule, in the order of their ids")
  func json() async throws {
    let rules = try await rules()
    #expect(rules.map(\.id) == Self.ids)
    for rule in rules {
      #expect(["note", "warning", "error"].contains(rule.severity))
      #expect(!rule.rationale.isEmpty && !rule.remediation.isEmpty && !rule.subjects.isEmpty)
      #expect(!rule.supportsEvidenceFor.isEmpty && !rule.references.isEmpty, "\(rule.id)")
      #expect(rule.references.allSatisfy { $0.url.hasPrefix("https://") })
    }
  }

  @Test("rules lists every rule with its severity and title, without blanks at the ends of lines")
  func table() async throws {
    let run = try await Command.run("rules")
    #expect(run.exitCode == 0)
    let lines = run.text.split(separator: "\n")
    let text = run.text.replacing(/\s+/, with: " ")
    for rule in try await rules() {
      let own = lines.filter { $0.hasPrefix(rule.id + " ") }
      #expect(own.count == 1 && own[0].contains(" \(rule.severity) "), "\(rule.id)")
      #expect(text.contains(rule.title))
    }
    #expect(lines.filter { $0.hasSuffix(" ") }.isEmpty)
  }

  @Test("the table has a line for each rule, and no line of an explanation is over 80 columns")
  func width() async throws {
    let table = try await Command.run("rules")
    #expect(table.text.split(separator: "\n").count == Self.ids.count)
    var long: [Substring] = []
    for id in Self.ids {
      let run = try await Command.run("explain", id)
      long += run.text.split(separator: "\n").filter { (line: Substring) in
        line.count > 80 && !line.hasPrefix("  https://")
      }
    }
    #expect(long.isEmpty)
  }

  @Test("explain shows a rule's title, reasons, remedy and examples", arguments: ids)
  func explain(id: String) async throws {
    let run = try await Command.run("explain", id)
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty)
    let rule = try #require(try await rules().first { $0.id == id })
    let text = run.text.replacing(/\s+/, with: " ").lowercased()
    #expect(text.hasPrefix("\(id) \(rule.title.lowercased()). severity \(rule.severity), "))
    for part in [rule.rationale, rule.remediation] {
      let words = part.replacing(/\s+/, with: " ").lowercased()
      #expect(text.contains(words))
    }
    for parameter in rule.parameters { #expect(text.contains(" \(parameter.name): ")) }
    #expect(run.text.contains("\nExamples\n  "))
    let examples = run.text.split(separator: "\nExamples\n").last ?? ""
    let first = examples.split(separator: "\n").first ?? ""
    #expect(first.contains(/^  (pass|fail|unknown|notApplicable|error|no subject)[a-zA-Z, ]*: ./))
  }

  @Test("what scan, rules and the catalogue call a rule is the same")
  func sameRules() async throws {
    let run = try await Command.run("scan", "reports/estate", "--report", "json")
    let report = try JSONDecoder().decode(AuditReport.self, from: run.output)
    let withoutEvidence = Self.ids.filter { !Self.aboutSoftware.contains($0) }
    #expect(report.rules.map(\.id) == withoutEvidence)
    let catalogue = try await Command.run("rules", "--markdown")
    let headings = catalogue.text.split(separator: "\n").filter { $0.hasPrefix("## ") }
    #expect(headings.map { String($0.dropFirst(3)) } == Self.ids)
  }
}
