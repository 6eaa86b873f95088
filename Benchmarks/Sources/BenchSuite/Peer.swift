import EstateMaking

/// Another way to do a part of the work: a script for a well-known library.
struct Peer {
  let name: String
  /// The Python module that it needs.
  let module: String
  /// The script's name in the folder of peers.
  let script: String

  static let all = [
    Peer(name: "msgspec", module: "msgspec", script: "msgspec_checks.py"),
    Peer(name: "DuckDB", module: "duckdb", script: "duckdb_checks.py"),
  ]

  /// What a script prints: NICs and groups, and how often each check fails.
  typealias Counts = [String: Int]

  /// How a run of a script ended.
  enum Result {
    case done(Measurement, Counts)
    /// What it said, in a sentence.
    case failed(String)
  }

  func run(
    _ python: Python, scripts: String, on estate: Estate, in folder: TemporaryFolder
  ) throws(SuiteFailure) -> Result {
    let (output, errors) = (folder.file("peer.json"), folder.file("peer.errors"))
    let run = try ChildProcess.run(
      [python.path, scripts + "/" + script, estate.path], output: output, errors: errors)
    if run.exitCode != 0 {
      let last = try Files.text(of: errors).split(separator: "\n").last ?? ""
      return .failed(last.isEmpty ? run.ending : "\(run.ending): \(last)")
    }
    return .done(Measurement(run), try Files.decode(Counts.self, output))
  }

  /// Checks that a script did the same work.
  ///
  /// - Parameter failures: how often rules fail by the ledger of the program.
  func check(_ counts: Counts, _ estate: Estate, failures: [String: Int]) throws(SuiteFailure) {
    var expected = ["nics": estate.summary.nics, "groups": estate.summary.groups]
    for (rule, _) in estate.summary.failures.byRule { expected[rule] = failures[rule] ?? 0 }
    for (what, count) in expected.sorted(by: { $0.key < $1.key }) where counts[what] != count {
      throw SuiteFailure(
        "\(name) counts \(counts[what].map(String.init) ?? "no") \(what) in \(estate.path), the program \(count)"
      )
    }
  }
}

/// The Python that runs the scripts of peers.
struct Python {
  /// The interpreter itself, not a script that looks for it.
  let path: String

  /// - Returns: nil if `python3` is missing.
  init?(in folder: TemporaryFolder) {
    let output = folder.file("python.txt")
    let words = ["python3", "-c", "import sys; print(sys.executable)"]
    guard let run = try? ChildProcess.run(words, output: output), run.exitCode == 0,
      let path = try? Files.text(of: output).split(separator: "\n").first
    else { return nil }
    self.path = String(path)
  }

  func has(_ module: String) throws(SuiteFailure) -> Bool {
    try ChildProcess.run([path, "-c", "import \(module)"]).exitCode == 0
  }
}
