import EstateMaking

/// Runs the program, and its peers, on estates of growing size and of all shapes.
public struct Suite {
  /// After so many seconds a line is run no further.
  private static let patience = 20.0
  private static let startUpRuns = 20
  /// Peers hold everything in memory: beyond this they are not run.
  private static let peerSize = 1_000_000_000
  /// An estate of 100,000 groups: its reports are of up to 4 GB.
  private static let reportedSize = 350_000_000

  private let options: SuiteOptions
  private let folder: TemporaryFolder
  private let program: Program
  private let cache: EstateCache
  private let machine = Machine.current()
  private var rows: [Row] = []
  private var reportRows: [ReportRow] = []
  private var notes: [String] = []

  public init(_ options: SuiteOptions) throws(SuiteFailure) {
    self.options = options
    folder = try TemporaryFolder()
    program = try Program(path: options.program, in: folder)
    cache = EstateCache(folder: options.cache, maker: options.maker)
  }

  /// Runs everything and prints the table.
  ///
  /// - Throws: `SuiteFailure` if the program, or a peer that ran to its end, did other work than
  ///   the estates call for. What was measured until then is printed nevertheless.
  public mutating func run() throws(SuiteFailure) {
    defer { Console.print(table) }
    try runProgram()
    try runSimulations()
    try runStartUp()
    try runSHA256()
    try runPeers()
    try runReports()
    if let json = options.json { try save(to: json) }
  }

  private var table: String {
    let peak = Machine.ownPeak
    let table = Table(columns: Row.columns, rows: rows.map { $0.cells(ownPeak: peak) })
    let reports = Table(columns: ReportRow.columns, rows: reportRows.map(\.cells))
    return
      ([machine.sentence, "", table.text, "", reports.text] + (notes.isEmpty ? [] : [""] + notes))
      .joined(separator: "\n")
  }

  // MARK: Lines

  private mutating func runProgram() throws(SuiteFailure) {
    for one in Case.all(upTo: options.size.bytes, cores: machine.cores) {
      let estate = try cache.estate(one.options)
      try Files.warm(estate.path)
      var row = Row(one.what, estate, workers: one.workers)
      row.hasBudget = true
      row.runs = try repeated(row) { () throws(SuiteFailure) in
        try program.audit(estate, workers: one.workers, digest: one.digest, in: folder)
      }
      rows.append(row)
    }
  }

  /// What would be lost with each zone and each server: of the fleet, and of as many NICs that all
  /// are in groups.
  private mutating func runSimulations() throws(SuiteFailure) {
    let size = options.size.bytes
    for shape in [EstateShape.fleet, .allInGroups] {
      let estate = try cache.estate(EstateOptions(limit: .bytes(size), shape: shape))
      try Files.warm(estate.path)
      for kind in ["zone", "server"] {
        var row = Row("simulate --each \(kind), \(shape.rawValue)", estate, workers: machine.cores)
        row.runs = try repeated(row) { () throws(SuiteFailure) in
          try program.simulate(each: kind, estate, workers: machine.cores, in: folder)
        }
        if row.runs.isEmpty {
          notes.append("\(row.what): skipped: the program is too old")
        } else {
          rows.append(row)
        }
      }
    }
  }

  private mutating func runStartUp() throws(SuiteFailure) {
    var row = Row(what: "sample estate, from start-up to verdict")
    row.workers = 1
    for _ in 0..<Suite.startUpRuns {
      let (measurement, nics) = try program.audit(sample: options.sample, in: folder)
      row.runs.append(measurement)
      row.nics = nics
    }
    rows.append(row)
  }

  /// What it costs to hash alone.
  private mutating func runSHA256() throws(SuiteFailure) {
    let estate = try cache.estate(EstateOptions(limit: .bytes(options.size.bytes)))
    guard (try? ChildProcess.run(["sha256sum", "--version"]))?.exitCode == 0 else {
      notes.append("sha256sum: skipped: it is not installed")
      return
    }
    try Files.warm(estate.path)
    var row = Row("sha256sum", estate, workers: nil)
    row.runs = try repeated(row) { () throws(SuiteFailure) in
      Measurement(try ChildProcess.run(["sha256sum", estate.path]))
    }
    rows.append(row)
  }

  // MARK: Reports

  /// Every format, of an estate in which each NIC is in a group and one group in ten is wrong.
  private mutating func runReports() throws(SuiteFailure) {
    let size = min(options.size.bytes, Suite.reportedSize)
    let estate = try cache.estate(
      EstateOptions(limit: .bytes(size), shape: .allInGroups, wrongOneIn: 10))
    try Files.warm(estate.path)
    for format in try program.formats(in: folder) {
      var runs: [Measurement] = []
      var bytes = 0
      for _ in 0..<(options.repeats ?? (size < 10_000_000 ? 1 : 3)) {
        let (run, written) = try program.report(format, of: estate, in: folder)
        runs.append(run)
        bytes = written
      }
      guard let run = runs.median else { continue }
      reportRows.append(ReportRow(format, of: estate, bytes: bytes, run))
      Console.note("report \(format): \(run.wallSeconds.fixed(3)) s")
    }
  }

  // MARK: Peers

  private mutating func runPeers() throws(SuiteFailure) {
    guard let python = Python(in: folder) else {
      notes += Peer.all.map { "\($0.name): skipped: python3 is not installed" }
      return
    }
    let size = min(options.size.bytes, Suite.peerSize)
    let estates = try [EstateLayout.compact, .lines].map { layout throws(SuiteFailure) in
      try cache.estate(EstateOptions(limit: .bytes(size), layout: layout))
    }
    for peer in Peer.all {
      guard try python.has(peer.module) else {
        notes.append("\(peer.name): skipped: Python module \(peer.module) is not installed")
        continue
      }
      // Lines make no difference but to DuckDB.
      for estate in peer.module == "duckdb" ? estates : [estates[0]] {
        try run(peer, python, estate)
      }
    }
  }

  private mutating func run(
    _ peer: Peer, _ python: Python, _ estate: Estate
  ) throws(SuiteFailure) {
    let rules = estate.summary.failures.byRule.map(\.rule)
    let failures = try program.failures(of: rules, estate, in: folder)
    for (rule, count) in estate.summary.failures.byRule where failures[rule] ?? 0 != count {
      throw SuiteFailure(
        "\(rule) fails \(failures[rule] ?? 0) times in \(estate.path), not \(count) times")
    }
    try Files.warm(estate.path)
    let layout = estate.path.contains("-lines-") ? ", lines" : ", compact"
    var row = Row(peer.name + layout, estate, workers: nil)
    var problem: String?
    row.runs = try repeated(row) { () throws(SuiteFailure) in
      switch try peer.run(python, scripts: options.peers, on: estate, in: folder) {
      case .done(let measurement, let counts):
        try peer.check(counts, estate, failures: failures)
        return measurement
      case .failed(let sentence):
        problem = sentence
        return nil
      }
    }
    if let problem { notes.append("\(row.what): failed: \(problem)") }
    rows.append(row)
  }

  // MARK: Repeating

  /// Runs a line several times: fewer times if it takes long, once at least, until it gives
  /// nothing.
  private func repeated(
    _ row: Row, _ run: () throws(SuiteFailure) -> Measurement?
  ) throws(SuiteFailure) -> [Measurement] {
    let most = options.repeats ?? (options.size.bytes < 10_000_000 ? 1 : 5)
    var runs: [Measurement] = []
    var spent = 0.0
    while runs.count < most && (spent < Suite.patience || options.repeats != nil) {
      guard let measurement = try run() else { break }
      runs.append(measurement)
      spent += measurement.wallSeconds
    }
    let workers = row.workers.map { $0 == 1 ? ", 1 worker" : ", \($0) workers" } ?? ""
    let seconds = runs.median.map { $0.wallSeconds.fixed(3) + " s" } ?? "no result"
    Console.note("\(row.what) \(row.size)\(workers): \(seconds)")
    return runs
  }

  // MARK: JSON

  private struct Results: Encodable {
    let machine: Machine
    let program: String
    let rows: [Row]
    let reports: [ReportRow]
    let notes: [String]
  }

  private func save(to path: String) throws(SuiteFailure) {
    let results = Results(
      machine: machine, program: options.program, rows: rows, reports: reportRows, notes: notes)
    try Files.encode(results, to: path)
  }
}

extension Row {
  init(_ what: String, _ estate: Estate, workers: Int?) {
    self.init(
      what: what, size: estate.size.description, bytes: estate.summary.bytes,
      nics: estate.summary.nics, workers: workers)
  }
}
