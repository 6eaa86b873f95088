import Foundation

/// The manual page: what is written by hand, and the commands as the program declares them.
struct ManualPage {
  private let commands: [HelpCommand]

  /// - Parameter help: what `--experimental-dump-help` prints.
  init(help: Data) throws {
    struct Tool: Decodable { let command: HelpCommand }
    commands = try JSONDecoder().decode(Tool.self, from: help).command.subcommands ?? []
  }

  /// The page, in the mdoc language.
  ///
  /// - Parameter frame: the text by hand, whose line `@COMMANDS@` is replaced by the commands.
  func text(in frame: String) -> String {
    let sections = commands.filter { $0.commandName != "help" }.map(\.section).joined()
    return frame.replacing("@COMMANDS@\n", with: sections)
  }
}

/// One command, with what a manual says about it.
private struct HelpCommand: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let arguments: [HelpArgument]?
  let subcommands: [HelpCommand]?

  var section: String {
    let shown = (arguments ?? []).filter { $0.shouldDisplay && !$0.isCommon }
    var text = ".Ss failover-audit \(Mdoc.literal(commandName))\n"
    text += Mdoc.lines(abstract ?? "")
    text += Mdoc.block(discussion)
    if !shown.isEmpty {
      text += ".Bl -tag -width Ds\n" + shown.map(\.item).joined() + ".El\n"
    }
    return text
  }
}

private struct HelpArgument: Decodable {
  struct Name: Decodable {
    let kind: String
    let name: String

    var literal: String { (kind == "long" ? "\\-\\-" : "\\-") + Mdoc.literal(name) }
  }

  let kind: String
  let names: [Name]?
  let preferredName: Name?
  let valueName: String?
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool
  let isRepeating: Bool

  /// Whether every command has it.
  var isCommon: Bool { ["help", "version"].contains(preferredName?.name) }

  var item: String {
    let value = Mdoc.literal(valueName ?? "value")
    let head =
      kind == "positional"
      ? "\\fI\(value)\\fR" + (isRepeating ? " ..." : "")
      : (names ?? []).map {
        "\\fB\($0.literal)\\fR" + (kind == "option" ? " \\fI\(value)\\fR" : "")
      }
      .joined(separator: ", ")
    return ".It \(head)\n" + Mdoc.lines(abstract ?? "") + Mdoc.block(discussion)
  }
}

/// Text in the language of manual pages.
private enum Mdoc {
  /// A text whose hyphens can be copied, and in which nothing is a command.
  static func literal(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
  }

  /// Running text with a line for each sentence; no line begins like a command.
  static func lines(_ text: String) -> String {
    text.isEmpty
      ? ""
      : text.replacing(". ", with: ".\n").split(separator: "\n").map { line in
        (line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" : "") + literal(String(line)) + "\n"
      }.joined()
  }

  /// Lines that stay as they are.
  static func block(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.isEmpty
        ? ""
        : (line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" : "") + literal(String(line))
    }
    return ".Bd -literal\n" + lines.joined(separator: "\n") + "\n.Ed\n"
  }
}
