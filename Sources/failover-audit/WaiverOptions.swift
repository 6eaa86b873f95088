import ArgumentParser
import FailoverAudit
import FailoverInventory
import FailoverReports

/// Which failures somebody accepted.
struct WaiverOptions: ParsableArguments {
  @Option(
    name: .customLong("waivers"),
    help: ArgumentHelp(
      "A YAML file of failures that somebody accepted for a time. May be repeated.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Flag(
    name: .customLong("no-waivers"),
    help: "Leave waiver files aside: what they accept fails. The reports say so.")
  var ignores = false

  /// Reads the files; nil if there are none, or they are left aside.
  ///
  /// A pipe can be read only once: call it once.
  ///
  /// - Throws: `ExitCode` when the first thing that is wrong in them was told.
  static func read(_ paths: [String], rules: [any Rule]) throws -> WaiverFiles? {
    if paths.isEmpty { return nil }
    do throws(FileFault) {
      var files: [(name: String, bytes: [UInt8])] = []
      for path in paths { files.append((path, try SmallFile.read(path))) }
      return try WaiverFiles(files, rules: rules.map(\.info))
    } catch {
      Terminal.note(TerminalText.visible(error.description) + "\n")
      throw ExitCode(64)
    }
  }
}
