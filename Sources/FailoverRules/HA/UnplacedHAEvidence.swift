import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Evidence that belongs to no server says nothing of any group.
struct UnplacedHAEvidence: EvidenceRule {
  let info = RuleInfo(
    id: "unplaced-ha-evidence",
    title: "evidence of failover software belongs to exactly one server",
    severity: .warning, family: .dataQuality, subjects: [.evidence],
    rationale: """
      Evidence is judged for the server that it was collected on. The product UUID of the machine, its \
      hardware addresses, its names and its public addresses show which one that is. Evidence that shows \
      no server, or two different ones, is left out, and what it would have shown stays open.
      """,
    remediation: """
      Collect the evidence with `scripts/collect-ha.sh`, which records the product UUID and the hardware \
      addresses. Or name the folder after the id or the name of the server. Take out files that were \
      collected on another host.
      """,
    unknownRemedy: """
      Export every data center with all its servers, as `scripts/export.sh` does, and repeat the audit.
      """,
    references: [.failover], controls: [.inventoryISO, .inventoryNIST],
    examples: Self.examples)

  func outcomes(in inventory: Inventory) -> any Answers {
    EvidenceAnswers(inventory.evidenceSubjects?.sources ?? []) { judge($0) }
  }

  private func judge(_ source: EvidenceSubjects.Source) -> Judgement {
    if !source.source.isReadable { return .notApplicable("none of its files could be read") }
    if source.nodes.isEmpty { return .notApplicable("it names no host") }
    let open = zip(source.nodes, source.placements).filter { $0.1.server == nil }
    guard let (node, placement) = open.first else { return .pass }
    let others = open.count > 1 ? " (and \(open.count - 1) more hosts)" : ""
    switch placement {
    case .placed: return .pass
    case .contradictory(let named):
      return .fail(
        "host \"\(node.name)\" shows different servers\(others)",
        evidence: evidence(node, named))
    case .unplaced(let named)
    where named.isEmpty && !source.allServersAreKnown
      && open.allSatisfy({ $0.1.namesNothing }):
      return .unknown(
        "host \"\(node.name)\" is not a server of the export, which does not show all servers\(others)",
        evidence: evidence(node, named))
    case .unplaced(let named):
      return .fail(
        named.isEmpty
          ? "host \"\(node.name)\" is not a server of the export\(others)"
          : "host \"\(node.name)\" may be several servers\(others)",
        evidence: evidence(node, named))
    }
  }

  private func evidence(_ node: HANode, _ named: HAPlacement.Named) -> [Evidence] {
    [Evidence("host", node.name, at: node.place)]
      + named.map { Evidence($0.row.words, $0.servers.titles) }
  }

  // MARK: Examples

  private static func example(
    _ title: String, _ evidence: ExampleEvidence, _ outcome: Outcome,
    in estate: ExampleEstate = SoftwareExamples.estate(), line: Int = #line
  ) -> Example {
    let name = evidence.path.split(separator: "/").first.map(String.init) ?? evidence.path
    return Example(
      title, estate, evidence: [evidence], outcomes: ["evidence/\(name)": outcome], line: line)
  }

  private static func macs(_ numbers: Int...) -> OrderedJSON {
    .array(numbers.map { .string(SoftwareExamples.macText($0)) })
  }

  private static func host(_ productUUID: String) -> String {
    OrderedJSON.object([
      ("format", "failover-ha-host/1"), ("productUuid", .string(productUUID)),
    ]).indented
  }

  private static let examples = [
    example("the host names its server", .nodes(["server": "s1"]), .pass),
    example(
      "a hardware address is that of a NIC", .nodes(["hostname": "web", "macs": macs(1)]), .pass),
    example("the product UUID is the id of a server", .init("web/host.json", host("s1")), .pass),
    example("no server has that id", .nodes(["server": "s3"]), .fail),
    example(
      "the id is that of one server, a hardware address that of another",
      .nodes(["server": "s1", "macs": macs(2)]), .fail),
    example(
      "the hardware addresses are those of two servers", .nodes(["macs": macs(1, 2)]), .fail),
    example(
      "the export does not show all servers", .nodes(["server": "s3"]), .unknown,
      in: SoftwareExamples.estate(isWhole: false)),
    example("its only file is refused", .init("web/host.json", "{"), .notApplicable),
  ]
}

extension HAPlacement {
  fileprivate var namesNothing: Bool {
    if case .unplaced(let named) = self { named.isEmpty } else { false }
  }
}
