import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Two servers that both answer for an address take the traffic from each other.
struct SeveralActiveHolders: GroupSoftwareRule {
  var maximumSkew = Observations.usualSkew
  let asksState = true

  let info = RuleInfo(
    id: "several-active-holders",
    title: "at most one server is active for the address of a failover group",
    severity: .error, family: .haSoftware, subjects: [.groups],
    rationale: """
      One server at a time has the address of a failover group. If two servers have it, both announce it, \
      and traffic reaches now the one and now the other: connections break, and data may be written on \
      both. The usual causes are servers that do not hear each other, settings in which they differ, and \
      an address that is configured by hand or handed out by DHCP besides.
      """,
    remediation: """
      Find out which server is meant to have the address, and take it from the others. Then mend the \
      cause: see the findings of the same group about VRRP, the cluster and the firewall, and take the \
      address out of static configurations and out of DHCP.
      """,
    loss: .service,
    references: [.failover, .vrrp], controls: [.failoverNIST, .knownStateNIST, .redundancyNIS2],
    parameters: [Observations.skewParameter], examples: Self.examples)

  func with(_ parameters: [String: Int]) -> SeveralActiveHolders {
    SeveralActiveHolders(maximumSkew: parameters[Observations.skewName] ?? maximumSkew)
  }

  func judge(_ software: GroupSoftware) -> Judgement {
    let (active, unknown) = software.evidence.active(software.address)
    let evidence = active.prefix(10).flatMap { software.activity(of: $0) }
    if active.count >= 2 {
      let times = Observations(active.map { $0.observed(software.address) }, maximumSkew)
      if times.haveTwoAtOneTime {
        return .fail(
          "\(active.count) servers are active for the address at one time: \(active.titles)"
            + times.caveat, evidence: evidence)
      }
      return .unknown(
        "\(active.titles) are active for the address, but were observed at different times",
        evidence: evidence)
    }
    if active.count + unknown.count <= 1 { return .pass }
    return .unknown(
      "it is not known whether \(unknown.titles) \(unknown.count == 1 ? "is" : "are") active for the address",
      evidence: (active + unknown).prefix(10).flatMap { software.activity(of: $0) })
  }

  private static func example(
    _ title: String, _ nodes: [OrderedJSON], _ outcome: Outcome, parameters: [String: Int] = [:],
    line: Int = #line
  ) -> Example {
    Example(
      title, SoftwareExamples.estate(), evidence: [SoftwareExamples.file(nodes)],
      parameters: parameters, outcomes: [SoftwareExamples.group: outcome], line: line)
  }

  private static let examples = [
    example(
      "one server has the address",
      [SoftwareExamples.holder("s1", true), SoftwareExamples.holder("s2", false)], .pass),
    example(
      "both servers have it",
      [SoftwareExamples.holder("s1", true), SoftwareExamples.holder("s2", true)], .fail),
    example(
      "both servers have it, within the time that is allowed",
      [
        SoftwareExamples.holder("s1", true, at: "2026-06-20T03:00:00Z"),
        SoftwareExamples.holder("s2", true, at: "2026-06-20T03:05:00Z"),
      ], .fail),
    example(
      "both servers had it, a second too far apart",
      [
        SoftwareExamples.holder("s1", true, at: "2026-06-20T03:00:00Z"),
        SoftwareExamples.holder("s2", true, at: "2026-06-20T03:05:01Z"),
      ], .unknown),
    example(
      "a minute apart counts as different times here",
      [
        SoftwareExamples.holder("s1", true, at: "2026-06-20T03:00:00Z"),
        SoftwareExamples.holder("s2", true, at: "2026-06-20T03:01:00Z"),
      ], .unknown, parameters: ["maximum-skew": 10]),
    example(
      "of two servers the evidence shows the software only",
      [
        SoftwareExamples.holder("s1", false),
        SoftwareExamples.configured("s2", SoftwareExamples.vrrp([("active", true)])),
      ], .pass),
    example(
      "one server has it, of the other it is not known",
      [
        SoftwareExamples.holder("s1", true),
        SoftwareExamples.configured("s2", SoftwareExamples.vrrp()),
      ], .unknown),
    example(
      "the evidence shows configurations only",
      [SoftwareExamples.configured("s2", SoftwareExamples.vrrp())], .notApplicable),
  ]
}

extension GroupSoftware {
  /// What the evidence of a server shows of the address.
  func activity(of server: HAServer) -> [Evidence] {
    let name = server.server.subjectName + server.server.name.quoted
    let time = server.collected(address)
    let held = server.holders(of: address).map { holder in
      Evidence(
        name,
        "has the address on \(holder.holding.interface ?? "an interface that is not named")"
          + (holder.holding.isDynamic == true ? ", by DHCP" : "") + ", \(time)",
        at: holder.holding.place)
    }
    let software = server.instances(with: address).map { instance in
      Evidence(
        name,
        "\(instance.software.word) \(instance.name) is "
          + (instance.isActive.map { $0 ? "active" : "not active" }
            ?? "in a state that is not known")
          + ", \(time)", at: instance.place)
    }
    let absent =
      held.isEmpty && server.holds(address) == false
      ? [Evidence(name, "does not have the address, \(time)", at: server.nodes.first?.place)] : []
    return held + absent + software
  }
}

/// When several servers were observed.
struct Observations {
  private let times: [Moment?]
  private let skew: Int

  static let skewName = "maximum-skew"
  static let usualSkew = 300
  static let skewParameter = Parameter(
    skewName, "the most seconds between two observations that count as made at one time",
    in: 0...86_400, default: usualSkew)

  init(_ times: [Moment?], _ skew: Int) {
    self.times = times
    self.skew = skew
  }

  /// Whether two of them were made at one time; one without a time counts as such.
  var haveTwoAtOneTime: Bool {
    if times.contains(nil) { return times.count > 1 }
    let seconds = times.compactMap { $0?.seconds }.sorted()
    return zip(seconds, seconds.dropFirst()).contains { $1 - $0 <= skew }
  }

  /// Whether all of them were made at one time.
  var areAtOneTime: Bool {
    let seconds = times.compactMap { $0?.seconds }.sorted()
    guard let first = seconds.first, let last = seconds.last else { return true }
    return last - first <= skew
  }

  /// What to say where not all times are known.
  var caveat: String {
    times.contains(nil) ? " (when they were observed is not known of all)" : ""
  }
}

extension SoftwareExamples {
  static func file(_ nodes: [OrderedJSON]) -> ExampleEvidence {
    ExampleEvidence(
      "evidence.json",
      OrderedJSON.object([("format", "failover-ha/1"), ("nodes", .array(nodes))]).indented)
  }
}
