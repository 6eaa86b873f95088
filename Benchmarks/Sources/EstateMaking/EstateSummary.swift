/// What an estate holds, and what an audit of it must find.
public struct EstateSummary: Codable, Sendable, Hashable {
  public var bytes = 0
  public var datacenters = 0
  public var servers = 0
  public var lans = 0
  public var nics = 0
  public var groups = 0
  /// NICs that hold the address of a group of their LAN.
  public var memberNICs = 0
  /// Subjects that fail, by the rule.
  public var failures = Failures()

  /// The rules that peers check as well.
  public struct Failures: Codable, Sendable, Hashable {
    public var singleServerGroup = 0
    public var singleZoneGroup = 0
    /// Always 0: a NIC has one first address, and groups of one LAN have different ones.
    public var primaryIPReused = 0
    public var masterNotAMember = 0
    public var addressInTwoGroups = 0

    public init() {}

    enum CodingKeys: String, CodingKey, CaseIterable {
      case singleServerGroup = "single-server-group"
      case singleZoneGroup = "single-zone-group"
      case primaryIPReused = "primary-ip-reused"
      case masterNotAMember = "master-not-a-member"
      case addressInTwoGroups = "address-in-two-groups"
    }

    /// Rules and their failures, in the order in which they are declared.
    public var byRule: [(rule: String, count: Int)] {
      let counts = [
        singleServerGroup, singleZoneGroup, primaryIPReused, masterNotAMember, addressInTwoGroups,
      ]
      return zip(CodingKeys.allCases.map(\.rawValue), counts).map { ($0, $1) }
    }
  }

  public init() {}

  /// The exit code of an audit: 1 with failures, 2 if there is nothing to judge, else 0.
  public var exitCode: Int32 {
    if groups == 0 { return 2 }
    return failures.byRule.contains { $0.count > 0 } ? 1 : 0
  }
}
