import FailoverAudit
import FailoverInventory

/// A failover group moves a public IPv4 address; nothing else can be moved.
struct AddressNotPublic: GroupRule {
  let info = RuleInfo(
    id: "address-not-public",
    title: "the address of a failover group is a public IPv4 address",
    severity: .error, family: .accessRights, subjects: [.groups],
    rationale: """
      A failover group moves an address that is reached from the internet. Private, documentation, \
      multicast and other special addresses are not routed there, groups for IPv6 do not exist, and a \
      text that is not an address is a mistake. Addresses in ranges that you brought in yourself \
      (`scan --own-ranges`) count as public.
      """,
    remediation: """
      Reserve an IP block in the location of the data center and give the group an address of it. If \
      the address is from a range of your own, name the range with `scan --own-ranges`.
      """,
    loss: .address,
    references: [.failover, .reservedAddresses], controls: [.configurationISO, .settingsNIST],
    examples: [
      Example("a public address", estate("85.215.1.1"), outcomes: ["group/dc/1/85.215.1.1": .pass]),
      Example(
        "an address for private use", estate("10.0.0.1"), outcomes: ["group/dc/1/10.0.0.1": .fail]),
      Example(
        "an address for documentation that lies in a range of your own", estate("203.0.113.9"),
        ownRanges: ["203.0.113.0/24"], outcomes: ["group/dc/1/203.0.113.9": .pass]),
      Example(
        "an IPv6 address", estate("2001:db8::1"), outcomes: ["group/dc/1/2001:db8::1": .fail]),
      Example(
        "an IPv4 address in the form of IPv6", estate("::ffff:85.215.1.1"),
        outcomes: ["group/dc/1/85.215.1.1": .pass]),
      Example("a text that is not an address", estate("web"), outcomes: ["group/dc/1/web": .fail]),
    ])

  func judge(_ group: FailoverGroup) -> Judgement {
    if group.isPublic { return .pass }
    return .fail(
      problem(group),
      evidence: [Evidence("address", group.address ?? "none", at: group.place)])
  }

  private func problem(_ group: FailoverGroup) -> String {
    guard let address = group.address else { return "the group has no address" }
    if !group.hasAddress { return "\"\(address)\" is not an IP address" }
    guard let purpose = group.specialPurpose else { return "\(address) is not an IPv4 address" }
    return "\(address) is not public: it is for \(purpose)"
  }

  private static func estate(_ address: String) -> ExampleEstate {
    ExampleEstate(.init("dc", lans: [.init("1", [.init(address, master: "a")])], servers: []))
  }
}
