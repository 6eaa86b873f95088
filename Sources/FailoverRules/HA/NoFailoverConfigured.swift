import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Without software on two servers that manages it, an address does not move.
struct NoFailoverConfigured: GroupSoftwareRule {
  let info = RuleInfo(
    id: "no-failover-configured",
    title: "the software of two or more servers manages the address of the failover group",
    severity: .error, family: .haSoftware, subjects: [.groups],
    rationale: """
      The platform lets the members of a failover group have its address; it does not move the address \
      itself. That is what the failover software on the servers does. If it manages the address on fewer \
      than two servers, the address goes down with the one that has it.
      """,
    remediation: """
      Configure the address in the failover software of at least two servers of the group, such as \
      `virtual_ipaddress` of keepalived, an IPaddr2 resource of Pacemaker, or `address` of kube-vip.
      """,
    loss: .service,
    references: [.failover, .failoverTutorial, .keepalived],
    controls: [.redundancyISO, .failoverNIST, .redundancyNIS2, .redundancyDORA],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    let answers = software.servers.map { ($0, software.manages($0)) }
    let managing = answers.filter { $0.1 == true }.map(\.0)
    let open = answers.filter { $0.1 == nil }.map(\.0)
    if managing.count >= 2 { return .pass }
    let evidence = software.servers.prefix(20).flatMap { software.management(of: $0) }
    let isComplete = software.group.isMembershipComplete
    if managing.count + open.count < 2 && isComplete {
      return .fail(
        "the software of \(counted(managing.count, "server")) manages the address; at least 2 are "
          + "required" + software.refusals, evidence: evidence)
    }
    return .unknown(
      open.isEmpty
        ? "the software of \(counted(managing.count, "server")) manages the address, but the export may lack members"
        : "whether the software of \(open.titles) manages the address is not known",
      evidence: evidence + software.group.gapEvidence)
  }

  private static let examples = [
    SoftwareExamples.example(
      "both servers manage it",
      [
        SoftwareExamples.configured("s1", SoftwareExamples.vrrp()),
        SoftwareExamples.configured("s2", SoftwareExamples.vrrp()),
      ], .pass),
    SoftwareExamples.example(
      "one server manages it, the other manages nothing",
      [
        SoftwareExamples.configured("s1", SoftwareExamples.vrrp()),
        SoftwareExamples.configured("s2"),
      ], .fail),
    SoftwareExamples.example(
      "the other server manages another address",
      [
        SoftwareExamples.configured("s1", SoftwareExamples.vrrp()),
        SoftwareExamples.configured("s2", SoftwareExamples.vrrp([("addresses", ["85.215.1.2"])])),
      ], .fail),
    SoftwareExamples.example(
      "of the other server there is no evidence",
      [SoftwareExamples.configured("s1", SoftwareExamples.vrrp())], .unknown),
    SoftwareExamples.example(
      "the other server's instances are not all shown",
      [
        SoftwareExamples.configured("s1", SoftwareExamples.vrrp()),
        SoftwareExamples.host("s2", [("instances", []), ("partial", true)]),
      ], .unknown),
    SoftwareExamples.example(
      "there may be further members",
      [
        SoftwareExamples.configured("s1", SoftwareExamples.vrrp()),
        SoftwareExamples.configured("s2"),
      ], .unknown, in: SoftwareExamples.estate(isWhole: false)),
    SoftwareExamples.example("there is no evidence of a server of the group", [], .notApplicable),
  ]
}

extension GroupSoftware {
  /// What shows whether a server's software manages the address.
  func management(of server: Server) -> [Evidence] {
    let name = server.subjectName + server.name.quoted
    guard let own = of(server) else { return [Evidence(name, "no evidence", at: server.place)] }
    let managing = own.instances(with: address).map {
      Evidence(name, "managed by \($0.software.word) \($0.name)", at: $0.place)
    }
    if !managing.isEmpty { return managing }
    let configurations = own.nodes.flatMap(\.configurations)
    if configurations.isEmpty {
      return [Evidence(name, "no configuration", at: own.nodes.first?.place)]
    }
    return configurations.map { configuration in
      let what = configuration.isWhole ? "does not manage the address" : "is not complete"
      return Evidence(
        name,
        configuration.refusal
          ?? "\(configuration.software?.word ?? "the software") \(what)",
        at: configuration.refusalPlace ?? configuration.place)
    }
  }

  /// Why software starts nothing, to be put at the end of a sentence.
  var refusals: String {
    let all = examined.flatMap { server in
      server.nodes.flatMap(\.configurations).compactMap { configuration in
        configuration.refusal.map { "; on \(server.title) \($0)" }
      }
    }
    return all.prefix(3).joined()
  }
}
