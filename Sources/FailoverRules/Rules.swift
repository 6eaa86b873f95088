import FailoverAudit

/// The rules that come with the program.
public enum BuiltInRules {
  /// All of them, in the order of their ids.
  ///
  /// - Parameters:
  ///   - parameters: values other than the defaults, as `rule.parameter`; their names and
  ///     ranges are checked.
  ///   - house: rules that are not part of the program.
  /// - Throws: `BadParameter` for the first that does not exist or is out of range, and for a rule
  ///   with the id of another.
  public static func all(
    _ parameters: [String: Int] = [:], with house: [any Rule] = []
  ) throws(BadParameter) -> [any Rule] {
    let rules = try ours(parameters) + house
    if let twice = Dictionary(grouping: rules, by: \.info.id).filter({ $1.count > 1 }).keys.min() {
      throw .twice(twice)
    }
    try checkAliases(rules.map(\.info))
    try check(parameters, rules)
    return rules.map { $0.with(own(parameters, $0.info.id)) }.sorted { $0.info.id < $1.info.id }
  }

  /// No rule takes an id that another has or had.
  private static func checkAliases(_ rules: [RuleInfo]) throws(BadParameter) {
    var owners = Dictionary(uniqueKeysWithValues: rules.map { ($0.id, $0.id) })
    for rule in rules {
      for alias in rule.aliases {
        if Family(rawValue: alias) != nil {
          throw BadParameter(
            description: "the alias \"\(alias)\" of \(rule.id) is a family of rules")
        }
        if let owner = owners.updateValue(rule.id, forKey: alias) {
          throw BadParameter(
            description: "the alias \"\(alias)\" of \(rule.id) means \(owner) already")
        }
      }
    }
  }

  private static func ours(_ parameters: [String: Int]) throws(BadParameter) -> [any Rule] {
    let inSQL: [any Rule]
    do { inSQL = try SQLRules.all() } catch {
      throw BadParameter(description: "a rule of the program does not hold: \(error.description)")
    }
    let zones = SingleZoneGroup().with(own(parameters, "single-zone-group"))
    let rules: [any Rule] = [
      AddressConsumerMismatch(), AddressInOtherLocation(), AddressInTwoGroups(),
      AddressNotPublic(), AddressNotReserved(), AddressRightWithoutOperator(),
      BroadWaiver(), ConflictingRecords(), CrowdedMaster(), DuplicateAddress(), DuplicateMAC(),
      ExpiredWaiver(), ExpiringWaiver(),
      FailoverIPNotPrimary(), FirewallBlocksVRRP(), InactiveUserWithRight(), IncompleteExport(),
      IPv6WithoutFailover(), LANNotPublic(), LongWaiver(),
      MasterConcentration(), MasterMissing(), MasterNotAMember(), MasterNotRunning(),
      MixedAddressBlock(),
      OperatorWithoutAddressRight(), PrimaryIPReused(), PrimaryRoleMismatch(),
      ResourceInTransition(), SelfApprovedWaiver(), SeveralMasters(),
      SharedAddressWithoutGroup(), SingleAddressOperator(), SingleServerGroup(), SingleZoneGroup(),
      StaleExport(), StandbyNotRunning(), UnequalMembers(),
      UnprotectedDatacenter(), UnusedWaiver(),
      ZoneLossOutage(spread: zones),
    ]
    return rules + aboutSoftware + inSQL
  }

  /// The rules about the failover software on the servers.
  private static let aboutSoftware: [any Rule] = [
    ActiveWithoutAddress(), AddressHeldOutsideHA(), AddressNotManaged(), ClusterNodeUnusable(),
    ClusterNotInControl(), FencingOff(), HAEvidenceMissing(), HAMasterDiffers(),
    HAServiceNotStarted(), HolderNotAMember(), IgnoredHASetting(), LeftoverMove(),
    ManagedAddressWithoutGroup(), NoActiveHolder(), NoFailoverConfigured(), NoHealthCheck(),
    PeerFirewallBlocksVRRP(), PrefixDiffers(), RouterIDClash(), SeveralActiveHolders(),
    UnclearElection(), UnplacedHAEvidence(), VirtualMACUsed(), VRRPMismatch(),
    VRRPPeersIncomplete(),
  ]

  /// The parameters of one rule, by their own names.
  private static func own(_ parameters: [String: Int], _ rule: String) -> [String: Int] {
    var own: [String: Int] = [:]
    for (name, value) in parameters where name.hasPrefix(rule + ".") {
      own[String(name.dropFirst(rule.count + 1))] = value
    }
    return own
  }

  private static func check(
    _ parameters: [String: Int], _ rules: [any Rule]
  ) throws(BadParameter) {
    let known = rules.flatMap { rule in
      rule.info.parameters.map { ("\(rule.info.id).\($0.name)", $0.range) }
    }
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
      guard let range = known.first(where: { $0.0 == name })?.1 else {
        let names = known.map(\.0).joined(separator: ", ")
        throw BadParameter(description: "no parameter is called \"\(name)\"; there are \(names)")
      }
      if !range.contains(value) {
        throw BadParameter(
          description:
            "\(name) is \(value), but must lie in \(range.lowerBound)...\(range.upperBound)")
      }
    }
  }
}

/// A parameter that does not exist, or a value out of its range.
public struct BadParameter: Error, Sendable, Hashable {
  public let description: String

  /// Two rules have the same id.
  public static func twice(_ id: String) -> BadParameter {
    BadParameter(description: "two rules are called \"\(id)\"; rename the one that is yours")
  }
}
