import Foundation
import Testing

/// A document that takes its reader through commands, run from its top to its end in one folder.
///
/// - ` ```console `: lines after `$ ` are run, and what follows each is what it printed. A line `…`
///   matches any lines.
/// - ` ```LANGUAGE PATH `: the file is written.
/// - ` ```diff PATH `: the file is changed; `@@` separates two changes.
struct Walkthrough {
  private let machine: SnippetMachine
  private let environment: [String: String?]

  /// How many commands were run.
  private(set) var commands = 0

  init(environment: [String: String?] = ["SOURCE_DATE_EPOCH": WaiversTests.epoch]) throws {
    machine = try SnippetMachine()
    self.environment = environment
    let estate = Command.packageRoot.appendingPathComponent("reports/estate")
    try FileManager.default.copyItem(
      at: estate, to: machine.folder.url.appendingPathComponent("work/export"))
  }

  /// Copies a file or folder of the package into the folder in which commands run.
  func take(_ path: String) throws {
    let target = machine.folder.url.appendingPathComponent("work/" + path)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Command.packageRoot.appendingPathComponent(path), to: target)
  }

  /// Puts a file into the folder in which commands run.
  func write(_ path: String, _ text: String) throws {
    try machine.folder.write("work/" + path, text)
  }

  /// Follows a document; the same document, with the outputs that came.
  mutating func follow(_ text: String) async throws -> String {
    var result = ""
    var rest = text[...]
    while let match = rest.firstMatch(of: #/```([a-z]+)(?: ([^\n]+))?\n((?:[^\n]*\n)*?)```\n/#) {
      result += rest[..<match.range.lowerBound]
      let (language, body) = (match.output.1, String(match.output.3))
      if language == "console" {
        result += "```console\n" + (try await run(body)) + "```\n"
      } else {
        result += rest[match.range]
        if let path = match.output.2.map(String.init) { try put(body, path, String(language)) }
      }
      rest = rest[match.range.upperBound...]
    }
    return result + rest
  }

  // MARK: Files

  private func put(_ body: String, _ path: String, _ language: String) throws {
    var text = body
    if language == "diff" {
      text = machine.written(path)
      for change in body.components(separatedBy: "@@\n") {
        let lines = change.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let old = lines.filter { !$0.hasPrefix("+") }.map { $0.dropFirst() + "\n" }.joined()
        let new = lines.filter { !$0.hasPrefix("-") }.map { $0.dropFirst() + "\n" }.joined()
        let pieces = text.components(separatedBy: old)
        try #require(pieces.count == 2, "\(path) does not hold once:\n\(old)")
        text = pieces.joined(separator: new)
      }
    }
    try machine.folder.write("work/" + path, text)
  }

  // MARK: Commands

  /// Runs the commands of a block; the block with what they print now.
  private mutating func run(_ block: String) async throws -> String {
    var result = ""
    for part in ("\n" + block).components(separatedBy: "\n$ ").dropFirst() {
      var lines = part.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if lines.last == "" { lines.removeLast() }
      let command = lines.removeFirst()
      commands += 1
      result += "$ \(command)\n" + Self.abridged(try await output(of: command), like: lines)
    }
    return result
  }

  private func output(of command: String) async throws -> [String] {
    let run = try await machine.run("exec 2>&1\n" + command, "sh", environment: environment)
    var lines = run.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    if run.exitCode != 0 { lines.append("[exit code \(run.exitCode)]") }
    return lines
  }

  /// As many lines of an output as were shown before and after the line `…`.
  private static func abridged(_ output: [String], like shown: [String]) -> String {
    var lines = output
    if let gap = shown.firstIndex(of: "…"), shown.count - 1 < output.count {
      lines =
        Array(output.prefix(gap)) + ["…"] + Array(output.suffix(shown.count - 1 - gap))
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
