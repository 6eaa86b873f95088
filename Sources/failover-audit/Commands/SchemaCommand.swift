import ArgumentParser
import FailoverReports

/// Prints the tables that statements can read.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the tables, columns and functions that SQL can use.",
    discussion: """
      They are what query and rules in SQL read: every kind of record of the
      exports, and what is derived from them, such as the members of groups.
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @Option(help: ArgumentHelp("How to write it.", valueName: "text|markdown|json"))
  var format: Form = .text

  func run() throws {
    switch format {
    case .text: try ReportOutput.print(TableCatalogue.text(width: Terminal.width(of: 1)))
    case .markdown: try ReportOutput.print(TableCatalogue.markdown())
    case .json: try ReportOutput.print(TableCatalogue.json())
    }
  }
}
