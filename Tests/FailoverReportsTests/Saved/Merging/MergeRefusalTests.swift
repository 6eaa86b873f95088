import FailoverAudit
import FailoverBase
import FailoverInventory
import Testing

@testable import FailoverArchive
@testable import FailoverReports

@Suite struct MergeRefusalTests {
  private static func export(
    _ name: String, datacenter: String = "dc-1", lan: Int = 1, address: String = "85.215.1.1",
    nic: String = "nic-1"
  ) -> ContractEstate.Document {
    let group = #"{"ip":"\#(address)","nicUuid":"\#(nic)"}"#
    let server =
      #"{"id":"server-\#(nic)","properties":{},"entities":{"nics":{"items":["#
      + #"{"id":"\#(nic)","properties":{"lan":\#(lan),"ips":["\#(address)"]}}]}}}"#
    let text =
      #"{"id":"datacenters","type":"collection","href":"/datacenters","items":[{"id":"\#(datacenter)","type":"datacenter","properties":{},"entities":"#
      + #"{"lans":{"items":[{"id":"\#(lan)","properties":{"ipFailover":[\#(group)]}}]},"#
      + #""servers":{"items":[\#(server)]}}}]}"#
    return (name, Array(text.utf8))
  }

  private static let other = export(
    "b.json", datacenter: "dc-2", address: "85.215.1.2", nic: "nic-2")

  private func refusal(
    _ first: ContractEstate.Document, _ second: ContractEstate.Document,
    _ audit: ContractAudit = ContractAudit()
  ) async throws -> String? {
    audit.refusal([try await audit.saved([first]), try await audit.saved([second])])
  }

  // MARK: Overlaps

  @Test("The estates of these tests merge where nothing overlaps")
  func disjoint() async throws {
    let audit = ContractAudit()
    let files = [
      try await audit.saved([Self.export("a.json")]), try await audit.saved([Self.other]),
    ]
    let report = try audit.merged(files).report
    #expect(
      report.groups.map(\.subject.name) == ["group/dc-1/1/85.215.1.1", "group/dc-2/1/85.215.1.2"])
    #expect(report.estate.nics == 2)
  }

  @Test("Inputs of one name, and of the same bytes, are refused")
  func inputs() async throws {
    #expect(
      try await refusal(Self.export("a.json"), ("a.json", Self.other.bytes))
        == "the input a.json is in A and in B: reports must be of different inputs; if these are two "
        + "files, scan with --names-below gives them different names")
    #expect(
      try await refusal(Self.export("a.json"), Self.export("b.json"))
        == "A and B are of the same bytes: the inputs a.json and b.json have one SHA-256")
  }

  @Test("Lists without a record have the same bytes in two contracts, which is not an overlap")
  func emptyLists() async throws {
    let audit = ContractAudit()
    let list = Array(#"{"id":"ipblocks","type":"collection","items":[]}"#.utf8)
    let first = try await audit.saved([Self.export("a.json"), ("a/ipblocks.json", list)])
    let second = try await audit.saved([Self.other, ("b/ipblocks.json", list)])
    #expect(audit.refusal([first, second]) == nil)
  }

  @Test("A data center in two reports is refused, also if they show other LANs of it")
  func datacenters() async throws {
    let second = Self.export("b.json", lan: 2, address: "85.215.1.2", nic: "nic-2")
    #expect(
      try await refusal(Self.export("a.json"), second)
        == "the data center dc-1 is in A and in B: reports that are merged must be of different parts of "
        + "the estate")
  }

  @Test("A subject in two reports is refused by its name")
  func subjects() async throws {
    let second = Self.export("b.json", datacenter: "dc-2", address: "85.215.1.2", nic: "nic-1")
    let sentence = try #require(try await refusal(Self.export("a.json"), second))
    #expect(
      sentence
        == "nic/nic-1 is in A and in B: reports that are merged must be of different parts of the estate"
    )
  }

  @Test(
    "A group address in two reports is refused, for it would be a violation",
    arguments: [
      ("85.215.1.1", "85.215.1.1"), ("10.0.0.1", "10.0.0.1"), ("2001:db8::1", "2001:DB8:0::1"),
    ])
  func addresses(_ first: String, _ second: String) async throws {
    let sentence = try #require(
      try await refusal(
        Self.export("a.json", address: first),
        Self.export("b.json", datacenter: "dc-2", address: second, nic: "nic-2")))
    #expect(
      sentence
        == "A and B both have a failover group of \(first): audited together that is a violation, which "
        + "neither of them reports; audit the exports together")
  }

  @Test("A text that is not an address may be in groups of two reports")
  func texts() async throws {
    let second = Self.export("b.json", datacenter: "dc-2", address: "web", nic: "nic-2")
    #expect(try await refusal(Self.export("a.json", address: "web"), second) == nil)
  }

  // MARK: What must agree

  static let differences: [(String, @Sendable (inout ContractAudit) -> Void)] = [
    ("versions of failover-audit differ", { $0.version = "9.9.8" }),
    ("the settings differ in failOn", { $0.settings.failOn = .note }),
    ("the settings differ in allowUnknown", { $0.settings.allowUnknown = true }),
    ("the settings differ in selected", { $0.settings.selected = ["master"] }),
    ("the settings differ in skipped", { $0.settings.skipped = ["master"] }),
    (
      "the settings differ in parameters",
      { $0.settings.parameters = ["single-zone-group.minimum-zones": 3] }
    ),
    ("the settings differ in ownRanges", { $0.settings.ownRanges = ["198.51.100.0/24"] }),
    ("the settings differ in severities", { $0.settings.severities = ["master-missing": .note] }),
    ("the settings differ in ignoresWaivers", { $0.settings.ignoresWaivers = true }),
    ("the settings differ in datacenters", { $0.settings.datacenters = ["dc-2"] }),
    ("only one of them ran master-missing", { $0.skipped = ["master-missing"] }),
    ("one says when it was made, the other does not", { $0.time = nil }),
  ]

  @Test("Reports that were not made alike are refused", arguments: differences.indices)
  func unlike(_ index: Int) async throws {
    let (sentence, change) = Self.differences[index]
    var changed = ContractAudit()
    change(&changed)
    let audit = ContractAudit()
    let files = [
      try await audit.saved([Self.export("a.json")]), try await changed.saved([Self.other]),
    ]
    #expect(
      audit.refusal(files) == "A and B were not made alike and cannot be merged: \(sentence)")
  }

  // MARK: What may differ

  private func configured(
    _ file: FileDigest?, _ document: ContractEstate.Document
  ) async throws -> TemporaryReport {
    var audit = ContractAudit()
    audit.configuration = file
    return try await audit.saved([document])
  }

  @Test("A configuration of one content and two names is one, and nothing is said of it")
  func configurationNames() async throws {
    let report = try ContractAudit().merged([
      try await configured(FileDigest(file: "b/f.yml", sha256: "12"), Self.other),
      try await configured(FileDigest(file: "a/f.yml", sha256: "12"), Self.export("a.json")),
    ]).report
    #expect(report.configuration == FileDigest(file: "a/f.yml", sha256: "12"))
    #expect(!report.assumptions.contains { $0.contains("configuration") })
  }

  @Test("Configurations of other contents that set the same are reported, in any order and steps")
  func configurations() async throws {
    let audit = ContractAudit()
    let third = Self.export("c.json", datacenter: "dc-3", address: "85.215.1.3", nic: "nic-3")
    let files = [
      try await configured(FileDigest(file: "f.yml", sha256: "34"), Self.export("a.json")),
      try await configured(nil, Self.other),
      try await configured(FileDigest(file: "g.yml", sha256: "12"), third),
    ]
    let report = try audit.merged(files).report
    #expect(report.configuration == FileDigest(file: "g.yml", sha256: "12"))
    #expect(
      report.assumptions.filter { $0.contains("configuration") } == [
        "A merged report was made with a configuration file of SHA-256 12, with the same settings and rules",
        "A merged report was made with a configuration file of SHA-256 34, with the same settings and rules",
        "A merged report was made without a configuration file, with the same settings and rules",
      ])
    let whole = try bytes(JSONReporter(), report)
    for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1]] {
      let first = try audit.merged([files[order[0]], files[order[1]]]).report
      let saved = try TemporaryReport(bytes(JSONReporter(), first))
      let steps = try audit.merged([saved, files[order[2]]]).report
      #expect(try bytes(JSONReporter(), steps) == whole)
    }
  }

  @Test("What was left out of the inputs may differ, and all of it is reported")
  func leftOut() async throws {
    var other = ContractAudit()
    other.settings.leftOut = ["1 empty hidden file left out: .gitkeep"]
    let audit = ContractAudit()
    let files = [
      try await audit.saved([Self.export("a.json")]), try await other.saved([Self.other]),
    ]
    #expect(audit.refusal(files) == nil)
    #expect(try audit.merged(files).report.settings.leftOut == other.settings.leftOut)
  }

  // MARK: Files that are not what they should be

  @Test(
    "What somebody changed in a report is refused",
    arguments: [
      (#""title": ""#, #""title": "other "#, "is declared in two ways"),
      (#""ruleSetDigest": ""#, #""ruleSetDigest": "0"#, "the rule sets differ in what they check"),
      (#""contracts": "#, #""former": "#, "does not say which contracts it is about"),
      (#"{"numbers":[]"#, #"{"numbers":7"#, #"the member "numbers" must be an array"#),
      (
        #""subject":"export/b.json""#, #""subject":"export/c.json""#,
        "it judges export/c.json, which is none of its inputs"
      ),
    ])
  func changed(_ old: String, _ new: String, _ sentence: String) async throws {
    let audit = ContractAudit()
    let text = try text(JSONReporter(), await audit.report([Self.other]))
    let place = try #require(text.firstRange(of: old))
    let file = try TemporaryReport(text[..<place.lowerBound] + new + text[place.upperBound...])
    let refusal = audit.refusal([try await audit.saved([Self.export("a.json")]), file])
    #expect(refusal?.contains(sentence) == true, "\(refusal ?? "merged")")
  }

  @Test("Counts that together are too large to be read again are refused")
  func hugeCounts() async throws {
    let audit = ContractAudit()
    var files: [TemporaryReport] = []
    for document in [Self.export("a.json"), Self.other] {
      let text = try text(JSONReporter(), await audit.report([document]))
      files.append(
        try TemporaryReport(
          text.replacing(#""servers":1,"lans""#, with: #""servers":9007199254740991,"lans""#)))
    }
    #expect(audit.refusal([files[0]]) == nil)
    #expect(audit.refusal(files) == "refused: the reports have more than can be counted")
  }

  @Test("Subjects that are not in the order of their names are refused")
  func disorder() async throws {
    let audit = ContractAudit()
    let third = Self.export("c.json", datacenter: "dc-3", address: "85.215.1.3", nic: "nic-3")
    let text = try text(JSONReporter(), await audit.report([Self.other, third]))
    let swapped = text.replacing("dc-2", with: "dc-x").replacing("dc-3", with: "dc-2")
    let refusal = try #require(
      audit.refusal([
        try await audit.saved([Self.export("a.json")]), try TemporaryReport(swapped),
      ]))
    #expect(
      refusal
        == "B cannot be merged: the list of groups has group/dc-2/1/85.215.1.3 after "
        + "group/dc-x/1/85.215.1.2, which is not the order of names")
  }

  @Test("A ledger is refused: it does not say what was read")
  func ledgers() async throws {
    let audit = ContractAudit()
    let ledger = try TemporaryReport(
      bytes(LedgerReporter(), await audit.report([Self.export("a.json")])))
    #expect(
      audit.refusal([ledger])
        == "A is a ledger, which does not say what was read; merge reports saved as JSON")
  }

  @Test("A report that changes after merging began is reported")
  func laterChange() async throws {
    let audit = ContractAudit()
    let file = try await audit.saved([Self.export("a.json")])
    let other = try await audit.saved([Self.other])
    let merged = try audit.merged([file, other])
    try merged.check()
    try file.write(Array("{}".utf8))
    #expect(throws: UnusableReport.self) { try merged.check() }
  }

  @Test("More reports than can be open are refused")
  func many() {
    #expect(throws: MergeRefusal.self) {
      try MergedReport(
        Array(repeating: "x", count: MergedReport.mostReports + 1), rules: [], toolVersion: "1")
    }
  }
}

@Suite struct MergeHeapTests {
  @Test("Elements come out in order")
  func order() {
    var heap = MergeHeap<Int> { $0 < $1 }
    for number in 0..<100 { heap.push(number * 37 % 101) }
    var sorted: [Int] = []
    while let first = heap.first {
      sorted.append(first)
      heap.removeFirst()
    }
    #expect(sorted == (0..<100).map { $0 * 37 % 101 }.sorted())
  }

  @Test("A row is found in the report that it comes from, whichever is asked for")
  func rows() {
    var rows = MergedRows()
    var expected: [[Int]] = []
    var next = [0, 0, 0]
    for step in 0..<200 {
      let part = step / 7 % 3
      let isTaken = rows.append(part: part, row: next[part])
      #expect(isTaken)
      expected.append([part, next[part]])
      next[part] += 1
    }
    #expect(expected.indices.map { [rows[$0].part, rows[$0].row] } == expected)
    var all: [[Int]] = []
    rows.each { all.append([$0, $1]) }
    #expect(all == expected)
  }
}
