import Foundation
import TestSupport
import Testing

/// What `compare --fail-on-new` must not let through.
@Suite("The gate on what is new")
struct CompareGateTests {
  private static let epoch = WaiversTests.epoch

  /// Scans an estate twice, with options and times of each, and puts the reports through the gate.
  private static func gate(
    _ estates: (String, String), _ options: ([String], [String]) = ([], []),
    times: (String, String) = (epoch, epoch)
  ) async throws -> Command.Result {
    let folder = try TemporaryFolder()
    for (name, estate, options, time) in [
      ("old", estates.0, options.0, times.0), ("new", estates.1, options.1, times.1),
    ] {
      try folder.write("estate.json", estate)
      _ = try await Command.run(
        ["scan", "estate.json", "--report", "json=\(name).json", "--quiet"] + options,
        in: folder.url, environment: ["SOURCE_DATE_EPOCH": time])
    }
    return try await Command.run(
      ["compare", "old.json", "new.json", "--fail-on-new"], in: folder.url)
  }

  private static let (healthy, oneZone) = (SmallEstate.healthy.json, SmallEstate.oneZone.json)

  @Test(
    "what counted before and no longer counts is not green",
    arguments: [["--fail-on", "error"], ["--severity", "single-zone-group=note"]])
  func lowered(options: [String]) async throws {
    let run = try await Self.gate((Self.healthy, Self.oneZone), ([], options))
    #expect(run.exitCode == 2, "\(run.text)\(run.errorText)")
    #expect(run.errorText.contains("single-zone-group"), "\(run.errorText)")
  }

  @Test("a data center missing from the new export is not green, and is named")
  func gone() async throws {
    let other = Self.healthy.replacing("dc-1", with: "dc-2")
    let run = try await Self.gate((Self.oneZone, other))
    #expect(run.exitCode == 2, "\(run.text)\(run.errorText)")
    #expect(run.errorText.contains("no longer judged"), "\(run.errorText)")
    let text = run.text.prefix(600)
    #expect(
      text.contains("no longer judged: the new report shows nothing of data center"), "\(text)")
  }

  @Test("reports in the wrong order are not green, equal times are")
  func order() async throws {
    let later = String((Int(Self.epoch) ?? 0) + 60)
    let wrong = try await Self.gate((Self.healthy, Self.healthy), times: (later, Self.epoch))
    #expect(wrong.exitCode == 2 && wrong.errorText.contains("older"), "\(wrong.errorText)")
    let right = try await Self.gate((Self.healthy, Self.healthy))
    #expect(right.exitCode == 0, "\(right.errorText)")
  }

  @Test("a report of older data fixes nothing, and a report of data without a time says so")
  func olderData() async throws {
    func dated(_ estate: SmallEstate, _ time: String?) async throws -> String {
      let folder = try TemporaryFolder()
      try folder.write("estate.json", estate.json)
      let run = try await Command.run("convert", "estate.json", "--to", "json", in: folder.url)
      let start = #"{"format": "failover-inventory/1""#
      #expect(run.text.hasPrefix(start))
      let member = time.map { #", "exportedAt": "\#($0)""# } ?? ""
      return start + member + run.text.dropFirst(start.count)
    }
    let later = String((Int(Self.epoch) ?? 0) + 60)
    let times = (Self.epoch, later)
    let (monday, tuesday) = ("2026-11-21T02:00:00Z", "2026-11-22T02:00:00Z")
    let broken = try await dated(.oneZone, tuesday)
    let older = try await Self.gate((broken, dated(.healthy, monday)), times: times)
    #expect(older.exitCode == 2, "\(older.text)\(older.errorText)")
    for text in [older.text, older.errorText] {
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("the data of the new report (\(monday)) is older"), "\(words)")
    }
    let newer = try await Self.gate(
      (dated(.oneZone, monday), dated(.healthy, tuesday)), times: times)
    #expect(newer.exitCode == 0, "\(newer.text)\(newer.errorText)")
    let without = try await Self.gate((broken, dated(.healthy, nil)), times: times)
    #expect(without.exitCode == 0, "\(without.text)\(without.errorText)")
    let words = without.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("does not say when its data was exported"), "\(words)")
  }

  @Test("where nothing was examined nothing is proven, even if that was so before")
  func empty() async throws {
    let empty =
      "{\"datacenters\": {\"id\": \"datacenters\", \"type\": \"collection\", \"items\": []}}"
    let run = try await Self.gate((empty, empty))
    #expect(run.exitCode == 2, "\(run.text)\(run.errorText)")
    #expect(run.errorText.contains("nothing was examined"), "\(run.errorText)")
  }

  @Test("where no rule had a subject nothing is proven, even if that was so before")
  func noSubjects() async throws {
    let options = ["--select", "waivers"]
    let run = try await Self.gate((Self.healthy, Self.healthy), (options, options))
    #expect(run.exitCode == 2, "\(run.text)\(run.errorText)")
    #expect(run.errorText.contains("nothing was examined"), "\(run.errorText)")
  }

  @Test("a rule that broke is not green, whatever its severity and whatever may be unknown")
  func broken() async throws {
    let rules = Command.packageRoot.appendingPathComponent("Examples/rules").path
    let options = ["--rules", rules, "--allow-unknown", "--fail-on", "error"]
    let run = try await Self.gate(
      (Self.healthy, Self.healthy), (options + ["--allow-programs"], options))
    #expect(run.exitCode == 2, "\(run.text)\(run.errorText)")
    #expect(run.errorText.contains("broke"), "\(run.errorText)")
  }

  @Test("leaving out less is not a gap")
  func fewerGaps() async throws {
    let options = ["--allow-unknown"]
    let worse = try await Self.gate(
      (Self.healthy, SmallEstate.cutOff.json), ([], []))
    #expect(worse.exitCode == 2, "\(worse.errorText)")
    let better = try await Self.gate((SmallEstate.cutOff.json, Self.healthy), (options, []))
    #expect(better.exitCode == 0, "\(better.errorText)")
  }
}
