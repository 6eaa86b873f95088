import Foundation
import Testing

/// The script for cron in reports/README.md, night after night.
@Suite("The script for every night")
struct NightlySnippetTests {
  @Test("a night leaves a dated folder, metrics that all may read, and a mail without names")
  func first() async throws {
    let nights = try Nights()
    let result = try await nights.next()
    #expect(result.exitCode == 1)
    #expect(
      result.text.isEmpty && result.errors.isEmpty, "cron would send a mail: \(result.errorText)")
    let run = "state/runs/2026-11-01T031500Z"
    for file in ["audit.txt", "audit.html", "audit.json", "export/groups.json"] {
      #expect(!nights.machine.written("\(run)/\(file)").isEmpty, "\(file)")
    }
    #expect(try nights.permissions("\(run)/audit.html") == 0o600)
    #expect(try nights.permissions("metrics/failover_audit.prom") == 0o644)
    #expect(try nights.files("metrics") == ["failover_audit.prom"])
    let mail = nights.machine.written("mailbox")
    #expect(mail.hasPrefix("-s failover-audit: exit code 1, was none auditors\nVIOLATIONS"))
    #expect(mail.contains("33 violations of 20 rules"))
    #expect(mail.contains("All of it: ") && mail.contains(run))
    #expect(!mail.contains("85.215.") && !mail.contains("group/"))
  }

  @Test("the metrics that the alerts name are there")
  func alerts() async throws {
    let nights = try Nights()
    _ = try await nights.next()
    let alerts = try Snippet.plugging("Every night, with cron", "yaml").text
    let names = Set(alerts.matches(of: /failover_audit_[a-z_]+/).map { String($0.0) })
    #expect(names.count == 2)
    let metrics = nights.machine.written("metrics/failover_audit.prom")
    for name in names { #expect(metrics.contains("\n\(name) "), "\(name)") }
  }

  @Test("a mail is sent when the exit code changes, and only then")
  func changes() async throws {
    let nights = try Nights()
    for (export, code) in [(0, 1), (1, 1), (64, 64), (64, 64), (0, 1)] as [(Int, Int32)] {
      #expect(try await nights.next(export: export).exitCode == code)
    }
    #expect(
      nights.subjects == [
        "exit code 1, was none", "exit code 64, was 1", "exit code 1, was 64",
      ])
    #expect(nights.machine.written("mailbox").contains("There is no report: see export.log"))
  }

  @Test("a mail that could not be sent is sent the next night")
  func unsent() async throws {
    let nights = try Nights()
    _ = try await nights.next(environment: ["MAIL_CODE": "1"])
    _ = try await nights.next()
    _ = try await nights.next()
    #expect(nights.subjects == ["exit code 1, was none", "exit code 1, was none"])
  }

  @Test("a night without a report leaves the metrics of the last one")
  func metrics() async throws {
    let nights = try Nights()
    _ = try await nights.next()
    let metrics = nights.machine.written("metrics/failover_audit.prom")
    _ = try await nights.next(export: 64)
    #expect(!metrics.isEmpty)
    #expect(nights.machine.written("metrics/failover_audit.prom") == metrics)
  }

  @Test("without a token nothing is exported, and the exit code says so")
  func noToken() async throws {
    let nights = try Nights()
    let result = try await nights.next(environment: ["AUDIT_TOKEN": "missing"])
    #expect(result.exitCode == 64)
    let log = nights.machine.written("state/runs/2026-11-01T031500Z/export.log")
    #expect(log.contains("missing"))
  }

  @Test("as many nights are kept as requested, the last ones")
  func kept() async throws {
    let nights = try Nights()
    for _ in 1...4 { _ = try await nights.next(environment: ["AUDIT_KEEP": "2"]) }
    #expect(
      try nights.files("state/runs") == ["2026-11-03T031500Z", "2026-11-04T031500Z"])
  }
}

/// Nights on one machine, a day apart, on which mails are put into a file.
private struct Nights {
  let machine: SnippetMachine
  private let script: String

  init() throws {
    script = try Snippet.plugging("Every night, with cron", "sh").text
    machine = try SnippetMachine()
    try machine.program(
      "date",
      """
      night=$(($(cat night 2>/dev/null || echo 0) + 1))
      echo "$night" >night
      printf '2026-11-%02dT031500Z\\n' "$night"
      """)
    try machine.program(
      "mail",
      """
      { echo "$*"; cat; } >>mailbox
      exit "${MAIL_CODE:-0}"
      """)
    try machine.folder.write("work/token", "secret\n")
    try FileManager.default.createDirectory(
      atPath: machine.folder.path("work/metrics"), withIntermediateDirectories: true)
  }

  /// Runs the script once.
  ///
  /// - Parameter export: the exit code of the export; with 64 it writes nothing.
  func next(
    export: Int = 0, environment: [String: String?] = [:]
  ) async throws -> Command.Result {
    var variables: [String: String?] = [
      "AUDIT_STATE": machine.folder.path("work/state"), "AUDIT_TOKEN": "token",
      "AUDIT_METRICS": machine.folder.path("work/metrics"), "AUDIT_MAILTO": "auditors",
      "EXPORT_CODE": String(export),
    ]
    for (name, value) in environment { variables[name] = value }
    return try await machine.run(script, "sh", environment: variables)
  }

  /// The subjects of the mails, from the exit code on.
  var subjects: [String] {
    machine.written("mailbox").matches(of: /failover-audit: (exit code .*) auditors\n/)
      .map { String($0.1) }
  }

  func files(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: machine.folder.path("work/" + name))
      .sorted()
  }

  func permissions(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: machine.folder.path("work/" + name))[
      .posixPermissions] as? Int
  }
}
