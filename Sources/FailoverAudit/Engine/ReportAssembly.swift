import FailoverBase
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
      assumptions: contracts.assumptions, gaps: gaps, dataTime: inventory.dataTime,
      groups: GroupPictures(of: inventory))
  }
}

extension EstateContracts {
  /// What the reading of an export of these contracts rests on, one sentence each without a full
  /// stop.
  public var assumptions: [String] { assumptions(areSeparate: false) }

  /// - Parameter areSeparate: whether each contract was judged by its own blocks, users and groups.
  public func assumptions(areSeparate: Bool) -> [String] {
    var sentences = [
      "The first address of a NIC is its primary one, as all clients of the API take it",
      "An export is not a snapshot: records read at different times may not have been true together",
      "The failover software on the servers is outside of the export and was not examined",
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
