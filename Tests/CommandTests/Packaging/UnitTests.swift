import Foundation
import TestSupport
import Testing

/// What runs the command by itself: systemd, cron, a container.
@Suite("Packaging")
struct PackagingTests {
  private static func text(_ name: String) throws -> String {
    try String(
      contentsOf: Command.packageRoot.appendingPathComponent(name), encoding: .utf8)
  }

  /// The lines that are not comments, with continued ones joined.
  private static func lines(_ name: String) throws -> [String] {
    try text(name).replacing("\\\n", with: " ").split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("#") }
  }

  @Test(
    "systemd finds no fault in the units, and little that the service may do",
    .enabled(if: Tool.isThere("systemd-analyze"), "systemd-analyze is missing"))
  func units() async throws {
    let folder = try TemporaryFolder()
    for name in ["failover-audit.service", "failover-audit.timer"] {
      try folder.write(
        name,
        try Self.text("packaging/\(name)").replacing(
          "/usr/local/bin/failover-audit", with: "/bin/true"))
    }
    let verify = try await Command.shell(
      "systemd-analyze verify --man=no ./failover-audit.service ./failover-audit.timer",
      in: folder.url)
    #expect(verify.exitCode == 0 && verify.errors.isEmpty, "\(verify.errorText)")
    let security = try await Command.shell(
      "systemd-analyze security --no-pager --offline=true --threshold=10 ./failover-audit.service",
      in: folder.url)
    #expect(security.exitCode == 0, "\(security.text)\(security.errorText)")
  }

  @Test("the commands of the service and of cron run, with the same reports")
  func commands() async throws {
    let service = try #require(
      try Self.lines("packaging/failover-audit.service").first { $0.hasPrefix("ExecStart=") })
    let cron = try #require(try Self.lines("packaging/failover-audit.cron").last)
    let words = service.split(separator: " ").dropFirst().joined(separator: " ")
    #expect(cron.contains(" failover-audit \(words) >"), "both audit alike")
    let machine = try SnippetMachine()
    try FileManager.default.copyItem(
      at: Command.packageRoot.appendingPathComponent("reports/estate"),
      to: machine.folder.url.appendingPathComponent("work/export"))
    try machine.folder.write("work/reports/lock", "")
    let run = try await machine.run("failover-audit \(words)", "sh")
    #expect(run.exitCode == 1 && run.errors.isEmpty, "\(run.errorText)")
    for name in ["json", "html", "prom"] {
      #expect(!machine.written("reports/audit.\(name)").isEmpty)
    }
  }

  @Test("the service may have a few threads for each core of a large machine")
  func threads() throws {
    let line = try #require(
      try Self.lines("packaging/failover-audit.service").first { $0.hasPrefix("TasksMax=") })
    let limit = try #require(Int(line.dropFirst(9)))
    #expect(limit >= 3 * 256, "--jobs takes up to 256")
  }

  @Test("cron sends no mail of findings, and one of an audit without a result")
  func cron() async throws {
    let line = try #require(try Self.lines("packaging/failover-audit.cron").last)
    let fields = line.split(separator: " ", maxSplits: 6)
    #expect(fields[..<5].joined(separator: " ") == "15 3 * * 1" && fields[5] == "failover-audit")
    for (code, mail) in [(0, false), (1, false), (2, false), (64, true), (70, true), (137, true)] {
      let machine = try SnippetMachine()
      try machine.folder.write("work/reports/lock", "")
      try machine.program("failover-audit", "echo told; exit \(code)")
      let script = String(fields[6]).replacing(
        "/var/lib/failover-audit", with: machine.folder.path("work"))
      let run = try await machine.run(script, "sh")
      #expect(run.text.isEmpty != mail, "exit code \(code): \(run.text)")
      if mail { #expect(run.text == "failover-audit: exit code \(code)\ntold\n") }
    }
    let nowhere = try await SnippetMachine().run(String(fields[6]), "sh")
    #expect(nowhere.exitCode != 0 && !nowhere.errors.isEmpty, "a folder that is missing is told")
  }

  @Test(
    "the container file copies what there is, runs as nobody, and brings what the command needs")
  func container() throws {
    let lines = try Self.lines("packaging/Containerfile")
    let images = lines.filter { $0.hasPrefix("FROM ") }
    #expect(images.count == 2 && images[0].hasSuffix(" AS build"))
    for line in lines where line.hasPrefix("COPY ") && !line.hasPrefix("COPY --from") {
      let paths = line.split(separator: " ").dropFirst().dropLast()
      for path in paths where !path.hasSuffix("*") {
        let url = Command.packageRoot.appendingPathComponent(String(path))
        #expect(FileManager.default.fileExists(atPath: url.path), "\(path)")
      }
    }
    let copied = lines.first { $0.hasPrefix("COPY --from=build") }
    #expect(copied == "COPY --from=build /source/out/failover-audit /usr/local/bin/failover-audit")
    let run = try #require(lines.last { $0.hasPrefix("RUN ") })
    let packages = run.split(separator: " ").filter { $0.hasPrefix("lib") }
    #expect(packages == ["libxml2", "libsqlite3-0", "libssl3"])
    let needs = try Self.text("Makefile").firstMatch(
      of: /release_needs := .*stdc\\\+\\\+\|([a-z0-9|]+)\)/)
    #expect(needs?.1 == "xml2|sqlite3|crypto", "the packages are those of what is linked")
    let user = lines.last { $0.hasPrefix("USER ") }?.dropFirst(5)
    #expect(
      user.flatMap { Int($0) }.map { $0 > 0 } == true, "a number, so that Kubernetes can tell")
  }

  @Test(
    "make installs the command, completions and manual page below DESTDIR and PREFIX",
    .enabled(if: Tool.isThere("make"), "make is missing"))
  func install() async throws {
    let folder = try TemporaryFolder()
    let run = try await Command.shell(
      "make -s install-files DESTDIR='\(folder.url.path)' PREFIX=/opt/x COMMAND=\"$FAILOVER_AUDIT\"",
      in: Command.packageRoot)
    #expect(run.exitCode == 0, "\(run.errorText)")
    let names = try folder.names().filter { !folder.isFolder($0) }
    #expect(
      names == [
        "opt/x/bin/failover-audit",
        "opt/x/share/bash-completion/completions/failover-audit",
        "opt/x/share/fish/vendor_completions.d/failover-audit.fish",
        "opt/x/share/man/man1/failover-audit.1",
        "opt/x/share/zsh/site-functions/_failover-audit",
      ])
    let version = try await Command.shell("exec opt/x/bin/failover-audit --version", in: folder.url)
    #expect(version.exitCode == 0)
  }
}

extension TemporaryFolder {
  fileprivate func isFolder(_ name: String) -> Bool {
    let values = try? url.appendingPathComponent(name).resourceValues(forKeys: [.isDirectoryKey])
    return values?.isDirectory == true
  }
}
