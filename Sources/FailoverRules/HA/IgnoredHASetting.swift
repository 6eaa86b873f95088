import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Settings that keepalived ignores look as if they did something.
struct IgnoredHASetting: GroupSoftwareRule {
  let info = RuleInfo(
    id: "ignored-ha-setting",
    title: "keepalived ignores no setting of the failover group's instances",
    severity: .note, family: .haSoftware, subjects: [.groups],
    rationale: """
      keepalived goes on where a setting is of no use, and says so in its log at most: a second address on \
      a line, nopreempt beside state MASTER, a check that is not defined, unicast without peers. Anyone who \
      reads the configuration believes that the setting holds.
      """,
    remediation: """
      Do what the finding says, check the configuration with `keepalived --config-test`, and reload \
      keepalived.
      """,
    references: [.keepalived], controls: [.configurationISO, .settingsNIST],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    let nodes = software.examined.flatMap { server in
      server.nodes.filter { $0.keepalivedPlace != nil }.map { (server, $0) }
    }
    if nodes.isEmpty { return .notApplicable("no configuration of keepalived is there") }
    var findings: [Finding] = []
    var isOpen = false
    for (server, node) in nodes {
      let own = (node.instances.filter { $0.software == .keepalived } + node.unloaded).filter {
        concerns($0, software.address)
      }
      findings += own.flatMap { self.findings($0, server) }
      if own.contains(where: { !$0.isWhole }) { isOpen = true }
    }
    if !findings.isEmpty { return .fail(IgnoredHASetting.oneForEachFacet(findings)) }
    if !isOpen { return .pass }
    return .unknown(
      "a configuration of keepalived is not complete",
      evidence: nodes.prefix(20).map { server, node in
        Evidence(
          server.server.subjectName + server.server.name.quoted, "configuration of keepalived",
          at: node.keepalivedPlace)
      })
  }

  /// Whether an instance has the address, or would have but for an ignored setting.
  private func concerns(_ instance: HAInstance, _ address: ParsedAddress) -> Bool {
    instance.entry(address) != nil || instance.ignored.contains { $0.address == address }
  }

  private func findings(_ instance: HAInstance, _ server: HAServer) -> [Finding] {
    instance.ignored.map { setting in
      Finding(
        facet: "\(server.server.id)/\(setting.setting.rawValue)",
        "\(instance.name) of \(server.title): \(setting.sentence)",
        evidence: [Evidence(setting.setting.rawValue, setting.sentence, at: setting.place)])
    }
  }

  /// Findings of one facet as one, with the evidence of all.
  private static func oneForEachFacet(_ findings: [Finding]) -> [Finding] {
    var order: [String] = []
    var byFacet: [String: [Finding]] = [:]
    for finding in findings {
      if byFacet[finding.facet] == nil { order.append(finding.facet) }
      byFacet[finding.facet, default: []].append(finding)
    }
    return order.sorted().compactMap { facet in
      guard let own = byFacet[facet], let first = own.first else { return nil }
      let evidence = own.prefix(20).flatMap(\.evidence)
      return Finding(facet: facet, first.message, evidence: evidence)
    }
  }

  private static func example(
    _ title: String, _ lines: String, _ outcome: Outcome, global: String = "", line: Int = #line
  ) -> Example {
    let conf = """
      \(global)
      vrrp_script alive {
          script "/usr/local/bin/alive"
      }
      vrrp_instance VI_1 {
          interface eth0
          virtual_router_id 51
          \(lines)
      }

      """
    let host: OrderedJSON = ["format": "failover-ha-host/1", "productUuid": "s1"]
    return Example(
      title, SoftwareExamples.estate(),
      evidence: [
        ExampleEvidence("web/host.json", host.indented),
        ExampleEvidence("web/keepalived.conf", conf),
      ], outcomes: [SoftwareExamples.group: outcome], line: line)
  }

  private static let address = "virtual_ipaddress {\n        85.215.1.1\n    }"

  private static let examples = [
    example("all settings hold", address, .pass),
    example(
      "a line holds a second address",
      "virtual_ipaddress {\n        85.215.1.1 85.215.1.2\n    }", .fail),
    example("nopreempt beside state MASTER", "state MASTER\n    nopreempt\n    " + address, .fail),
    example(
      "a check that is not defined", "track_script {\n        other\n    }\n    " + address, .fail),
    example(
      "unicast without peers", "unicast_src_ip 85.215.1.9\n    " + address, .fail),
    example("a priority out of range", "priority 300\n    " + address, .fail),
    example(
      "authentication with version 3",
      "version 3\n    authentication {\n        auth_type PASS\n        auth_pass example\n    }\n    "
        + address, .fail),
    example(
      "a file that is included is missing", address, .unknown, global: "include missing.conf"),
    SoftwareExamples.alone("the evidence is of other software"),
  ]
}
