import ArgumentParser
import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverReports
import FailoverRules
import Glibc

/// Writes the skeleton of a rule.
struct NewRule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-rule",
    abstract: "Write a rule file with a statement and examples that hold already.",
    discussion: """
      The file is ID.sql in the folder. Change it, and try it with
        failover-audit test-rules FOLDER
      A file that is there already is left alone (exit code 64).
      """)

  @Argument(help: "The id: words of a-z and 0-9 joined by -, which name what is wrong.")
  var id: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder; it is made if it is missing.", valueName: "folder"),
    completion: .directory)
  var directory = "rules"

  @Flag(help: "Write a rule that is a program in Python: ID.yaml and ID.py.")
  var program = false

  func validate() throws {
    if !RuleSkeleton.isID(id) {
      throw ValidationError(
        "an id is words of a-z and 0-9 joined by -, not \"\(TerminalText.visible(id))\"")
    }
    if try BuiltInRules.all().contains(where: { $0.info.id == id }) || Family(rawValue: id) != nil {
      throw ValidationError("\"\(id)\" is a rule or a family of the program already")
    }
  }

  func run() throws {
    let files = program ? RuleSkeleton.program(id) : RuleSkeleton.sql(id)
    if mkdir(directory, 0o777) != 0 && errno != EEXIST { throw OutputFailure.system(directory) }
    for (name, text) in files {
      let path = directory.hasSuffix("/") ? directory + name : directory + "/" + name
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw OutputFailure.system(path) }
      defer { close(descriptor) }
      let bytes = Array(text.utf8)
      guard bytes.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == bytes.count
      else { throw OutputFailure.system(path) }
      try ReportOutput.print("\(TerminalText.visible(path)) is written\n")
    }
    try ReportOutput.print(
      "Try it: failover-audit test-rules \(TerminalText.visible(directory))"
        + (program ? " --allow-programs" : "") + "\n")
  }

}
