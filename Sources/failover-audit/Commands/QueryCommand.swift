import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory
import FailoverReports
import FailoverSQL
import Glibc

/// Puts a question of the user's own to exports.
struct Query: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Query exports in SQL.",
    usage: """
      failover-audit query 'SELECT ...' <inputs> ...
      failover-audit query --file <file> <inputs> ...
      """,
    discussion: """
      The statement is one SELECT in the SQL of SQLite. It can read the tables
      that failover-audit schema lists, and nothing else. For example:
        failover-audit query \\
          'SELECT lan_subject, count(*) FROM groups GROUP BY 1' export/

      Exit codes:
        0    the answer is printed, even if it has no rows
        2    an input was not read whole: the answer is printed all the same,
             and standard error says what it may lack
        64   wrong usage, a statement that is refused, a missing path, or a
             statement that was stopped at a limit; nothing is printed
        70   a fault of failover-audit itself
        130  interrupted
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
  }

  @Argument(
    help: ArgumentHelp(
      "The statement, unless --file gives it, and exports: files, folders (every file below), or - for standard input.",
      valueName: "statement, inputs"))
  var words: [String] = []

  @Option(
    help: ArgumentHelp("Read the statement from a file.", valueName: "file"), completion: .file())
  var file: String?

  @Option(help: ArgumentHelp("How to write the answer.", valueName: "table|csv|json"))
  var format: Form = .table

  @Option(help: ArgumentHelp("Stop after so many seconds.", valueName: "n"))
  var maxSeconds = SQLLimits.Limit.seconds.standard

  @Option(help: ArgumentHelp("Stop if the answer has more rows.", valueName: "n"))
  var maxRows = SQLLimits.Limit.rows.standard

  @Option(
    help: ArgumentHelp(
      "Stop if it needs more memory, in bytes or such as 512M; as much again may go to the answer.",
      valueName: "size"))
  var maxMemory = ByteCount(SQLLimits.Limit.memory.standard)

  @Option(
    help: ArgumentHelp(
      "Your own IPv4 ranges (BYOIP), treated as public and reserved (comma-separated, may be repeated).",
      valueName: "cidr"))
  var ownRanges: [String] = []

  @Option(
    name: .customLong("ha"),
    help: ArgumentHelp(
      "A folder of evidence of the failover software. May be repeated.", valueName: "folder"),
    completion: .directory)
  var evidenceFolders: [String] = []

  @Option(
    help: ArgumentHelp("Workers that read; one for each core unless given.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var reading: InputOptions

  private var inputs: [String] { file == nil ? Array(words.dropFirst()) : words }

  func validate() throws {
    if file == nil && words.isEmpty { throw ValidationError("no statement is given") }
    if inputs.isEmpty { throw ValidationError("no input is given") }
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256") }
    _ = try OwnRanges.read(ownRanges)
    _ = try limits()
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    let statement = try prepare()
    let inventory = try await read()
    let rows = try statement.rows(in: inventory)
    guard let output = ReportOutput(format.rawValue) else { return }
    try output.write { try write(rows, to: &$0) }
    inventory.leftOut.note()
    let problems = inventory.inputs.flatMap(\.problems)
    for problem in problems { Terminal.note(TerminalText.visible(problem.description) + "\n") }
    throw ExitCode(problems.isEmpty ? 0 : 2)
  }

  // MARK: The statement

  private func prepare() throws -> SQLStatement {
    let text = try file.map(StatementFile.read) ?? words.first ?? ""
    let statement = try SQLDatabase(nil, limits: limits()).prepare(text)
    if let parameter = statement.parameters.first {
      throw StatementProblem(
        "the parameter :\(parameter) has no value here: write the value itself")
    }
    if format == .json, let name = RowsJSON.repeatedColumn(statement.columns) {
      throw StatementProblem("two columns are called \(name): give one another name with AS")
    }
    return statement
  }

  private func limits() throws -> SQLLimits {
    var limits = SQLLimits()
    for (name, limit, value) in [
      ("--max-seconds", .seconds, maxSeconds), ("--max-rows", .rows, maxRows),
      ("--max-memory", .memory, maxMemory.bytes),
    ] as [(String, SQLLimits.Limit, Int)] {
      guard limit.range.contains(value) else {
        throw ValidationError(
          "\(name) takes \(limit.range.lowerBound) to \(limit.range.upperBound)")
      }
      limits[limit] = value
    }
    return limits
  }

  // MARK: The answer

  private func read() async throws -> Inventory {
    var options = ReadingOptions()
    options.jobs = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    options.ownRanges = try OwnRanges.read(ownRanges)
    options.excludes = try reading.patterns()
    let inventory = try await Inventory.read(inputs, options)
    if evidenceFolders.isEmpty { return inventory }
    return inventory.with(EvidenceReader.read(try EvidenceReader.find(evidenceFolders)))
  }

  private func write(_ rows: SQLRows, to sink: inout ByteSink) throws {
    switch format {
    case .table: try RowsTable(isTerminal: Terminal.isTerminal(1)).write(rows, to: &sink)
    case .csv: try RowsCSV.write(rows, to: &sink)
    case .json: try RowsJSON.write(rows, to: &sink)
    }
  }
}

/// A number of bytes, such as `512M`.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  init(_ bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30]
    let shift = argument.last.flatMap { shifts[$0] }
    let digits = shift == nil ? argument[...] : argument.dropLast()
    guard let number = Int(digits), number >= 0, number < 1 << 30 || shift == nil else {
      return nil
    }
    bytes = number << (shift ?? 0)
  }

  var defaultValueDescription: String { bytes % (1 << 20) == 0 ? "\(bytes >> 20)M" : "\(bytes)" }
}
