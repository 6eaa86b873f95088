import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports
import Glibc

/// Writes an inventory in the neutral format.
struct Convert: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write an inventory in the neutral format, as JSON or XML.",
    discussion: """
      Takes what scan takes, and writes one inventory (format
      failover-inventory/1) with every record once. The same inventory gives
      the same bytes, whatever it was read from. Exit codes:
        0    everything was written
        2    written, but an input was not read whole, or something has no
             place in the format; or not written, since XML cannot carry the
             characters of an id. Standard error says what
        64   wrong usage, a missing path, a file that cannot be written
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case json, xml
  }

  @Argument(
    help: "Exports: files, folders (every file below), or - for standard input.",
    completion: .file())
  var inputs: [String]

  @Option(help: ArgumentHelp("The form to write.", valueName: "json|xml"))
  var to: Form

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write; standard output unless given.", valueName: "path"),
    completion: .file())
  var output: String?

  @OptionGroup var reading: InputOptions

  func validate() throws {
    guard let destination = ReportOutput("\(to.rawValue)\(output.map { "=" + $0 } ?? "")") else {
      throw ValidationError("--output needs a path")
    }
    try OutputCheck.check([destination], inputs: inputs)
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    let inventory = try await read()
    var writer = NeutralWriter(inventory, isXML: to == .xml)
    if let id = writer.unwritableID {
      Terminal.note("failover-audit: XML cannot carry the text \(TerminalText.visible(id))\n")
      throw ExitCode(2)
    }
    try write(&writer)
    let isWhole = note(inventory, writer.losses)
    throw ExitCode(isWhole ? 0 : 2)
  }

  private func read() async throws -> Inventory {
    var options = ReadingOptions()
    options.jobs = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    options.digest = false
    options.excludes = try reading.patterns()
    return try await Inventory.read(inputs, options)
  }

  private func write(_ writer: inout NeutralWriter) throws {
    guard let destination = ReportOutput("\(to.rawValue)=\(output ?? "-")") else { return }
    try destination.write { sink in
      try writer.write { try sink.put($0) }
    }
  }

  /// Reports what was not read and what was not written; false if anything was.
  private func note(_ inventory: Inventory, _ losses: [String]) -> Bool {
    inventory.leftOut.note()
    let problems = inventory.inputs.flatMap(\.problems)
    for problem in problems { Terminal.note(TerminalText.visible(problem.description) + "\n") }
    for loss in losses { Terminal.note("not written: \(loss)\n") }
    return problems.isEmpty && losses.isEmpty
  }
}
