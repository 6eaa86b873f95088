import ArgumentParser
import FailoverBase
import FailoverInventory
import FailoverReports

/// Which files below the inputs are not read; every command that reads exports takes it.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("exclude"),
    help: ArgumentHelp(
      "Do not read files and folders of this name, such as '*.tfstate' or 'old/**'. May be repeated.",
      valueName: "glob"))
  var excludes: [String] = []

  func validate() throws { _ = try patterns() }

  /// - Throws: `ValidationError` for what names nothing.
  func patterns() throws -> [NamePattern] {
    try excludes.map { text in
      guard let pattern = NamePattern(text) else {
        throw ValidationError(
          "--exclude takes a name or a path with * and ?, not \"\(TerminalText.visible(text))\"")
      }
      return pattern
    }
  }
}

extension LeftOutInputs {
  /// Reports what was left out to standard error, for commands whose output has no place for it.
  func note() {
    for sentence in sentences { Terminal.note(TerminalText.visible(sentence) + "\n") }
  }
}
