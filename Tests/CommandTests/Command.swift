import Foundation
import TestSupport

/// The built command, run as a user runs it: arguments and bytes in, exit code and bytes out.
struct Command: Sendable {
  /// What a run came to.
  struct Result: Sendable {
    /// The exit code; 128 and the signal's number if a signal ended it (137: it hung and was
    /// killed).
    let exitCode: Int32
    let output: Data
    let errors: Data
    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
    var errorLines: [String] { errorText.split(separator: "\n").map(String.init) }
  }

  /// Seconds after which a run counts as hung and is killed, with all that it started.
  static let patience = 150

  /// The folder that holds `Package.swift`.
  static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// `FAILOVER_AUDIT` if it is set, else the command that was built beside the tests.
  static let executable: String = {
    if let given = ProcessInfo.processInfo.environment["FAILOVER_AUDIT"] { return given }
    let bundles = Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL]
    let itself = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let folders =
      [itself.deletingLastPathComponent()] + bundles
      + bundles.map { $0.deletingLastPathComponent() }
    let candidates = folders.map { $0.appendingPathComponent("failover-audit").path }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
      ?? "failover-audit"
  }()

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - arguments: what follows the command's name.
  ///   - input: what standard input holds.
  ///   - folder: where it runs, the package's root unless given.
  ///   - environment: further variables, removed if nil.
  static func run(
    _ arguments: [String], input: Data = Data(), in folder: URL = packageRoot,
    environment: [String: String?] = [:]
  ) async throws -> Result {
    try await LaunchGate.shared.pass {
      try await launch([executable] + arguments, input, folder, environment, patience)
    }
  }

  static func run(_ arguments: String..., in folder: URL = packageRoot) async throws -> Result {
    try await run(arguments, in: folder)
  }

  /// Runs a line of the POSIX shell, in which `"$FAILOVER_AUDIT"` is the command.
  ///
  /// - Parameter patience: as `patience`, for what starts hundreds of processes.
  static func shell(
    _ script: String, in folder: URL, environment: [String: String?] = [:],
    patience: Int = patience
  ) async throws -> Result {
    try await LaunchGate.shared.pass {
      try await launch(["sh", "-c", script], Data(), folder, environment, patience)
    }
  }

  private static func launch(
    _ words: [String], _ input: Data, _ folder: URL, _ changes: [String: String?],
    _ patience: Int
  ) async throws -> Result {
    // Files, not pipes: a pipe that nobody empties while the run is awaited would stop it.
    let files = try TemporaryFolder()
    let stdin = try files.write("in", input)
    let stdout = try files.write("out", Data())
    let stderr = try files.write("err", Data())
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["timeout", "-s", "KILL", "\(patience)"] + words
    process.currentDirectoryURL = folder
    process.environment = environment(changes)
    let streams = [
      try FileHandle(forReadingFrom: stdin), try FileHandle(forWritingTo: stdout),
      try FileHandle(forWritingTo: stderr),
    ]
    process.standardInput = streams[0]
    process.standardOutput = streams[1]
    process.standardError = streams[2]
    try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { _ in continuation.resume() }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    for stream in streams { try stream.close() }
    let code = process.terminationStatus
    return Result(
      exitCode: process.terminationReason == .exit ? code : 128 + code,
      output: try Data(contentsOf: stdout), errors: try Data(contentsOf: stderr))
  }

  /// Our environment, without variables that would change a report, and with the requested changes.
  private static func environment(_ changes: [String: String?]) -> [String: String] {
    var variables = ProcessInfo.processInfo.environment
    variables["SOURCE_DATE_EPOCH"] = nil
    variables["FAILOVER_AUDIT"] = executable
    for (name, value) in changes { variables[name] = value }
    return variables
  }
}
