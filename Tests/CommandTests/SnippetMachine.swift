import Foundation
import TestSupport

/// A machine on which snippets run: the command and the replacements of other programs are first on
/// its path, and an estate is there to be exported.
final class SnippetMachine: Sendable {
  let folder: TemporaryFolder
  private let estate: URL

  /// - Parameter estate: what an export gives; the sample estate if nil.
  init(_ estate: SmallEstate? = nil) throws {
    folder = try TemporaryFolder()
    if let estate {
      self.estate = folder.url.appendingPathComponent("estate")
      try folder.write("estate/all.json", estate.json)
    } else {
      self.estate = Command.packageRoot.appendingPathComponent("reports/estate")
    }
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("work"), withIntermediateDirectories: true)
    try program("failover-audit", #"exec "$FAILOVER_AUDIT" "$@""#)
    // As the script does: it wants a token and a folder of its own.
    try program(
      "export.sh",
      """
      [ "$1" = -o ] && [ -n "${IONOS_TOKEN-}" ] || exit 64
      [ "${EXPORT_CODE:-0}" -lt 64 ] || exit "$EXPORT_CODE"
      mkdir "$2" && cp -R "$ESTATE/." "$2" || exit 74
      exit "${EXPORT_CODE:-0}"
      """)
  }

  /// Puts a program of the shell first on the path.
  func program(_ name: String, _ script: String) throws {
    let file = try folder.write("bin/\(name)", "#!/bin/sh\n\(script)\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  /// Runs a script in the folder `work`.
  ///
  /// - Parameter shell: what the build server starts, without the script's path.
  func run(
    _ script: String, _ shell: String, environment: [String: String?] = [:]
  ) async throws -> Command.Result {
    let file = try folder.write("script", script)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    // The time of the audit is that of the sample estate, which grows older every day.
    var variables: [String: String?] = [
      "PATH": folder.path("bin") + ":" + path, "ESTATE": estate.path, "IONOS_TOKEN": nil,
      "SOURCE_DATE_EPOCH": "1795399200",
    ]
    for (name, value) in environment { variables[name] = value }
    return try await Command.shell(
      "exec \(shell) '\(file.path)'", in: folder.url.appendingPathComponent("work"),
      environment: variables)
  }

  /// What a file of the folder `work` holds; empty if it is not there.
  func written(_ name: String) -> String {
    (try? folder.text("work/" + name)) ?? ""
  }
}
