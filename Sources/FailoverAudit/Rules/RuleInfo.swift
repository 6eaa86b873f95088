import FailoverInventory

/// The families of rules; they are the tags that `--select` and `--skip` take.
public enum Family: String, Sendable, CaseIterable, Comparable {
  case redundancy
  case primaryIP = "primary-ip"
  case accessRights = "access-rights"
  case master
  case surroundings
  case dataQuality = "data-quality"
  case haSoftware = "ha-software"
  case waivers

  public static func < (a: Family, b: Family) -> Bool { a.rawValue < b.rawValue }
}

/// A page that backs a rule.
public struct Reference: Sendable, Hashable {
  public let title: String
  public let url: String

  public init(_ title: String, _ url: String) {
    self.title = title
    self.url = url
  }
}

/// A control of a framework for which findings of a rule support evidence. They prove none.
public struct Control: Sendable, Hashable {
  public let framework: String
  public let id: String
  public let title: String

  public init(_ framework: String, _ id: String, _ title: String) {
    self.framework = framework
    self.id = id
    self.title = title
  }
}

/// A whole number that users may set for a rule.
public struct Parameter: Sendable, Hashable {
  public let name: String
  public let summary: String
  public let range: ClosedRange<Int>
  /// The value unless somebody sets another.
  public let defaultValue: Int

  public init(
    _ name: String, _ summary: String, in range: ClosedRange<Int>, default defaultValue: Int
  ) {
    self.name = name
    self.summary = summary
    self.range = range
    self.defaultValue = defaultValue
  }
}

/// The file in which a rule is declared.
public struct RuleFileOrigin: Sendable, Hashable {
  /// Its path as it was found.
  public let path: String
  /// SHA-256 of its bytes, and of the program that it runs if that is a file beside it, in
  /// lower-case hex.
  public let digest: String

  public init(path: String, digest: String) {
    self.path = path
    self.digest = digest
  }
}

/// Everything that is said about a rule, once: the run, `explain`, the catalogue, the reports and
/// the tests all read it here.
public struct RuleInfo: Sendable {
  /// Kebab-case; names what is wrong, so that it reads well after "allow".
  public let id: String
  /// What is true of a subject that complies, as a sentence without a full stop.
  public let title: String
  public let severity: Severity
  public let family: Family
  /// What the rule is put to; it answers for every one of them.
  public let subjects: [SubjectSet]
  public let rationale: String
  /// What to do about a failure.
  public let remediation: String
  /// What to do where the rule cannot judge.
  public let unknownRemedy: String
  /// What a failure costs, by which reports rank.
  public let loss: FailureCost
  /// What subjects share that fail together.
  public let sharedCause: SharedCause
  public let references: [Reference]
  public let controls: [Control]
  public let parameters: [Parameter]
  /// Made each time: an audit needs none of them.
  public var examples: [Example] { makeExamples() }
  private let makeExamples: @Sendable () -> [Example]
  /// Whether a failure says that the audit is incomplete, rather than that the estate is at fault.
  public let judgesExport: Bool
  /// Ids that it had before: whatever names one of them means this rule.
  public let aliases: [String]
  /// The file that declares it, of a rule that is not part of the program; what it says is part of
  /// the digest of the rule set.
  public let file: RuleFileOrigin?

  public init(
    id: String, title: String, severity: Severity, family: Family, subjects: [SubjectSet],
    rationale: String, remediation: String, unknownRemedy: String? = nil, loss: FailureCost? = nil,
    sharedCause: SharedCause = .subject, references: [Reference], controls: [Control],
    parameters: [Parameter] = [], judgesExport: Bool = false, aliases: [String] = [],
    file: RuleFileOrigin? = nil,
    examples: @autoclosure @escaping @Sendable () -> [Example]
  ) {
    self.id = id
    self.title = title
    self.severity = severity
    self.family = family
    self.subjects = subjects
    self.rationale = rationale
    self.remediation = remediation
    self.unknownRemedy = unknownRemedy ?? family.unknownRemedy
    self.loss = loss ?? family.loss
    self.sharedCause = sharedCause
    self.references = references
    self.controls = controls
    self.parameters = parameters
    self.judgesExport = judgesExport
    self.aliases = aliases
    self.file = file
    makeExamples = examples
  }
}

extension RuleInfo {
  /// What to do about an outcome; nil where nothing is to be done.
  public func remedy(of outcome: Outcome) -> String? {
    switch outcome {
    case .fail, .waived, .baselined: remediation
    case .unknown: unknownRemedy
    case .error: "Mend the rule as its message says, or report the fault, and repeat the audit."
    case .pass, .notApplicable: nil
    }
  }
}

/// A set of subjects that the inventory derives.
public enum SubjectSet: Sendable, Hashable, CaseIterable {
  /// Every failover group.
  case groups
  /// Every NIC that is a member of a group and whose properties are known.
  case memberNICs
  /// Every LAN whose properties are known.
  case lans
  /// Every NIC and every server whose properties are known.
  case allNICs, allServers
  /// Every IP block that is the block of some group's address.
  case blocks
  /// Every IP block whose properties are known.
  case allBlocks
  /// Every user whose properties are known.
  case users
  /// Every user group whose properties are known.
  case userGroups
  /// Every data center whose properties are known.
  case describedDatacenters
  /// Every data center, also those known by reference only.
  case datacenters
  /// Every input that was not refused.
  case exports
  /// Every public address that NICs of two or more LANs or data centers hold, once for each such
  /// LAN.
  case duplicateAddresses
  /// Every public address that two or more NICs of one LAN hold.
  case sharedAddresses
  /// Every waiver of the files that were given; no inventory holds them.
  case waivers
  /// Every folder and file of evidence of the failover software.
  case evidence
  /// Every server of a group whose evidence names keepalived, Pacemaker or Corosync as services.
  case evidenceServers
  /// Every public address that software on a server moves, once for each LAN.
  case evidenceAddresses
  /// Every NIC that an instance uses that moves a group's address, members of groups apart.
  case evidenceNICs

  /// Whether rule files may name it: waivers are not part of the inventory that a statement or a
  /// program sees, and what evidence gives is not there in every audit.
  var isInEveryInventory: Bool {
    switch self {
    case .waivers, .evidence, .evidenceServers, .evidenceAddresses, .evidenceNICs: false
    default: true
    }
  }

  /// The word by which files name it.
  public var word: String {
    switch self {
    case .groups: "groups"
    case .memberNICs: "member-nics"
    case .lans: "lans"
    case .allNICs: "nics"
    case .allServers: "servers"
    case .blocks: "group-blocks"
    case .allBlocks: "ip-blocks"
    case .users: "users"
    case .userGroups: "user-groups"
    case .describedDatacenters: "described-datacenters"
    case .datacenters: "datacenters"
    case .exports: "exports"
    case .duplicateAddresses: "duplicate-addresses"
    case .sharedAddresses: "shared-addresses"
    case .waivers: "waivers"
    case .evidence: "evidence"
    case .evidenceServers: "evidence-servers"
    case .evidenceAddresses: "evidence-addresses"
    case .evidenceNICs: "evidence-nics"
    }
  }

  public var kind: SubjectKind {
    switch self {
    case .groups: .group
    case .memberNICs, .allNICs, .evidenceNICs: .nic
    case .allServers, .evidenceServers: .server
    case .blocks, .allBlocks: .ipblock
    case .users: .user
    case .userGroups: .usergroup
    case .lans: .lan
    case .datacenters, .describedDatacenters: .datacenter
    case .exports: .export
    case .duplicateAddresses, .sharedAddresses, .evidenceAddresses: .address
    case .waivers: .waiver
    case .evidence: .evidence
    }
  }
}
