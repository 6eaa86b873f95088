import ArgumentParser
import FailoverAudit
import FailoverSQL

/// What rule files may do; every command that runs their rules takes it.
struct RulePermissions: ParsableArguments {
  @Flag(help: "Let rules that are programs start them.")
  var allowPrograms = false

  @Option(
    help: ArgumentHelp(
      "Seconds that a rule in SQL or a program may run (30 in SQL, 60 for a program, 300 for the rules of the program itself).",
      valueName: "n"))
  var ruleSeconds: Int?

  @Option(
    help: ArgumentHelp(
      "Megabytes of memory that a rule in SQL or a program may use (256 in SQL, 4096 for a program and for the rules of the program itself).",
      valueName: "n"))
  var ruleMemory: Int?

  @Option(
    help: ArgumentHelp(
      "Rows that a rule in SQL may answer with (1000000; 20000000 for the rules of the program itself).",
      valueName: "n"))
  var ruleRows: Int?

  func validate() throws {
    try RulePermissions.check("--rule-seconds", ruleSeconds, 1...86_400)
    try RulePermissions.check("--rule-memory", ruleMemory, 16...65_536)
    try RulePermissions.check("--rule-rows", ruleRows, 1...100_000_000)
  }

  private static func check(_ option: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
    if let value, !range.contains(value) {
      throw ValidationError("\(option) takes \(range.lowerBound) to \(range.upperBound)")
    }
  }

  var permissions: RuleFolder.Permissions {
    var permissions = RuleFolder.Permissions()
    permissions.programs = allowPrograms
    permissions.sqlLimits = put(over: permissions.sqlLimits)
    if let ruleSeconds { permissions.programLimits.seconds = ruleSeconds }
    if let ruleMemory { permissions.programLimits.memory = ruleMemory << 20 }
    return permissions
  }

  /// What is given on the command line in place of other limits.
  func put(over limits: SQLLimits) -> SQLLimits {
    var limits = limits
    if let ruleSeconds { limits[.seconds] = ruleSeconds }
    if let ruleMemory { limits[.memory] = ruleMemory << 20 }
    if let ruleRows { limits[.rows] = ruleRows }
    return limits
  }
}
