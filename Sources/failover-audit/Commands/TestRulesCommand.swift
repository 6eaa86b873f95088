import ArgumentParser
import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverReports
import FailoverRules
import Glibc

/// Runs the examples of rule files.
struct TestRules: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test-rules",
    abstract: "Run the examples of rule files, and show every difference.",
    discussion: """
      Each example is audited as it is written, with everything in reverse,
      and as two copies side by side. With --mutate each condition of a rule
      in SQL is changed, one at a time: a change that fails no example is a
      case that the examples leave out. Exit codes:
        0    every rule gives what its examples say
        1    a difference, or a change that fails no example
        64   wrong usage, or an invalid rule file
      """)

  @Argument(help: "Folders of rule files, or rule files.", completion: .file())
  var paths: [String]

  @Flag(help: "Change each condition in SQL and list the changes that fail no example.")
  var mutate = false

  @OptionGroup var given: RulePermissions

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    var code: Int32 = 0
    var number = 0
    for path in paths {
      let files: [String]
      do throws(FileFaults) { files = try RuleFolder(path).files() } catch {
        code = error.show()
        continue
      }
      for file in files {
        code = max(code, try await test(file))
        number += 1
      }
    }
    if number > 0 {
      try ReportOutput.print(
        "\(number) \(number == 1 ? "rule" : "rules"): \(TestRules.words(code))\n")
    }
    if code != 0 { throw ExitCode(code) }
  }

  private static func words(_ code: Int32) -> String {
    switch code {
    case 0: "all examples hold"
    case 1: "not all examples hold"
    default: "not all files hold"
    }
  }

  /// A rule with the id of one of the program's own is refused by every audit; where the program's
  /// own rules are written, in a checkout of it, they are tested.
  private static func checkID(of rule: any Rule, _ file: String) throws(FileFaults) {
    let slash = file.lastIndex(of: "/")
    let folder = slash.map { String(file[..<$0]) } ?? "."
    var status = stat()
    if stat(folder + "/../Sources/FailoverRules", &status) == 0 { return }
    guard (try? BuiltInRules.all())?.contains(where: { $0.info.id == rule.info.id }) == true
    else { return }
    throw FileFaults(
      FileFault(
        YAMLPlace(file: file, line: 1, column: 1),
        "a rule of the program has the id \(rule.info.id): choose another"))
  }

  private func test(_ file: String) async throws -> Int32 {
    let rule: any Rule
    do throws(FileFaults) {
      rule = try RuleFolder.rule(inFile: file, given.permissions)
      try TestRules.checkID(of: rule, file)
    } catch {
      return error.show()
    }
    let run = await ExampleRun(of: rule)
    let differences = await run.differences(rule)
    let mutants = differences.isEmpty && mutate ? (rule as? SQLRule)?.mutants ?? [] : []
    let survivors = await survivors(mutants, of: rule)
    let isFine = differences.isEmpty && survivors.isEmpty
    var count = run.count == 1 ? "1 example" : "\(run.count) examples"
    if mutate { count += mutants.count == 1 ? ", 1 change" : ", \(mutants.count) changes" }
    var lines = ["\(isFine ? "ok      " : "not ok  ")\(rule.info.id) (\(count))"]
    lines += differences.map { "  \($0.file):\($0.line): \($0.example): \($0.sentence)" }
    lines += survivors.map { "  \(file):\($0.line): no example fails when \($0.change)" }
    try ReportOutput.print(lines.map { TerminalText.visible($0) + "\n" }.joined())
    return isFine ? 0 : 1
  }

  /// The mutants that fail no example.
  private func survivors(_ mutants: [SQLMutant], of rule: any Rule) async -> [SQLMutant] {
    if mutants.isEmpty { return [] }
    let run = await ExampleRun(of: rule, isQuick: true)
    var survivors: [SQLMutant] = []
    for mutant in mutants where await !run.fails(mutant.rule) { survivors.append(mutant) }
    return survivors
  }
}
