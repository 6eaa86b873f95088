import FailoverBase
import FailoverHA
import FailoverInventory

extension Report {
  /// Puts an audit together: its ledger, what was read, and the verdict.
  ///
  /// - Parameters:
  ///   - inventory: what was audited.
  ///   - ledger: the answers of the rules, checked.
  ///   - rules: the rules that were run.
  ///   - settings: those of the audit.
  ///   - toolVersion: the version of the program.
  ///   - time: when the audit ran; nil to leave it out.
  ///   - configuration: the configuration that was read.
  ///   - waivers: the waivers that were applied.
  ///   - baseline: the baseline that was applied.
  public init(
    auditOf inventory: Inventory, ledger: Ledger, rules: [any Rule], settings: AuditSettings,
    toolVersion: String, time: String?, configuration: FileDigest? = nil,
    waivers: WaiverProvenance? = nil, baseline: BaselineUse? = nil
  ) {
    let counts = inventory.recordCounts
    var estate = EstateCounts()
    estate.datacenters = counts.datacenters
    estate.servers = counts.servers
    estate.lans = counts.lans
    estate.nics = counts.nics
    estate.groups = inventory.groups.count
    let gaps = inventory.gaps
    let contracts = EstateContracts(
      numbers: inventory.contractNumbers,
      namesOwner: !inventory.contractOwners.isEmpty || inventory.hasOpenOwners,
      listsUsers: !inventory.users.isEmpty)
    self.init(
      toolVersion: toolVersion,
      ruleSetDigest: RuleSetDigest.of(
        rules, parameters: settings.parameters, severities: settings.severities), time: time,
      configuration: configuration, waivers: waivers, baseline: baseline,
      inputs: inventory.inputs, settings: settings, estate: estate, contracts: contracts,
      ledger: ledger,
      verdict: Verdict(
        ledger, inventory.inputs, groups: inventory.groups.count, gaps: gaps, settings,
        baseline: baseline),
      assumptions: contracts.assumptions.stating(inventory), gaps: gaps,
      dataTime: inventory.dataTime,
      groups: GroupPictures(of: inventory))
  }
}

extension EstateContracts {
  /// What every audit without evidence of the failover software says.
  package static let softwareNotExamined =
    "The failover software on the servers is outside of the export and was not examined"

  /// What the reading of an export of these contracts rests on, one sentence each without a full
  /// stop.
  public var assumptions: [String] { assumptions(areSeparate: false) }

  /// - Parameter areSeparate: whether each contract was judged by its own blocks, users and groups.
  public func assumptions(areSeparate: Bool) -> [String] {
    var sentences = [
      "The first address of a NIC is its primary one, as all clients of the API take it",
      "An export is not a snapshot: records read at different times may not have been true together",
      EstateContracts.softwareNotExamined,
    ]
    if listsUsers && !namesOwner {
      sentences.append(
        "No contract in the export names its owner, so no user is taken for the owner")
    }
    if numbers.count > 1 {
      let names = numbers.joined(separator: ", ")
      sentences.append(
        areSeparate
          ? "The contracts \(names) were audited separately: each has its own blocks, users and groups"
          : "The contracts \(names) are audited as one: they share blocks, users and groups")
    }
    return sentences
  }
}

extension [String] {
  /// The assumptions of an audit, which evidence of the failover software changes.
  fileprivate func stating(_ inventory: Inventory) -> [String] {
    guard let evidence = inventory.evidence else { return self }
    return map { $0 == EstateContracts.softwareNotExamined ? evidence.assumption(inventory) : $0 }
  }
}

extension HAEvidence {
  /// How far the failover software was examined, in a sentence without a full stop.
  fileprivate func assumption(_ inventory: Inventory) -> String {
    var members: Set<Server> = []
    for group in inventory.groups { members.formUnion(group.servers) }
    let examined = members.count { of($0) != nil }
    let times = nodes.compactMap(\.collected).sorted()
    let collected =
      switch (times.first, times.last) {
      case (let first?, let last?) where first == last: "collected at \(first.text)"
      case (let first?, let last?): "collected from \(first.text) to \(last.text)"
      default: "it does not say when it was collected"
      }
    return "Evidence of the failover software is there for \(examined) of "
      + "\(counted(members.count, "server")) of failover groups, \(collected): it shows a moment, "
      + "and does not prove that a failover works"
  }
}
