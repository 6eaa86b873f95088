import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports

/// What is checked, and how outcomes count; every command that audits takes it.
///
/// Each of them beats what the configuration says.
struct AuditOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Run only these rules or families (comma-separated, may be repeated).",
      valueName: "rule|family"),
    completion: .list(Family.allCases.map(\.rawValue)))
  var select: [String] = []

  @Option(
    help: ArgumentHelp(
      "Skip these rules or families (comma-separated, may be repeated).",
      valueName: "rule|family"),
    completion: .list(Family.allCases.map(\.rawValue)))
  var skip: [String] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a parameter of a rule, such as single-zone-group.minimum-zones=3. May be repeated.",
      valueName: "rule.name=value"))
  var parameters: [String] = []

  @Option(
    name: .customLong("severity"),
    help: ArgumentHelp(
      "Give a rule another severity: note, warning or error. May be repeated.",
      valueName: "rule=severity"))
  var severities: [String] = []

  @Option(
    help: ArgumentHelp(
      "Your own IPv4 ranges (BYOIP), treated as public and reserved (comma-separated, may be repeated).",
      valueName: "cidr"))
  var ownRanges: [String] = []

  @OptionGroup var reading: InputOptions

  @Option(
    name: .customLong("ha"),
    help: ArgumentHelp(
      "A folder of evidence of the failover software, as scripts/collect-ha.sh fills it: a folder for each host. May be repeated.",
      valueName: "folder"),
    completion: .directory)
  var evidenceFolders: [String] = []

  @Option(
    name: .customLong("datacenter"),
    help: ArgumentHelp(
      "A data center that the export must hold, by id or name (a UUID is an id); the audit is incomplete without it. May be repeated.",
      valueName: "id|name"))
  var datacenters: [String] = []

  @Option(
    help: ArgumentHelp(
      "Exit with code 1 if a failure has at least this severity: note, warning or error. (default: warning)",
      valueName: "severity"))
  var failOn: Severity?

  @Flag(exclusivity: .chooseLast)
  var unknowns: UnknownHandling?

  @Option(
    name: .customLong("waivers"),
    help: ArgumentHelp(
      "A YAML file of failures that somebody accepted for a time. May be repeated.",
      valueName: "file"),
    completion: .file())
  var waivers: [String] = []

  @Flag(
    name: .customLong("no-waivers"),
    help: "Ignore waivers; waived failures count as failures. The reports say so.")
  var ignoresWaivers = false

  @Option(
    help: ArgumentHelp(
      "Ignore failures listed in this baseline file (create it with failover-audit baseline).",
      valueName: "file"),
    completion: .file())
  var baseline: String?

  @Flag(help: "Fail if a baseline entry no longer matches a failure.")
  var strictBaseline = false

  @Flag(name: .customLong("no-baseline"), help: "Ignore the baseline of the configuration.")
  var ignoresBaseline = false

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "Also load the rules in this folder: <id>.sql, and <id>.yaml with a program. May be repeated.",
      valueName: "folder"),
    completion: .directory)
  var ruleFolders: [String] = []

  @OptionGroup var rulePermissions: RulePermissions

  @Option(
    help: ArgumentHelp(
      "The configuration; \(ConfigurationFile.standardName) of the working directory unless given.",
      valueName: "file"),
    completion: .file())
  var config: String?

  @Flag(name: .customLong("no-config"), help: "Read no configuration.")
  var ignoresConfig = false

  func validate() throws {
    if config != nil && ignoresConfig {
      throw ValidationError("--config and --no-config exclude each other")
    }
    if ignoresBaseline && (baseline != nil || strictBaseline) {
      throw ValidationError("--no-baseline excludes --baseline and --strict-baseline")
    }
    _ = try (givenParameters(), givenSeverities(), givenRanges())
  }

  // MARK: Values on the command line

  /// The items of options that take several, separated by commas.
  static func words(_ options: [String]) -> [String] {
    options.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  func givenParameters() throws -> [String: Int] {
    var given: [String: Int] = [:]
    for text in parameters {
      let (name, word) = try AuditOptions.pair(text, "--set takes RULE.NAME=NUMBER")
      guard let value = Int(word) else {
        throw ValidationError("--set takes RULE.NAME=NUMBER, not \"\(TerminalText.visible(text))\"")
      }
      if given.updateValue(value, forKey: name) != nil {
        throw ValidationError("\(TerminalText.visible(name)) is set twice")
      }
    }
    return given
  }

  func givenSeverities() throws -> [String: Severity] {
    var given: [String: Severity] = [:]
    for text in severities {
      let usage = "--severity takes RULE=note, RULE=warning or RULE=error"
      let (rule, word) = try AuditOptions.pair(text, usage)
      guard let severity = Severity(rawValue: word) else {
        throw ValidationError("\(usage), not \"\(TerminalText.visible(text))\"")
      }
      if given.updateValue(severity, forKey: rule) != nil {
        throw ValidationError("the severity of \(TerminalText.visible(rule)) is given twice")
      }
    }
    return given
  }

  private static func pair(_ text: String, _ usage: String) throws -> (String, String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw ValidationError("\(usage), not \"\(TerminalText.visible(text))\"")
    }
    return (String(parts[0]), String(parts[1]))
  }

  func givenRanges() throws -> [AddressRange] {
    try AuditOptions.words(ownRanges).map { text in
      guard let range = AddressRange(text) else {
        throw ValidationError(
          "--own-ranges takes IPv4 ranges such as 198.51.100.0/24, without bits after the prefix, not \"\(TerminalText.visible(text))\""
        )
      }
      return range
    }
  }
}

extension Severity: ExpressibleByArgument {}

/// Whether unknown outcomes and incomplete exports count for the verdict.
enum UnknownHandling: EnumerableFlag {
  case allow, count

  static func name(for value: UnknownHandling) -> NameSpecification {
    .customLong(value == .allow ? "allow-unknown" : "no-allow-unknown")
  }

  static func help(for value: UnknownHandling) -> ArgumentHelp? {
    switch value {
    case .allow: "Do not count unknown outcomes and incomplete exports; the reports say so."
    case .count:
      "Count them (the default); overrides allow-unknown: true in the configuration."
    }
  }
}
