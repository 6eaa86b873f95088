import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverReports
import FailoverRules

/// Checks a configuration and shows what applies.
struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the configuration, and show what applies.",
    discussion: """
      Without options it checks the configuration, and the waiver files and
      the baseline that it names. Exit codes:
        0    nothing is wrong
        64   something is wrong, or no configuration was found
      """)

  @OptionGroup var options: AuditOptions

  @Flag(help: "Print what applies and where each value comes from.")
  var effective = false

  @Flag(help: "Print the JSON Schema of a configuration.")
  var schema = false

  @Flag(help: "Print the JSON Schema of a waiver file.")
  var waiversSchema = false

  func validate() throws {
    if [effective, schema, waiversSchema].count(where: \.self) > 1 {
      throw ValidationError("--effective, --schema and --waivers-schema exclude each other")
    }
  }

  func run() throws {
    if schema || waiversSchema {
      let rules = try BuiltInRules.all().map(\.info)
      return try ReportOutput.print(
        schema ? ConfigurationSchema.json(rules) : WaiverSchema.json(rules))
    }
    try OptionProblem.withoutUsage {
      let settings = try EffectiveSettings(options)
      let (waivers, baseline) = try settings.readWaiversAndBaseline()
      if effective { return try ReportOutput.print(EffectiveTable(settings: settings).text) }
      guard let file = settings.configuration?.path else {
        Terminal.note(
          "no configuration \(ConfigurationFile.standardName) was found here: nothing was checked\n"
        )
        throw ExitCode(64)
      }
      try ReportOutput.print(TerminalText.visible(file) + " is fine\n")
      for read in (waivers?.files ?? []) + [baseline?.file].compactMap(\.self) {
        try ReportOutput.print(TerminalText.visible(read.file) + " is fine\n")
      }
    }
  }
}
