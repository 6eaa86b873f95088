import EstateMaking

/// The program that is measured.
struct Program {
  let path: String
  /// Whether it reports where its time went; older ones do not.
  let tellsTimings: Bool

  init(path: String, in folder: TemporaryFolder) throws(SuiteFailure) {
    guard Files.isExecutable(path) else { throw SuiteFailure("\(path) is no program") }
    let help = folder.file("help.txt")
    _ = try ChildProcess.run([path, "scan", "--help"], output: help)
    self.path = path
    tellsTimings = try Files.text(of: help).contains("--timings")
  }

  /// Audits an estate and checks that the program did its work.
  ///
  /// - Throws: `SuiteFailure` if the exit code is not the one that the estate calls for, or the
  ///   report counts other NICs or groups than the estate has.
  func audit(
    _ estate: Estate, workers: Int, digest: Bool = false, in folder: TemporaryFolder
  ) throws(SuiteFailure) -> Measurement {
    let (run, counts) = try scan(estate.path, workers, digest: digest, folder)
    let expected = estate.summary
    guard run.exitCode == expected.exitCode else {
      throw SuiteFailure(
        "\(path) \(run.ending) on \(estate.path), which calls for \(expected.exitCode)"
          + (try complaint(folder)))
    }
    guard counts.nics == expected.nics && counts.groups == expected.groups else {
      throw SuiteFailure(
        "\(path) counts \(counts.nics) NICs and \(counts.groups) groups in \(estate.path), which has "
          + "\(expected.nics) and \(expected.groups)")
    }
    return Measurement(run, stages: try stages(folder))
  }

  /// Audits a folder that certainly has groups, with anything else unknown.
  func audit(sample path: String, in folder: TemporaryFolder) throws(SuiteFailure) -> (
    measurement: Measurement, nics: Int
  ) {
    let (run, counts) = try scan(path, 1, digest: false, folder)
    guard let code = run.exitCode, code <= 2, counts.groups > 0 else {
      throw SuiteFailure("\(self.path) \(run.ending) on \(path)" + (try complaint(folder)))
    }
    return (Measurement(run, stages: try stages(folder)), counts.nics)
  }

  /// How often rules fail on an estate, by the ledger.
  func failures(
    of rules: [String], _ estate: Estate, in folder: TemporaryFolder
  ) throws(SuiteFailure) -> [String: Int] {
    let ledger = folder.file("ledger.ndjson")
    let selected = rules.joined(separator: ",")
    let run = try ChildProcess.run(
      [path, "scan", estate.path, "--quiet", "--no-digest", "--select", selected]
        + ["--report", "ledger=" + ledger])
    guard let code = run.exitCode, code <= 2 else {
      throw SuiteFailure("\(path) \(run.ending) on \(estate.path)")
    }
    return try ReportCounts.failures(ledger: ledger)
  }

  /// The formats of reports that it writes, by its help; none if it is too old to list them.
  func formats(in folder: TemporaryFolder) throws(SuiteFailure) -> [String] {
    let help = folder.file("help.txt")
    _ = try ChildProcess.run([path, "scan", "--help"], output: help)
    return Program.formats(inHelp: try Files.text(of: help))
  }

  /// The first word of each line between `Formats:` and the next option.
  static func formats(inHelp help: String) -> [String] {
    let lines = help.split(separator: "\n").map { $0.drop { $0 == " " } }
    guard let start = lines.firstIndex(of: "Formats:") else { return [] }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("-") }
      .filter { $0.contains("  ") }.compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  /// Audits an estate and writes a report in one format; returns its bytes as well.
  func report(
    _ format: String, of estate: Estate, in folder: TemporaryFolder
  ) throws(SuiteFailure) -> (measurement: Measurement, bytes: Int) {
    let report = folder.file("report.\(format)")
    defer { Files.remove(report) }
    let run = try ChildProcess.run(
      [path, "scan", estate.path, "--quiet", "--jobs", "1", "--no-digest"]
        + ["--report", "\(format)=\(report)", "--timings", folder.file("timings.json")])
    guard run.exitCode == estate.summary.exitCode else {
      throw SuiteFailure("\(path) \(run.ending) on \(estate.path) with --report \(format)")
    }
    return (Measurement(run, stages: try stages(folder)), try Files.size(of: report))
  }

  /// Loses everything of a kind, one by one, and checks that all groups were judged; nil if the
  /// program is too old for it.
  func simulate(
    each kind: String, _ estate: Estate, workers: Int, in folder: TemporaryFolder
  ) throws(SuiteFailure) -> Measurement? {
    let report = folder.file("simulation.txt")
    Files.remove(report)
    let run = try ChildProcess.run(
      [path, "simulate", estate.path, "--each", kind, "--jobs", "\(workers)"]
        + ["--report", "text=" + report], errors: folder.file("errors.txt"))
    if run.exitCode == 64 { return nil }
    guard let code = run.exitCode, code <= 1 else {
      throw SuiteFailure(
        "\(path) simulate \(run.ending) on \(estate.path)" + (try complaint(folder)))
    }
    let sentence = " \(estate.summary.groups) failover groups"
    guard try Files.text(of: report, count: 4096).contains(sentence) else {
      throw SuiteFailure("\(path) simulate does not judge all groups of \(estate.path)")
    }
    return Measurement(run)
  }

  private func scan(
    _ input: String, _ workers: Int, digest: Bool, _ folder: TemporaryFolder
  ) throws(SuiteFailure) -> (ChildRun, ReportCounts) {
    let report = folder.file("report.txt")
    // What an earlier run wrote must not be taken for this one's, and replacing it would cost time.
    for name in ["report.txt", "timings.json", "errors.txt"] { Files.remove(folder.file(name)) }
    var words = [path, "scan", input, "--quiet", "--jobs", "\(workers)"]
    words += ["--report", "text=" + report]
    if !digest { words.append("--no-digest") }
    if tellsTimings { words += ["--timings", folder.file("timings.json")] }
    let run = try ChildProcess.run(words, errors: folder.file("errors.txt"))
    guard let code = run.exitCode, code <= 2 else {
      throw SuiteFailure("\(path) \(run.ending) on \(input)" + (try complaint(folder)))
    }
    guard let counts = ReportCounts(textReport: try Files.text(of: report, count: 4096)) else {
      throw SuiteFailure("the report of \(path) on \(input) does not tell what was examined")
    }
    return (run, counts)
  }

  private func stages(_ folder: TemporaryFolder) throws(SuiteFailure) -> Stages? {
    tellsTimings ? try Files.decode(Stages.self, folder.file("timings.json")) : nil
  }

  private func complaint(_ folder: TemporaryFolder) throws(SuiteFailure) -> String {
    let text = try Files.text(of: folder.file("errors.txt"), count: 500)
    return text.isEmpty ? "" : ":\n" + text
  }
}
