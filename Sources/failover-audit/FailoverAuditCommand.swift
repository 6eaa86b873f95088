import ArgumentParser
import Dispatch
import FailoverBase
import Glibc

/// Where the program begins.
@main
enum Main {
  /// Not `async`: such a program ends its first thread, and to end a thread glibc loads libgcc_s,
  /// which need not be there.
  static func main() {
    StandardStreams.prepare()
    // Swift reads the arguments from there; without them every audit would succeed, showing its
    // usage.
    if CommandLine.arguments.isEmpty {
      Terminal.note("failover-audit: its arguments cannot be read: /proc is not mounted\n")
      exit(70)
    }
    if !ThreadProbe.hasStack {
      Terminal.note("failover-audit: the stack is limited to less than 512 KB: raise ulimit -s\n")
      exit(70)
    }
    if !ThreadProbe.succeeds() {
      Terminal.note(
        "failover-audit: the system refuses threads or descriptors: raise its limits (ulimit -u, -v, -n)\n"
      )
      exit(70)
    }
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      await run()
      done.signal()
    }
    done.wait()
  }

  private static func run() async {
    do {
      try FailoverAuditCommand.checkName(CommandLine.arguments.dropFirst().first)
      var command = try FailoverAuditCommand.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      end(error)
    }
  }

  /// Ends with an error: a refusal is shown line by line; help and the version are written like
  /// everything else, whole or with exit code 64.
  private static func end(_ error: any Error) -> Never {
    if let refusal = error as? any Refusal { exit(refusal.show()) }
    guard FailoverAuditCommand.exitCode(for: error).isSuccess else {
      FailoverAuditCommand.exit(withError: error)
    }
    let text = FailoverAuditCommand.fullMessage(for: error)
    do {
      if !text.isEmpty { try ReportOutput.print(text + (text.hasSuffix("\n") ? "" : "\n")) }
    } catch {
      end(error)
    }
    exit(0)
  }
}

extension Refusal {
  /// Shows why on standard error, and gives the exit code.
  func show() -> Int32 {
    Terminal.note(lines.map { TerminalText.visible($0) + "\n" }.joined())
    return exitCode
  }
}

/// The command `failover-audit`.
struct FailoverAuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "failover-audit",
    abstract: "Audits the IP failover groups of IONOS Cloud data centers from saved exports.",
    discussion: """
      It reads exports (answers of the IONOS Cloud API, or inventories in a
      format of its own, as JSON or XML), checks every failover group against
      every rule, and reports what fails, what passes and what the export
      leaves undecided.
      Nothing is changed, and nothing is fetched from the network.

      For example:
        failover-audit scan export/
        failover-audit scan export/ --report text --report junit=audit.xml
        failover-audit report audit.json --report junit=audit.xml
        failover-audit merge contract-1.json contract-2.json
        failover-audit explain single-zone-group
        failover-audit convert export/ --to xml
        failover-audit simulate --each zone export/
        failover-audit query 'SELECT count(*) FROM groups' export/
      """,
    version: Version.number,
    subcommands: [
      Scan.self, MakeReports.self, MergeReports.self, Compare.self, DrawBaseline.self, History.self,
      Verify.self, Simulate.self,
      Convert.self, Query.self, Schema.self,
      Rules.self, Explain.self, TestRules.self, NewRule.self,
      Config.self,
    ])
}

extension FailoverAuditCommand {
  /// Refuses a word in the place of a subcommand that is none, before it becomes an argument too
  /// many.
  fileprivate static func checkName(_ word: String?) throws {
    let names = configuration.subcommands.map { $0._commandName } + ["help"]
    guard let word, !word.hasPrefix("-"), !names.contains(word) else { return }
    let hint = NearestWord.hint(for: word, among: names, else: "; see failover-audit --help")
    throw OptionProblem(description: "no command \"\(TerminalText.visible(word))\"" + hint)
  }
}
