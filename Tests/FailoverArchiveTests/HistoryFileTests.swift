import FailoverAudit
import Foundation
import Testing

@testable import FailoverArchive

/// The file in which runs are kept.
@Suite("The file of a history")
struct HistoryFileTests {
  private static let week = 604_800

  /// Changes a database as another program would, with nothing that SQLite itself forbids.
  private static func change(_ path: String, _ statements: String...) throws {
    let database = try HistoryDatabase(path, writes: true)
    for statement in statements { try database.run(statement) }
  }

  private static func open(_ file: HistoryFile) throws -> [String] {
    try file.read(runs: 9).open.map {
      "\($0.finding.rule) \($0.finding.outcome.word) \($0.age.firstSeen) \($0.age.openSince) \($0.age.stretches)"
    }
  }

  @Test("a history of version 1 is brought up to date with all that it holds")
  func migration() throws {
    let folder = try HistoryFolder()
    try Self.change(
      folder.path, HistorySchema.steps[0], "PRAGMA application_id = \(HistorySchema.applicationID)",
      "PRAGMA user_version = 1",
      "INSERT INTO run VALUES (1, 1000, '0.1', 'ab', 'violations', 1, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0)",
      """
      INSERT INTO finding VALUES (1, x'\(Fingerprint.of(rule: "r", subject: "s", facet: ""))', 'r',
        's', '', 'fail', 'warning', 1, 1, 1, NULL, NULL)
      """)
    let file = HistoryFile(folder.path)
    let refusal = #expect(throws: HistoryError.self) { try file.read(runs: 9) }
    #expect(refusal?.sentence.hasPrefix("was made by an older version") ?? false)
    _ = try file.record(SmallAudit(["r": ["s": .fail]]).report, at: 2000)
    #expect(try Self.open(file) == ["r fail 1000 1000 1"])
    let runs = try file.read(runs: 9).runs
    #expect(runs.map(\.number) == [1, 2] && runs.map(\.counts[.baselined]) == [0, 0])
    #expect(runs[0].violations == 1 && runs[0].new == 1 && runs[0].verdict == .violations)
  }

  @Test("what is open is named as people know it, also what a history of version 2 holds")
  func titles() throws {
    let folder = try HistoryFolder()
    let subject = "group/dc/1/192.0.2.1"
    try Self.change(
      folder.path, HistorySchema.steps[0], HistorySchema.steps[1],
      "PRAGMA application_id = \(HistorySchema.applicationID)", "PRAGMA user_version = 2",
      """
      INSERT INTO run VALUES (1, 1000, '0.1', 'ab', 'violations', 1, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0)
      """,
      """
      INSERT INTO finding VALUES (1, x'\(Fingerprint.of(rule: "r", subject: "s", facet: ""))', 'r',
        's', '', 'fail', 'warning', 1, 1, 1, NULL, NULL, 1)
      """)
    let file = HistoryFile(folder.path)
    var audit = SmallAudit(["r": [subject: .fail]])
    audit.isWhole = false
    _ = try file.record(audit.report, at: 2000)
    let titles = try file.read(runs: 9).open.map(\.title)
    #expect(titles == ["s", "failover group 192.0.2.1 on LAN 1 in data center dc"])
  }

  @Test(
    "a later version, another layout and another program's database are refused and left as they are",
    arguments: [
      ("PRAGMA user_version = \(HistorySchema.version + 1)", "was made by a later version"),
      ("PRAGMA user_version = -1", "is damaged, or somebody changed its layout"),
      ("PRAGMA user_version = 1", "is damaged, or somebody changed its layout"),
      ("CREATE TABLE more (x)", "is damaged, or somebody changed its layout"),
      ("CREATE VIEW more AS SELECT 1", "is damaged, or somebody changed its layout"),
      (
        "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM finding; END",
        "is damaged, or somebody changed its layout"
      ),
      ("DROP INDEX open_finding", "is damaged, or somebody changed its layout"),
      (
        "ALTER TABLE run ADD COLUMN more INTEGER AS (id + 1)",
        "is damaged, or somebody changed its layout"
      ),
      ("PRAGMA application_id = 7", "is a database of another program"),
    ])
  func foreign(statement: String, words: String) throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    _ = try file.record(SmallAudit(["r": ["s": .fail]]).report, at: 1000)
    try Self.change(folder.path, statement)
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path))
    for attempt in [
      { _ = try file.read(runs: 9) },
      { _ = try file.record(SmallAudit([:]).report, at: 2000) },
    ] {
      let refusal = #expect(throws: HistoryError.self) { try attempt() }
      #expect(refusal?.sentence.hasPrefix(words) ?? false, "\(refusal?.sentence ?? "")")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path)) == before)
  }

  @Test(
    "numbers, words and references that no run writes are damage",
    arguments: [
      "UPDATE run SET time = 9223372036854775807", "UPDATE run SET time = -9223372036854775808",
      "UPDATE run SET time = 253402300800", "UPDATE run SET violations = 9223372036854775807",
      "UPDATE run SET pass = -1", "UPDATE run SET known = 9007199254740992",
      "UPDATE run SET verdict = 'green'", "UPDATE run SET id = 9223372036854775807 WHERE id = 2",
      "UPDATE run SET id = -1 WHERE id = 1", "DELETE FROM run WHERE id = 1", "DELETE FROM run",
      "UPDATE finding SET stretches = 9223372036854775807", "UPDATE finding SET stretches = 0",
      "UPDATE finding SET since_run = 77", "UPDATE finding SET first_run = 0",
      "UPDATE finding SET last_run = 1, since_run = 2", "UPDATE finding SET outcome = 'pass'",
      "UPDATE finding SET severity = ''", "UPDATE finding SET fingerprint = x'00'",
      "UPDATE finding SET closed_run = 3, closed_as = 'fixed'",
      "UPDATE finding SET closed_run = 1, closed_as = 'fixed'",
      "UPDATE finding SET closed_run = 2",
    ])
  func extremes(statement: String) throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    for run in 1...2 {
      _ = try file.record(SmallAudit(["r": ["s": .fail]]).report, at: run * Self.week)
    }
    try Self.change(folder.path, "PRAGMA foreign_keys = 0", statement)
    for attempt in [
      { _ = try file.read(runs: 9) },
      { _ = try file.record(SmallAudit([:]).report, at: 3 * Self.week) },
    ] {
      let refusal = #expect(throws: HistoryError.self) { try attempt() }
      #expect(refusal?.sentence.hasPrefix("is damaged") ?? false, "\(refusal?.sentence ?? "")")
    }
  }

  @Test("every time of the years 1 to 9999 is kept, and no other")
  func times() throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    let audit = SmallAudit(["r": ["s": .fail]]).report
    for time in [253_402_300_799, -62_135_596_800, 0] {
      _ = try file.record(audit, at: time, isForced: true)
    }
    #expect(try Self.open(file) == ["r fail 253402300799 253402300799 1"])
    for time in [Int.max, Int.min, 253_402_300_800, -62_135_596_801] {
      #expect(throws: HistoryError.self) { try file.record(audit, at: time) }
    }
    #expect(try file.read(runs: 9).runCount == 3)
  }

  @Test("a run of other data centers is refused, also where no run had a finding")
  func otherEstate() throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    let own = SmallAudit(["r": ["group/dc/1/192.0.2.1": .pass]])
    let other = SmallAudit(["r": ["group/other/1/192.0.2.1": .fail]])
    _ = try file.record(own.report, at: 1000)
    let refusal = #expect(throws: HistoryError.self) { try file.record(other.report, at: 2000) }
    #expect(refusal?.sentence.contains("other data centers than this one, such as dc") ?? false)
    _ = try file.record(own.report, at: 2000)
    _ = try file.record(other.report, at: 3000, isForced: true)
    _ = try file.record(other.report, at: 4000)
    #expect(try file.read(runs: 9).runCount == 4)
  }

  @Test(
    "a run of data that is older than that of an earlier run is refused, whenever it was audited")
  func olderData() throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    var audit = SmallAudit(["r": ["s": .pass]])
    audit.dataTime = "2026-05-02T00:00:00Z"
    _ = try file.record(audit.report, at: 1000)
    audit.dataTime = "2026-05-01T23:59:59Z"
    let refusal = #expect(throws: HistoryError.self) { try file.record(audit.report, at: 2000) }
    let words =
      "of data of 2026-05-02T00:00:00Z, and the data of this one is older (2026-05-01T23:59:59Z)"
    #expect(refusal?.sentence.contains(words) ?? false)
    for time in [nil, "2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z"] {
      audit.dataTime = time
      _ = try file.record(audit.report, at: 3000)
    }
    #expect(try file.read(runs: 9).runCount == 4)
  }

  @Test(
    "a file may be called as SQLite calls what it does not keep",
    arguments: [":memory:", "file:x?mode=memory"])
  func names(name: String) throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.url.path + "/" + name)
    _ = try file.record(SmallAudit(["r": ["s": .fail]]).report, at: 1000)
    #expect(FileManager.default.fileExists(atPath: file.path))
    #expect(HistoryDatabase.path(of: name) == "./" + name)
  }

  @Test("what a renamed rule found goes on under its new id, also where both ids were written")
  func renamed() throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    _ = try file.record(SmallAudit(["former": ["s": .fail]]).report, at: 1000)
    var later = SmallAudit(["later": ["s": .fail]])
    later.aliases = ["later": ["former"]]
    let report = try file.record(later.report, at: 2000)
    #expect(try Self.open(file) == ["later fail 1000 1000 1"])
    #expect(report.history?.runs.last?.new == 0)
    // A program of the version before writes once more.
    _ = try file.record(SmallAudit(["former": ["s": .fail]]).report, at: 3000)
    _ = try file.record(later.report, at: 4000)
    #expect(try Self.open(file) == ["later fail 1000 1000 1"])
  }

  @Test("a data center that a run no longer shows is named, with the day of the run that did")
  func unseen() throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    let (first, second) = ("group/d1/1/192.0.2.1", "group/d2/1/192.0.2.2")
    let both = SmallAudit(["r": [first: .pass, second: .pass]])
    let one = SmallAudit(["r": [first: .pass]])
    let gone = [UnseenDatacenter(id: "d2", lastSeen: 1000)]
    #expect(try file.record(both.report, at: 1000).history?.unseenDatacenters == [])
    for time in [2000, 3000] {
      #expect(try file.record(one.report, at: time).history?.unseenDatacenters == gone)
      #expect(try file.read(runs: 9).unseenDatacenters == gone)
    }
    #expect(try file.record(both.report, at: 4000).history?.unseenDatacenters == [])
    #expect(try file.read(runs: 9).unseenDatacenters == [])
  }

  @Test("a data center of a history of version 4 is unseen once a run does not show it")
  func unseenSinceVersion4() throws {
    let folder = try HistoryFolder()
    try Self.change(
      folder.path, HistorySchema.steps[..<4].joined(),
      "PRAGMA application_id = \(HistorySchema.applicationID)", "PRAGMA user_version = 4",
      "INSERT INTO datacenter VALUES ('d1'), ('d2')")
    let file = HistoryFile(folder.path)
    let report = SmallAudit(["r": ["group/d1/1/192.0.2.1": .pass]]).report
    let unseen = try file.record(report, at: 2000).history?.unseenDatacenters
    #expect(unseen == [UnseenDatacenter(id: "d2", lastSeen: nil)])
  }

  @Test("what was fixed under either id of a rule and came back begins a new stretch")
  func renamedAndFixed() throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    var later = SmallAudit(["later": ["s": .fail]])
    _ = try file.record(later.report, at: 1000)
    later.answers["later"]?["s"] = .pass
    _ = try file.record(later.report, at: 2000)
    _ = try file.record(SmallAudit(["former": ["s": .fail]]).report, at: 3000)
    later.answers["later"]?["s"] = .fail
    later.aliases = ["later": ["former"]]
    _ = try file.record(later.report, at: 4000)
    #expect(try Self.open(file) == ["later fail 1000 3000 2"])
  }

  @Test("what could not be judged is open no more once its subject fails")
  func judged() throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    _ = try file.record(SmallAudit(["r": ["s": .unknown]]).report, at: 1000)
    _ = try file.record(SmallAudit(["r": ["s": .fails(["x"], as: .fail)]]).report, at: 2000)
    #expect(try Self.open(file) == ["r fail 2000 2000 1"])
    _ = try file.record(SmallAudit(["r": ["s": .unknown]]).report, at: 3000)
    // Unknown does not prove that it was fixed.
    #expect(try Self.open(file) == ["r fail 2000 2000 1", "r unknown 1000 3000 2"])
  }

  @Test("a file that is not a database, a folder and a damaged page are refused by name")
  func damaged() throws {
    let folder = try HistoryFolder()
    let file = HistoryFile(folder.path)
    let many = Dictionary(
      uniqueKeysWithValues: (0..<500).map { ("subject \($0)", SmallAudit.Answer.fail) })
    _ = try file.record(SmallAudit(["r": many]).report, at: 1000)
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path))
    for start in stride(from: 0, to: whole.count, by: 4096) {
      var bad = whole
      for place in start..<min(start + 2048, bad.count) { bad[place] = 0x5A }
      try bad.write(to: URL(fileURLWithPath: folder.path))
      let refusal = #expect(throws: HistoryError.self, "page at \(start)") {
        try file.read(runs: 9)
      }
      #expect(refusal?.file == folder.path)
    }
    #expect(throws: HistoryError.self) { try HistoryFile(folder.url.path).read(runs: 9) }
  }
}
