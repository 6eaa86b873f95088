import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Software that does not run moves nothing, nor does software that no boot starts.
struct HAServiceNotStarted: EvidenceRule {
  let info = RuleInfo(
    id: "ha-service-not-started",
    title: "the failover software of a server runs, and starts at boot",
    severity: .warning, family: .haSoftware, subjects: [.evidenceServers],
    rationale: """
      Failover software that is installed and configured does nothing until it runs. A service that runs \
      and is not enabled is gone after the next boot, which is often the very failure that it is for.
      """,
    remediation: """
      Start and enable the service on the server: `systemctl enable --now keepalived` (or pacemaker and \
      corosync).
      """,
    references: [.failover, .keepalived, .pacemaker],
    controls: [.failoverNIST, .restoreNIST, .settingsNIST], examples: Self.examples)

  func outcomes(in inventory: Inventory) -> any Answers {
    EvidenceAnswers(inventory.evidenceSubjects?.servers ?? []) { judge($0) }
  }

  private struct Service {
    let name: String
    let isActive: Bool?
    let isEnabled: Bool?
    let place: Place?
  }

  private func services(of server: HAServer) -> [Service] {
    let all = server.nodes.flatMap { node in
      node.services.map {
        Service(
          name: $0.name.lowercased(), isActive: $0.isActive, isEnabled: $0.isEnabled,
          place: node.servicesPlace)
      }
    }
    let names = Set(all.map(\.name)).intersection(EvidenceSubjects.services).sorted()
    return names.map { name in
      let own = all.filter { $0.name == name }
      let active = Set(own.map(\.isActive))
      let enabled = Set(own.map(\.isEnabled))
      return Service(
        name: name, isActive: active.count == 1 ? own[0].isActive : nil,
        isEnabled: enabled.count == 1 ? own[0].isEnabled : nil, place: own[0].place)
    }
  }

  private func judge(_ server: HAServer) -> Judgement {
    let services = services(of: server)
    let mayBeUp = server.server.isUp != false
    let findings = services.compactMap { service -> Finding? in
      let isStopped = service.isActive == false && mayBeUp
      guard isStopped || service.isEnabled == false else { return nil }
      let what = [
        isStopped ? "is not running" : nil,
        service.isEnabled == false ? "does not start at boot" : nil,
      ]
      .compactMap(\.self).joined(separator: " and ")
      return Finding(
        facet: service.name, "\(service.name) \(what)",
        evidence: [
          Evidence(
            service.name,
            "active: \(service.isActive.answer), enabled: \(service.isEnabled.answer)",
            at: service.place)
        ])
    }
    if !findings.isEmpty { return .fail(findings) }
    let open = services.filter { $0.isActive == nil || $0.isEnabled == nil }
    if open.isEmpty { return .pass }
    return .unknown(
      "the evidence does not show whether \(open.map(\.name).joined(separator: " and ")) runs and starts at boot",
      evidence: open.map {
        Evidence(
          $0.name, "active: \($0.isActive.answer), enabled: \($0.isEnabled.answer)", at: $0.place)
      })
  }

  private static func example(
    _ title: String, _ service: OrderedJSON, _ outcome: Outcome, state: String = "RUNNING",
    line: Int = #line
  ) -> Example {
    let host: OrderedJSON = [
      "format": "failover-ha-host/1", "productUuid": "s1", "software": [service],
    ]
    return Example(
      title, SoftwareExamples.estate(states: (state, "RUNNING")),
      evidence: [ExampleEvidence("web/host.json", host.indented)],
      outcomes: outcome == .notApplicable ? [:] : ["server/s1": outcome], line: line)
  }

  private static let examples = [
    example(
      "it runs and is enabled", ["name": "keepalived", "active": true, "enabled": true], .pass),
    example(
      "it does not run", ["name": "pacemaker", "active": false, "enabled": true], .fail),
    example(
      "it runs until the next boot", ["name": "corosync", "active": true, "enabled": false], .fail),
    example(
      "nothing runs on a machine that is switched off",
      ["name": "keepalived", "active": false, "enabled": true], .pass, state: "SHUTOFF"),
    example(
      "whether it is enabled is not known", ["name": "keepalived", "active": true], .unknown),
    example(
      "another service is not failover software", ["name": "nginx", "active": false],
      .notApplicable),
  ]
}
