import FailoverAudit
import Foundation
import TestSupport
import Testing

/// A line of the ledger.
struct LedgerLine: Decodable {
  struct Evidence: Decodable {
    let about: String
    let value: String
    let input: String?
    let line: Int?
    let pointer: String?
  }
  struct Finding: Decodable { let evidence: [Evidence] }
  let rule: String
  let subject: String
  let outcome: String
  let severity: String
  let message: String?
  let evidence: [Evidence]?
  let input: String?
  let line: Int?
  let pointer: String?
  let fingerprint: String?
  let findings: [Finding]?

  /// Every place that it names: input, line and pointer, its own and those of its evidence.
  var places: [(String?, Int?, String?)] {
    let evidence = (evidence ?? []) + (findings ?? []).flatMap(\.evidence)
    return [(input, line, pointer)] + evidence.map { ($0.input, $0.line, $0.pointer) }
  }

  static func lines(of text: String) throws -> [LedgerLine] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(LedgerLine.self, from: Data($0.utf8))
    }
  }
}

/// The ledger of the sample estate: complete, and true to the files that it points into.
@Suite("The ledger of the sample estate")
struct LedgerTests {
  private func ledger() async throws -> [LedgerLine] {
    let run = try await Command.run("scan", "reports/estate", "--report", "ledger")
    #expect(run.exitCode == 1)
    return try LedgerLine.lines(of: run.text)
  }

  @Test("its lines are the outcomes that the JSON report counts, rule by rule")
  func complete() async throws {
    let lines = try await ledger()
    let run = try await Command.run("scan", "reports/estate", "--report", "json")
    let report = try JSONDecoder().decode(AuditReport.self, from: run.output)
    #expect(lines.count == report.counts.sum)
    let withoutEvidence = RulesCommandTests.ids.filter {
      !RulesCommandTests.aboutSoftware.contains($0)
    }
    #expect(report.rules.map(\.id) == withoutEvidence)
    for rule in report.rules {
      let own = lines.filter { $0.rule == rule.id }
      #expect(own.count == rule.counts.sum, "\(rule.id)")
      #expect(own.count { $0.outcome == "fail" } == rule.counts.fail, "\(rule.id)")
      #expect(own.count { $0.outcome == "unknown" } == rule.counts.unknown, "\(rule.id)")
      #expect(own.count { $0.outcome == "pass" } == rule.counts.pass, "\(rule.id)")
    }
    let groupRules = ["several-masters", "single-server-group", "zone-loss-outage"]
    for rule in groupRules {
      #expect(lines.count { $0.rule == rule } == report.estate.groups, "one for each group")
    }
  }

  @Test("rule and subject together are there once, and so is each fingerprint")
  func unique() async throws {
    let lines = try await ledger()
    #expect(Set(lines.map { $0.rule + " " + $0.subject }).count == lines.count)
    let fingerprints = lines.compactMap(\.fingerprint)
    #expect(fingerprints.count > 20)
    #expect(Set(fingerprints).count == fingerprints.count)
  }

  @Test("outcomes other than a pass say why; fail and unknown also say where")
  func reasons() async throws {
    for line in try await ledger() where line.outcome != "pass" {
      #expect(line.message?.isEmpty == false && line.fingerprint?.count == 32)
      if line.outcome == "notApplicable" { continue }
      #expect(line.input != nil && line.line != nil, "\(line.rule) \(line.subject)")
    }
  }

  @Test("every pointer leads to a value, which begins on the line given")
  func places() async throws {
    var trees: [String: LocatedJSON] = [:]
    var checked = 0
    var wrong: [String] = []
    for line in try await ledger() {
      for case (let input?, let number?, let pointer?) in line.places {
        let tree = try trees[input] ?? Self.tree(input)
        trees[input] = tree
        checked += 1
        if tree.value(at: pointer)?.line == number { continue }
        wrong.append("\(line.rule) \(line.subject): \(input):\(number) is not at \"\(pointer)\"")
      }
    }
    #expect(checked > 100 && trees.count > 3)
    #expect(wrong.isEmpty)
  }

  private static func tree(_ input: String) throws -> LocatedJSON {
    let file = Command.packageRoot.appendingPathComponent("reports/estate/" + input)
    return LocatedJSON(String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  @Test("a group's place is an entry of a failover list that names its address")
  func groupPlaces() async throws {
    for line in try await ledger() where line.subject.hasPrefix("group/") {
      guard let input = line.input, let pointer = line.pointer else { continue }
      let address = line.subject.split(separator: "/").last.map(String.init)
      let found = try Self.tree(input).value(at: pointer + "/ip")
      guard case .scalar(let ip)? = found?.value else {
        Issue.record("\(input) \(pointer) is no failover entry")
        continue
      }
      #expect(ip == address)
    }
  }

  @Test("a place in newline-delimited JSON counts from the document on its line")
  func newlineDelimited() async throws {
    let folder = try TemporaryFolder()
    let one = SmallEstate.oneZone.json.replacing("\n", with: " ")
    let text = #"{"id": "ipblocks", "type": "collection", "items": []}"# + "\n" + one + "\n"
    try folder.write("lines", text)
    let run = try await Command.run("scan", "lines", "--report", "ledger", in: folder.url)
    let failed = try LedgerLine.lines(of: run.text).filter { $0.outcome == "fail" }
    #expect(failed.map(\.rule) == ["single-zone-group"])
    #expect(failed.first?.line == 2)
    let pointer = try #require(failed.first?.pointer)
    #expect(LocatedJSON(one).value(at: pointer + "/ip") != nil, "\(pointer)")
  }

  @Test("what reports/README.md says is wrong with a group is what the ledger finds")
  func readme() async throws {
    let readme = try String(
      contentsOf: Command.packageRoot.appendingPathComponent("reports/README.md"), encoding: .utf8)
    let lines = try await ledger()
    let known = Set(lines.map(\.rule))
    var rows = 0
    // Problems of a LAN, an address, a NIC or a block are reported in the rows of its groups.
    let otherRules: Set<String> = [
      "master-concentration", "duplicate-address", "firewall-blocks-vrrp",
      "address-right-without-operator", "single-address-operator",
    ]
    let folder = Command.packageRoot.appendingPathComponent("rules").path
    let inSQL = Set(
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }
        .map { String($0.dropLast(4)) })
    for row in readme.split(separator: "\n") {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5, cells[0].first?.isNumber == true else { continue }
      rows += 1
      let lan = cells[1].split(separator: " ").first.map(String.init) ?? ""
      let told = cells[4].matches(of: /`([a-z0-9-]+)`( \(unknown\))?/)
      for outcome in ["fail", "unknown"] {
        let expected = told.filter { ($0.2 == nil) == (outcome == "fail") }.map { String($0.1) }
        let found = lines.filter {
          $0.subject.hasPrefix("group/") && $0.subject.hasSuffix("/\(lan)/\(cells[0])")
            && $0.outcome == outcome
        }.map(\.rule)
        #expect(
          Set(found).subtracting(inSQL)
            == Set(expected).intersection(known).subtracting(otherRules),
          "\(cells[0]) on LAN \(lan): \(outcome)")
      }
    }
    #expect(rows == 33)
  }
}
