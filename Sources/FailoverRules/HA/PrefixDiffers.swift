import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// The same address with two prefixes gives the servers different routes.
struct PrefixDiffers: GroupSoftwareRule {
  let info = RuleInfo(
    id: "prefix-differs",
    title: "the servers of a failover group give its address the same prefix length",
    severity: .note, family: .haSoftware, subjects: [.groups],
    rationale: """
      The prefix length of an address decides which neighbours a server reaches directly. If it differs \
      between servers, some connections work on one of them only, which shows at a failover.
      """,
    remediation: """
      Write the address with the same prefix length on all servers; /32 is what keepalived takes where none \
      is written.
      """,
    references: [.keepalived], controls: [.configurationISO, .settingsNIST],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    guard let peers = VRRPPeers(software) else { return VRRPPeers.notApplicable }
    switch peers.compare({ $0.entry(software.address)?.prefix }, { "/\($0)" }) {
    case .agree: return .pass
    case .differ(let evidence):
      return .fail("the servers give the address different prefix lengths", evidence: evidence)
    case .open:
      return .unknown("a prefix length is not known", evidence: peers.evidence)
    }
  }

  private static let examples = [
    SoftwareExamples.pair("both write /32", [], [], .pass),
    SoftwareExamples.pair("one writes /24", [], [("addresses", ["85.215.1.1/24"])], .fail),
    SoftwareExamples.pair(
      "one prefix length is not shown", [], [("addresses", ["85.215.1.1"])], .unknown),
    SoftwareExamples.alone("one server has an instance"),
  ]
}
