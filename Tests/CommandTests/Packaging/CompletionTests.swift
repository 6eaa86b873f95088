import Foundation
import TestSupport
import Testing

/// The completions of shells and the manual page under `packaging/`; `UPDATE_GOLDENS=1` rewrites
/// them.
@Suite("Golden completions and manual page")
struct PackagingGoldenTests {
  @Test(
    "packaging/completions holds what the program generates", arguments: ["bash", "zsh", "fish"])
  func generated(_ shell: String) async throws {
    let script = try await Command.run("--generate-completion-script", shell)
    #expect(script.exitCode == 0)
    try Golden("packaging/completions/failover-audit.\(shell)").compare(with: script.output)
  }

  @Test("the manual page describes every command and option")
  func manual() async throws {
    let help = try await Command.run("--experimental-dump-help")
    let frame = try String(
      contentsOf: Command.packageRoot.appendingPathComponent("packaging/failover-audit.1.in"),
      encoding: .utf8)
    let page = try ManualPage(help: help.output).text(in: frame)
    #expect(!page.contains("@COMMANDS@") && page.contains(".Ss failover-audit scan\n"))
    try Golden("packaging/failover-audit.1").compare(with: Data(page.utf8))
  }
}

/// Whether completions and the manual page do what they are for.
@Suite("Completions and manual page")
struct CompletionTests {
  @Test(
    "the manual page has no fault that mandoc finds",
    .enabled(if: Tool.isThere("mandoc"), "mandoc is missing"))
  func lint() async throws {
    let run = try await Command.shell(
      "mandoc -T lint -W warning packaging/failover-audit.1", in: Command.packageRoot)
    #expect(run.exitCode == 0, "\(run.text)")
  }

  @Test(
    "bash completes commands, options, values and files",
    .enabled(if: Tool.isThere("bash"), "bash is missing"),
    arguments: [
      ("sc", "scan schema"), ("scan --fail-on ", "note warning error"),
      ("scan --report ju", "junit"), ("scan --select pri", "primary-ip"),
      ("scan --no-w", "--no-waivers"), ("convert --to x", "xml"), ("merge aud", "audit.json"),
      ("scan --waivers w", "w.yml"), ("report --report sa", "sarif sarif-github"),
    ])
  func bash(line: String, expected: String) async throws {
    let folder = try TemporaryFolder()
    for name in ["audit.json", "w.yml"] { try folder.write(name, "") }
    let script = """
      shopt -s extglob
      . '\(Command.packageRoot.path)/packaging/completions/failover-audit.bash' || exit 1
      COMP_LINE="failover-audit $1"; COMP_POINT=${#COMP_LINE}
      read -ra COMP_WORDS <<<"$COMP_LINE"
      case $COMP_LINE in *' ') COMP_WORDS+=('') ;; esac
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _failover-audit failover-audit "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      echo "${COMPREPLY[@]}"
      """
    try folder.write("complete.bash", script)
    let run = try await Command.shell(
      "exec bash --norc complete.bash '\(line)'", in: folder.url)
    #expect(run.errorText == "")
    #expect(run.text == expected + "\n")
  }

  @Test(
    "shells can read their files",
    .enabled(if: !shells.isEmpty, "bash, zsh and fish are missing"), arguments: shells)
  func syntax(_ shell: String) async throws {
    let run = try await Command.shell(
      "exec \(shell) -n packaging/completions/failover-audit.\(shell)", in: Command.packageRoot)
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errorText)")
  }

  /// Shells that are installed.
  private static let shells = ["bash", "zsh", "fish"].filter(Tool.isThere)
}

/// A program that a test starts if it is there.
enum Tool {
  static func isThere(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }
}
