import ArgumentParser
import FailoverAudit
import FailoverArchive
import FailoverReports

/// Shows the runs of a history, the trend and what is open.
struct History: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the runs that were kept with scan --history, and what is open since when.",
    discussion: """
      Nothing is changed in the file. Exit codes:
        0    it was shown
        64   wrong usage, or a file that is not a history, is damaged, or was made
             by a later version
      """)

  @Argument(help: "The file of scan --history.", completion: .file())
  var file: String

  @Option(help: ArgumentHelp("How many runs to show, the last ones.", valueName: "n"))
  var runs = 20

  @Option(help: ArgumentHelp("How many open findings to show, the oldest first.", valueName: "n"))
  var open = 20

  @Option(
    help: ArgumentHelp("How to show it.", valueName: "text|json|csv"),
    completion: .list(HistoryFormat.allCases.map(\.rawValue)))
  var format = HistoryFormat.text

  func validate() throws {
    if !(1...1_000_000).contains(runs) { throw ValidationError("--runs takes 1 to 1000000") }
    if !(0...100_000_000).contains(open) { throw ValidationError("--open takes 0 to 100000000") }
  }

  func run() throws {
    let overview = try HistoryFile(file).read(runs: runs)
    try ReportOutput("history")?.write { sink in
      try format.write(
        overview,
        mostOpen: open, width: Terminal.width(of: 1), color: Terminal.wantsColor(1), to: &sink)
    }
  }
}

extension HistoryFormat: ExpressibleByArgument {}
