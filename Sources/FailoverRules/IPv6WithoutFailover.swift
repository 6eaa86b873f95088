import FailoverAudit
import FailoverInventory

/// Clients that come by IPv6 do not fail over.
struct IPv6WithoutFailover: GroupRule {
  let info = RuleInfo(
    id: "ipv6-without-failover",
    title: "the LAN of a failover group has no IPv6 addresses, which cannot fail over",
    severity: .note, family: .surroundings, subjects: [.groups],
    rationale: """
      Failover groups exist for IPv4 only. If a group's service is reached by IPv6 as well, the \
      IPv6 address stays with one server when the IPv4 address moves.
      """,
    remediation: """
      Do not publish IPv6 addresses of the members for the service, or provide another way for IPv6, such \
      as a load balancer in front or several addresses in the DNS.
      """,
    sharedCause: .lan,
    references: [.failover], controls: [.redundancyISO, .continuityISO],
    examples: [
      Example(
        "IPv4 only", estate(nil), outcomes: ["group/dc/1/85.215.1.1": .pass]),
      Example(
        "the LAN has an IPv6 block", estate("2001:db8:1::/64"),
        outcomes: ["group/dc/1/85.215.1.1": .fail]),
      Example(
        "the text in place of the address is not one", estate("2001:db8:1::/64", address: "web"),
        outcomes: ["group/dc/1/web": .notApplicable]),
    ])

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let lan = group.lan
    let place = "LAN \(lan.id)\(lan.name.quoted)"
    guard let known = lan.ipv6Block else { return .pass }
    guard let block = known else {
      return .unknown(
        "it is not known whether LAN \(lan.id) has an IPv6 block",
        evidence: [Evidence(place, "ipv6CidrBlock: not known", at: lan.place)])
    }
    return .fail(
      "LAN \(lan.id) has the IPv6 block \(block), which no failover group covers",
      evidence: [
        Evidence(place, "ipv6CidrBlock: \(block)", at: lan.place)
      ])
  }

  private static func estate(_ block: String?, address: String = "85.215.1.1") -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init(address, master: "a")], ipv6Block: block)], servers: []))
  }
}
