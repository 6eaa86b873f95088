import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverReports
import FailoverRules

/// Lists the rules.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List all rules.")

  @Flag(help: "Print all that is declared of each rule, as JSON.")
  var json = false

  @Flag(help: .hidden)
  var markdown = false

  @OptionGroup var folders: RuleFolderOptions

  func run() throws {
    let rules = try folders.rules()
    if markdown {
      try ReportOutput.print(RuleCatalogue.markdown(rules))
    } else if json {
      try ReportOutput.print(RuleCatalogue.json(rules))
    } else {
      try ReportOutput.print(RuleCatalogue.table(rules))
    }
  }
}

/// Explains one rule.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a rule: why it matters, what to do, and examples.")

  @Argument(help: "The rule's id.", completion: .list(ruleIDs))
  var rule: String

  @OptionGroup var folders: RuleFolderOptions

  private static var ruleIDs: [String] { (try? BuiltInRules.all().map(\.info.id)) ?? [] }

  func run() throws {
    let rules = try folders.rules()
    guard
      let found = rules.first(where: {
        $0.info.id == RuleNames(rules.map(\.info)).id(of: rule)
      })
    else {
      let hint =
        RuleSelection.nearest(rule, in: rules, families: false).map { "; did you mean \"\($0)\"?" }
        ?? ""
      throw OptionProblem(
        description: "no rule is called \"\(TerminalText.visible(rule))\"" + hint)
    }
    try ReportOutput.print(RuleCatalogue.explanation(found.info, width: Terminal.width(of: 1)))
  }
}
