import FailoverAudit
import FailoverBase
import FailoverInventory
import FoundationEssentials
import Testing

@testable import FailoverReports

@Suite struct HTMLReporterTests {
  static let samples =
    [SampleReport.everyOutcome, .hostileReport, .nothing, .many(groups: 30)] + SampleReport.corpus

  static func page(_ sample: SampleReport, _ limits: HTMLReporter.Limits = .init()) throws
    -> PageParser
  {
    try PageParser(try text(HTMLReporter(limits: limits), sample.report))
  }

  @Test(
    "A page holds nothing but tags and attributes of its own, whatever names say",
    arguments: samples)
  func noForeignMarkup(_ sample: SampleReport) throws {
    let page = try Self.page(sample)
    let own = try Self.page(.everyOutcome)
    let tags = Set(own.elements.map(\.name)).union(["circle", "i", "br", "code"])
    let attributes = Set(own.elements.flatMap(\.attributes.keys)).union(["cx", "cy", "r"])
    #expect(Set(page.elements.map(\.name)).subtracting(tags).isEmpty)
    #expect(Set(page.elements.flatMap(\.attributes.keys)).subtracting(attributes).isEmpty)
    #expect(attributes.allSatisfy { !$0.hasPrefix("on") && $0 != "style" && $0 != "src" })
  }

  @Test("Links lead into the page or to pages of the web", arguments: samples)
  func links(_ sample: SampleReport) throws {
    let links = try Self.page(sample).all("a").compactMap { $0.attributes["href"] }
    #expect(!links.isEmpty)
    #expect(
      links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("https://") || $0.hasPrefix("http://") })
  }

  @Test(
    "Every link into the page has its target",
    arguments: [SampleReport.everyOutcome, .many(groups: 30)])
  func targets(_ sample: SampleReport) throws {
    let page = try Self.page(sample)
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let links = page.all("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
    #expect(links.filter { !ids.contains(String($0.dropFirst())) } == [])
    let labels = page.elements.compactMap { $0.attributes["aria-labelledby"] }
    #expect(labels.filter { !ids.contains($0) } == [])
  }

  @Test(
    "The policy allows the page's own style sheet and script, by their digests, and nothing else")
  func policy() throws {
    let page = try Self.page(.everyOutcome)
    let policy = try #require(
      page.all("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?
        .attributes["content"])
    func digest(_ element: String) throws -> String {
      let content = try #require(page.raw[element])
      return Data(Hash.of(Array(content.utf8))).base64EncodedString()
    }
    let expected =
      "default-src 'none'; style-src 'sha256-\(try digest("style"))'; "
      + "script-src 'sha256-\(try digest("script"))'; base-uri 'none'; form-action 'none'"
    #expect(policy.replacing("&#39;", with: "'") == expected)
    for loading in ["url(", "@import", "http:", "https:", "fetch(", "import("] {
      #expect(page.raw.values.allSatisfy { !$0.contains(loading) })
    }
  }

  @Test("A file that writes HTML writes nothing else, so that all text is escaped")
  func sinks() throws {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/FailoverReports")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") && !$0.hasSuffix("/HTML.swift") }
    var pages = 0
    for name in names {
      let source = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      let puts = source.matches(of: /sink\.put\(\s*(html:)?/)
      let markup = puts.count { $0.1 != nil }
      if markup > 0 { pages += 1 }
      #expect(markup == 0 && !name.hasPrefix("HTML/") || markup == puts.count, "\(name)")
    }
    #expect(pages > 5)
  }

  @Test("Every finding is on the page: in full, in short or counted")
  func everyFinding() throws {
    var limits = HTMLReporter.Limits()
    limits.topics = 7
    limits.restBytes = 2000
    let written = try text(HTMLReporter(limits: limits), SampleReport.many(groups: 300).report)
    let page = try PageParser(written)
    let full = page.withClass("finding").count
    let short = page.all("li").count { $0.attributes["data-d"] != nil }
    let hidden = try #require(written.firstMatch(of: /([0-9,]+) further outcomes are counted/))
    #expect(full == 7 && short > 10)
    #expect(full + short + (Int(hidden.1.replacing(",", with: "")) ?? 0) == 300)
  }

  @Test("A sample with every outcome says each in words")
  func everyOutcome() throws {
    let written = try text(HTMLReporter(), SampleReport.everyOutcome.report)
    for words in [
      "Failed · error", "Unknown · error", "Rule broke · error", "Accepted · error",
      "The second server comes in January", "69 days left", "Ada Example",
      "only a part of it was examined",
      "b.json:3:4: no id", "nothing of it was examined", "supports evidence", "Put it right.",
    ] {
      #expect(written.lowercased().contains(words.lowercased()), "\(words)")
    }
  }

  @Test("A compliant verdict says what it rests on")
  func compliance() throws {
    func headline(_ change: (inout SampleReport) -> Void) throws -> String {
      var sample = SampleReport.many(groups: 7, failing: false)
      change(&sample)
      let page = try text(HTMLReporter(), sample.report)
      return String(try #require(page.firstMatch(of: /<h2 id="verdict">(.*?)</)).1)
    }
    let group = SampleReport.group("192.0.2.1")
    #expect(try headline { _ in } == "All 7 failover groups comply")
    #expect(
      try headline { $0.settings.skipped = ["master"] }
        == "All 7 failover groups comply with the 1 rule that was run")
    #expect(
      try headline { $0.rules = [] }
        == "Nothing failed, but no rule was put to the failover groups")
    #expect(
      try headline {
        $0.rules.append(SampleReport.rule("x", rows: [SampleReport.row(group, .unknown("x"))]))
      } == "No failover group fails, but 1 of 7 could not be judged")
    #expect(
      try headline {
        $0.rules.append(SampleReport.rule("x", .note, rows: [SampleReport.row(group, .fail("x"))]))
      } == "Nothing of severity warning or above is wrong; below it 1 outcome failed or is open")
    #expect(
      try headline {
        let waived = Judgement.waived([Finding("x")], SampleReport.waiver)
        $0.rules.append(SampleReport.rule("x", rows: [SampleReport.row(group, waived)]))
      } == "No failover group is at risk beyond what was accepted for 1 of 7")
  }

  @Test("Passes are counted, not listed")
  func manyPasses() throws {
    let passing = try text(HTMLReporter(), SampleReport.many(groups: 20_000, failing: false).report)
    #expect(passing.utf8.count < 60_000)
  }
}
