import FailoverInventory

extension Report {
  /// Puts an audit together: its ledger, what was read, and the verdict.
  ///
  /// - Parameters:
  ///   - inventory: what was audited.
  ///   - ledger: the answers of the rules, checked.
  ///   - rules: the rules that were asked.
  ///   - settings: what the user asked for.
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
    self.init(
      toolVersion: toolVersion,
      ruleSetDigest: RuleSetDigest.of(
        rules, parameters: settings.parameters, severities: settings.severities), time: time,
      configuration: configuration, waivers: waivers, baseline: baseline,
      inputs: inventory.inputs, settings: settings,
      estate: estate, ledger: ledger,
      verdict: Verdict(
        ledger, inventory.inputs, groups: inventory.groups.count, gaps: gaps, settings,
        baseline: baseline),
      assumptions: Report.assumptions + Report.assumptions(of: inventory), gaps: gaps,
      groups: GroupPictures(of: inventory))
  }

  /// What every reading of an export rests on.
  private static let assumptions = [
    "The first address of a NIC is its primary one, as all clients of the API take it",
    "An export is not a snapshot: records read at different times may not have been true together",
    "The failover software on the servers is outside of the export and was not examined",
  ]

  /// What the reading of this export rests on besides.
  private static func assumptions(of inventory: Inventory) -> [String] {
    var sentences: [String] = []
    if !inventory.users.isEmpty && inventory.contractOwners.isEmpty {
      sentences.append(
        "No contract in the export names its owner, so no user is taken for the owner")
    }
    let numbers = inventory.contractNumbers
    if numbers.count > 1 {
      sentences.append(
        "The contracts \(numbers.joined(separator: ", ")) are audited as one: they share blocks, users "
          + "and groups")
    }
    return sentences
  }
}
