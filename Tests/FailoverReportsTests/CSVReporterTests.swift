import FailoverAudit
import Testing

@testable import FailoverReports

@Suite struct CSVReporterTests {
  struct Broken: Error {}

  /// The cells of a table, read as RFC 4180 says and no other way.
  static func rows(_ bytes: [UInt8]) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      row.append(try takeCell(&rest))
      if rest.starts(with: [0x2C]) {
        rest = rest.dropFirst()
      } else if rest.starts(with: [0x0D, 0x0A]) {
        rest = rest.dropFirst(2)
        rows.append(row)
        row = []
      } else {
        throw Broken()
      }
    }
    guard row.isEmpty else { throw Broken() }
    return rows
  }

  private static func takeCell(_ rest: inout ArraySlice<UInt8>) throws -> String {
    guard rest.first == 0x22 else {
      let cell = rest.prefix { ![0x2C, 0x0D, 0x0A].contains($0) }
      guard !cell.contains(0x22) else { throw Broken() }
      rest = rest.dropFirst(cell.count)
      return String(decoding: cell, as: UTF8.self)
    }
    var cell: [UInt8] = []
    rest = rest.dropFirst()
    while true {
      let part = rest.prefix { $0 != 0x22 }
      cell += part
      rest = rest.dropFirst(part.count)
      guard !rest.isEmpty else { throw Broken() }
      rest = rest.dropFirst()
      guard rest.first == 0x22 else { return String(decoding: cell, as: UTF8.self) }
      cell.append(0x22)
      rest = rest.dropFirst()
    }
  }

  static func table(_ sample: SampleReport) throws -> [[String: String]] {
    let rows = try rows(bytes(CSVReporter(), sample.report))
    #expect(rows[0] == CSVReporter.columns)
    #expect(rows.allSatisfy { $0.count == CSVReporter.columns.count })
    return rows.dropFirst().map {
      Dictionary(uniqueKeysWithValues: zip(CSVReporter.columns, $0))
    }
  }

  @Test("There is a row for each outcome, then for what was not looked at")
  func outcomes() throws {
    #expect(
      try Self.table(.everyOutcome).map { $0["outcome"] } == [
        "fail", "pass", "fail", "fail", "unknown", "notApplicable", "error", "waived", "pass",
        "baselined", "partly read", "refused", "export-gap",
      ])
    #expect(try Self.table(.nothing).map { $0["outcome"] } == ["nothing-examined"])
  }

  @Test("A fail fills its cells")
  func fail() throws {
    let row = try #require(try Self.table(.everyOutcome).first)
    #expect(row["subject"] == "nic/n1")
    #expect(row["datacenter"] == "Frankfurt")
    #expect(row["record"] == "eth0")
    #expect(row["groups"] == "group/dc-1/2/192.0.2.1")
    let subject = #"NIC "eth0" (n1) in data center "Frankfurt""#
    #expect(row["message"] == "\(subject): 1. dhcp differs; 2. name differs")
    #expect(row["evidence"] == "member nic/n1: server s1 (a.json:9); minimum-servers: 2")
    #expect([row["input"], row["line"], row["pointer"]] == ["a.json", "7", "/items/0"])
    #expect(
      row["fingerprint"]
        == Fingerprint.of(rule: "conflicting-records", subject: "nic/n1", facet: "dhcp"))
  }

  @Test("A pass shows only its rule and the name of its subject")
  func pass() throws {
    let row = try Self.table(.everyOutcome)[1]
    let filled = row.filter { !$0.value.isEmpty }
    #expect(
      filled == [
        "outcome": "pass", "severity": "error", "rule": "conflicting-records",
        "family": "redundancy", "subject": "nic/n2",
      ])
  }

  @Test("A waived failure shows until when, why, for whom and by whom")
  func waived() throws {
    let row = try #require(try Self.table(.everyOutcome).first { $0["outcome"] == "waived" })
    #expect(
      [row["waived_until"], row["waiver_reason"], row["waiver_owner"], row["waiver_approver"]] == [
        "2027-01-31", "The second server comes in January", "Network operations", "Ada Example",
      ])
  }

  @Test("No cell is a formula, wherever a spreadsheet cuts")
  func formulas() throws {
    for sample in [.everyOutcome] + SampleReport.corpus {
      for cell in try Self.rows(bytes(CSVReporter(), sample.report)).joined() {
        for part in cell.split(separator: ";") {
          let start = part.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\"" }
          #expect(start.map { !"=+-@＝＋－＠\t\r".unicodeScalars.contains($0) } != false, "\(sample)")
        }
      }
    }
  }

  @Test("Cells are quoted and guarded only where they have to be")
  func cells() {
    #expect(CSVText.cell("a b: c-d") == "a b: c-d")
    #expect(CSVText.cell("a,\"b\"") == #""a,""b""""#)
    #expect(CSVText.cell("=1") == "'=1")
    #expect(CSVText.cell(" \u{3000}@x") == "' \u{3000}@x")
    #expect(CSVText.cell("\"=1\"") == #""'""=1""""#)
    #expect(CSVText.cell("\t=1\n") == #"\u{9}=1\u{a}"#)
    #expect(CSVText.cell("a; -1;b") == "a;' -1;b")
    #expect(CSVText.cell("") == "")
  }
}
