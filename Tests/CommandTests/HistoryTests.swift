import Foundation
import TestSupport
import Testing

/// Runs that are kept: `scan --history` and `history`.
@Suite("History")
struct HistoryTests {
  private static let day = 86_400

  /// Audits estates one after the other, a week apart, into one history.
  private static func scan(
    _ estates: [SmallEstate], in folder: TemporaryFolder, _ options: [String] = []
  ) async throws -> Command.Result {
    var last: Command.Result?
    for (week, estate) in estates.enumerated() {
      try folder.write("estate.json", estate.json)
      let epoch = (Int(WaiversTests.epoch) ?? 0) + week * 7 * day
      last = try await Command.run(
        ["scan", "estate.json", "--history", "h.db"] + options, in: folder.url,
        environment: ["SOURCE_DATE_EPOCH": String(epoch)])
    }
    return try #require(last)
  }

  @Test("a report shows since when its findings are open")
  func ages() async throws {
    let folder = try TemporaryFolder()
    let first = try await Self.scan([.oneZone], in: folder)
    #expect(first.text.contains("      new\n"), "\(first.text)")
    let third = try await Self.scan([.oneZone, .oneZone, .oneZone], in: try TemporaryFolder())
    #expect(third.text.contains("open since 2026-11-23 (14 days)"), "\(third.text)")
    #expect(third.text.contains("run 3 of h.db"))
    #expect(third.text.contains("since the run of 2026-11-30: 0 new, 0 fixed"))
  }

  @Test("what was fixed and comes back begins a new age, and says so")
  func back() async throws {
    let run = try await Self.scan(
      [.oneZone, .healthy, .oneZone], in: try TemporaryFolder())
    #expect(run.text.contains("new, came back 1 time, first seen on 2026-11-23"), "\(run.text)")
  }

  @Test("what was only out of sight was open all the while")
  func outOfSight() async throws {
    let folder = try TemporaryFolder()
    _ = try await Self.scan([.oneZone], in: folder)
    _ = try await Command.run(
      ["scan", "estate.json", "--history", "h.db", "--skip", "single-zone-group", "--quiet"],
      in: folder.url, environment: ["SOURCE_DATE_EPOCH": "1796000000"])
    let run = try await Command.run(
      ["scan", "estate.json", "--history", "h.db"], in: folder.url,
      environment: ["SOURCE_DATE_EPOCH": "1797000000"])
    #expect(run.text.contains("open since 2026-11-23 (18 days)"), "\(run.text)")
  }

  @Test(
    "a run that lost a data center says so, in the report, when it is read again and in history")
  func lostDatacenter() async throws {
    let folder = try TemporaryFolder()
    let other = SmallEstate.healthy.json.replacing("dc-1", with: "dc-2")
      .replacing("srv-", with: "srw-").replacing("nic-", with: "nid-")
    try folder.write("in/a.json", SmallEstate.healthy.json)
    try folder.write("in/b.json", other)
    for epoch in ["1795392000", "1795996800"] {
      let run = try await Command.run(
        ["scan", "in", "--history", "h.db", "--report", "text", "--report", "json=r.json"],
        in: folder.url, environment: ["SOURCE_DATE_EPOCH": epoch])
      let again = try await Command.run("report", "r.json", "--report", "text", in: folder.url)
      let shown = try await Command.run("history", "h.db", in: folder.url)
      for text in [run.text, again.text, shown.text] {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let says = words.contains(
          "shows nothing of data center dc-2 (last in the run of 2026-11-23), which earlier runs show"
        )
        #expect(says == (epoch == "1795996800"), "\(text)")
      }
      if epoch == "1795392000" {
        try FileManager.default.removeItem(at: folder.url.appending(path: "in/b.json"))
      }
    }
    let json = try await Command.run("history", "h.db", "--format", "json", in: folder.url)
    #expect(json.text.contains(#""unseenDatacenters":["#) && json.text.contains("\"dc-2\""))
  }

  @Test("history shows the runs and what is open, in every form")
  func shown() async throws {
    let folder = try TemporaryFolder()
    _ = try await Self.scan([.oneZone, .healthy, .noMaster], in: folder, ["--quiet"])
    let text = try await Command.run("history", "h.db", in: folder.url)
    #expect(text.exitCode == 0, "\(text.errorText)")
    for words in ["h.db: 3 runs", "2026-11-30  compliant", "Open (1)", "FAIL error master-missing"]
    {
      #expect(text.text.contains(words), "\(words)\n\(text.text)")
    }
    let json = try await Command.run("history", "h.db", "--format", "json", in: folder.url)
    let object = try #require(
      try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    let title = #"failover group 85.215.1.1 on LAN 1 "internet" in data center "office""#
    #expect(text.text.contains(title))
    #expect((object["runs"] as? [Any])?.count == 3)
    #expect((object["open"] as? [Any])?.count == 1)
    let csv = try await Command.run(
      "history", "h.db", "--format", "csv", "--runs", "2", in: folder.url)
    #expect(csv.text.split(separator: "\r\n").count == 3)
  }

  @Test("SARIF gives the state of each finding, and the page the trend")
  func reports() async throws {
    let folder = try TemporaryFolder()
    _ = try await Self.scan(
      [.oneZone, .oneZone], in: folder,
      [
        "--report", "sarif=a.sarif", "--report", "html=a.html", "--report", "json=a.json",
        "--quiet",
      ])
    #expect(try folder.text("a.sarif").contains("\"baselineState\":\"unchanged\""))
    #expect(
      try folder.text("a.sarif").contains("\"firstDetectionTimeUtc\":\"2026-11-23T00:00:00Z\""))
    #expect(try folder.text("a.html").contains("id=\"history\""))
    #expect(try folder.text("a.html").contains("open since 2026-11-23 (7 days)"))
    let again = try await Command.shell(
      """
      for format in sarif html json; do
        "$FAILOVER_AUDIT" report a.json --report $format=b.$format --quiet; cmp a.$format b.$format || exit 9
      done
      """, in: folder.url)
    #expect(again.exitCode == 0, "\(again.text)\(again.errorText)")
  }

  @Test("a history of another program, a damaged one and anything but a file are refused by name")
  func refused() async throws {
    let folder = try TemporaryFolder()
    _ = try await Self.scan([.oneZone], in: folder, ["--quiet"])
    let good = try Data(contentsOf: folder.url.appendingPathComponent("h.db"))
    try folder.write("text.db", "this is no database, but a text that is long enough to be read")
    try folder.write("cut.db", good.prefix(good.count / 2))
    var bad = good
    for index in 5000..<min(good.count, 9000) { bad[index] = 0x5A }
    try folder.write("bad.db", bad)
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("dir.db"), withIntermediateDirectories: true)
    for name in ["text.db", "cut.db", "bad.db", "dir.db"] {
      for arguments in [["history", name], ["scan", "estate.json", "--history", name, "--quiet"]] {
        let run = try await Command.run(arguments, in: folder.url)
        #expect(run.exitCode == 64, "\(arguments) \(run.exitCode)")
        #expect(run.errorText.contains(name), "\(run.errorText)")
      }
    }
    #expect(try Data(contentsOf: folder.url.appendingPathComponent("bad.db")) == bad)
    let missing = try await Command.run("history", "none.db", in: folder.url)
    #expect(missing.exitCode == 64)
  }

  @Test("programs that write at once all get their run in")
  func writers() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    let run = try await Command.shell(
      """
      export SOURCE_DATE_EPOCH=1795392000
      for i in 1 2 3 4 5 6; do
        "$FAILOVER_AUDIT" scan estate.json --history h.db --quiet --jobs 1 & pids="$pids $!"
      done
      for pid in $pids; do wait $pid; echo $?; done
      "$FAILOVER_AUDIT" history h.db --format csv | wc -l
      """, in: folder.url)
    #expect(run.text == "1\n1\n1\n1\n1\n1\n7\n", "\(run.text)\(run.errorText)")
  }

  @Test("killed at any moment, a history holds each run whole or not at all")
  func killed() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    let run = try await Command.shell(
      """
      "$FAILOVER_AUDIT" scan estate.json --history h.db --quiet
      for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        "$FAILOVER_AUDIT" scan estate.json --history h.db --quiet --jobs 1 & pid=$!
        sleep 0.0$((i * 4 / 10))$((i * 4 % 10)); kill -KILL $pid 2>/dev/null; wait $pid
        "$FAILOVER_AUDIT" history h.db >/dev/null || exit 9
      done 2>/dev/null
      "$FAILOVER_AUDIT" scan estate.json --history h.db --report text --jobs 1
      """, in: folder.url)
    #expect(run.exitCode == 1, "\(run.text)\(run.errorText)")
    #expect(run.text.contains("open since") || run.text.contains("run 2 of"), "\(run.text)")
  }
}
