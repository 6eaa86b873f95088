import FailoverAudit
import FailoverInventory
import FailoverRules
import Testing

@testable import FailoverArchive
@testable import FailoverReports

@Suite struct MergedReportTests {
  /// What a report looks like in the formats that hold all of it.
  private func told(_ report: Report) throws -> [[UInt8]] {
    try [
      bytes(JSONReporter(), report), bytes(LedgerReporter(), report),
      bytes(TextReporter(verbose: true), report), bytes(HTMLReporter(), report),
    ]
  }

  @Test(
    "Audited one by one and merged, contracts have the bytes that they have audited together",
    arguments: 0..<10)
  func sameBytes(_ seed: Int) async throws {
    // Five and more are read in another way.
    let estate = ContractEstate(seed: UInt64(seed), contracts: 2 + seed % 5)
    let audit = ContractAudit()
    let whole = try told(await audit.report(estate.documents))
    var files: [TemporaryReport] = []
    for document in estate.documents { files.append(try await audit.saved([document])) }
    let merged = try audit.merged(files.reversed())
    #expect(try told(merged.report) == whole)
    try merged.check()
  }

  @Test("Reports can be merged in steps, in any order", arguments: 30..<33)
  func steps(_ seed: Int) async throws {
    let estate = ContractEstate(seed: UInt64(seed))
    let audit = ContractAudit()
    let whole = try told(await audit.report(estate.documents))
    var files: [TemporaryReport] = []
    for document in estate.documents { files.append(try await audit.saved([document])) }
    let two = try TemporaryReport(
      bytes(JSONReporter(), audit.merged([files[2], files[0]]).report))
    #expect(try told(audit.merged([files[3], two, files[1]]).report) == whole)
  }

  @Test("One report is what it was")
  func identity() async throws {
    let audit = ContractAudit(waivers: ContractWaivers.files)
    let report = try await audit.report(ContractEstate(seed: 3).documents)
    let file = try TemporaryReport(bytes(JSONReporter(), report))
    #expect(try told(ContractAudit().merged([file]).report) == told(report))
    #expect(try told(audit.merged([file]).report) == told(report))
  }

  @Test("The parts name the same gaps as one audit, the first of all")
  func gaps() async throws {
    let documents = (1...5).map { number in
      let id = "d\(6 - number)"
      let text = """
        {"id": "\(id)", "type": "datacenter", "properties": {"name": "dc \(number)", "location": "de/fra"},
         "entities": {"lans": {"id": "\(id)/lans", "items": [
           {"id": "1", "type": "lan", "properties": {"name": "one", "public": true, "ipFailover":
             [{"ip": "85.215.1.\(number)", "nicUuid": "n\(number)"}]}},
           {"id": "2", "type": "lan", "properties": {"name": "two", "public": true}}]}}}
        """
      return ContractEstate.Document("\(number).json", Array(text.utf8))
    }
    let audit = ContractAudit()
    let whole = try await audit.report(documents)
    #expect(whole.gaps.named(.datacenter).map(\.name) == (1...3).map { "datacenter/d\($0)" })
    #expect(
      whole.verdict.reasons.contains(
        "the export of data center \"dc 5\", data center \"dc 4\", data center \"dc 3\" and 2 more is "
          + "incomplete (see rule incomplete-export)"))
    var files: [TemporaryReport] = []
    for document in documents { files.append(try await audit.saved([document])) }
    #expect(try told(audit.merged(files.reversed()).report) == told(whole))
  }

  @Test("A contract without groups takes nothing from the others")
  func empty() async throws {
    let nothing = ContractEstate.Document(
      "empty.json", Array(#"{"id":"datacenters","type":"collection","items":[]}"#.utf8))
    let estate = ContractEstate(seed: 5)
    let audit = ContractAudit()
    let files = [try await audit.saved(estate.documents), try await audit.saved([nothing])]
    let whole = try await audit.report(estate.documents + [nothing])
    #expect(try told(audit.merged(files).report) == told(whole))
  }

  @Test("Contracts and owners are reported as if all had been read, but not as if audited as one")
  func contracts() async throws {
    let estate = ContractEstate(seed: 8)
    let parts = zip(estate.documents, ["12", "7"]).map { document, number in
      let contract =
        #"{"type":"contract","href":"/contracts","properties":{"contractNumber":\#(number)}}"#
      return [document, ("account-\(number).json", Array(contract.utf8))]
    }
    let audit = ContractAudit()
    let whole = try await audit.report(parts.flatMap(\.self))
    #expect(whole.assumptions.contains { $0.hasPrefix("The contracts 12, 7 are audited as one") })
    let files = [try await audit.saved(parts[0]), try await audit.saved(parts[1])]
    let merged = try audit.merged(files).report
    #expect(
      merged.assumptions.contains { $0.hasPrefix("The contracts 12, 7 were audited separately") })
    #expect(!merged.assumptions.contains { $0.contains("audited as one") })
    #expect(merged.assumptions.count == whole.assumptions.count)
  }

  @Test("Reports of different times are of the latest, and say so, in any order of merging")
  func times() async throws {
    let estate = ContractEstate(seed: 11)
    var files: [TemporaryReport] = []
    for (document, hour) in zip(estate.documents, ["04", "02", "03", "03"]) {
      let audit = ContractAudit(time: "2026-11-23T\(hour):00:00Z")
      files.append(try await audit.saved([document]))
    }
    let audit = ContractAudit()
    let merged = try audit.merged(files).report
    #expect(merged.time == "2026-11-23T04:00:00Z")
    #expect(
      merged.assumptions.last
        == "The audits that were merged ran from 2026-11-23T02:00:00Z to 2026-11-23T04:00:00Z: what they "
        + "say may not have been true together")
    let two = try TemporaryReport(
      bytes(JSONReporter(), audit.merged([files[1], files[2]]).report))
    #expect(try told(audit.merged([two, files[0], files[3]]).report) == told(merged))
  }

  @Test("A rule that broke without subjects in one of them still makes the whole incomplete")
  func faults() async throws {
    let estate = ContractEstate(seed: 2)
    let audit = ContractAudit()
    let report = try await audit.report([estate.documents[0]])
    let reason = "duplicate-address has no subjects here, and broke all the same: it slept"
    let broken = Report(
      toolVersion: report.toolVersion, ruleSetDigest: report.ruleSetDigest, time: report.time,
      inputs: report.inputs, settings: report.settings, estate: report.estate,
      contracts: report.contracts, ledger: report.ledger,
      verdict: Verdict(
        word: report.verdict.word == .compliant ? .incomplete : report.verdict.word,
        reasons: report.verdict.reasons + [reason, "something that only this report knows"]),
      assumptions: report.assumptions, gaps: report.gaps, groups: report.groups)
    let files = [
      try TemporaryReport(bytes(JSONReporter(), broken)),
      try await audit.saved(Array(estate.documents.dropFirst())),
    ]
    let verdict = try audit.merged(files).report.verdict
    #expect(verdict.word != .compliant)
    #expect(verdict.reasons.contains(reason))
    #expect(verdict.reasons.last == "something that only this report knows")
  }
}

/// Waivers that name subjects of several contracts, and of none.
enum ContractWaivers {
  static func text(_ waivers: [(rule: String, subject: String)]) -> String {
    "waivers:\n"
      + waivers.map {
        "  - {rule: \($0.rule), subject: \"\($0.subject)\", reason: r, owner: a, approver: b, expires: 2027-01-31}\n"
      }.joined()
  }

  static let files: [(name: String, text: String)] = [
    (
      "b.yml",
      text([
        ("single-zone-group", "group/*"), ("master-not-a-member", "group/odd*"),
        ("single-server-group", "group/nowhere/1/1.1.1.1"),
      ])
    ),
    (
      "a.yml",
      text([("single-server-group", "group/*/1/*"), ("failover-ip-not-primary", "group/nowhere*")])
    ),
  ]
}

@Suite struct MergedWaiversTests {
  @Test(
    "Waivers are judged again for the whole: the bytes are those of one audit", arguments: 0..<4)
  func sameBytes(_ seed: Int) async throws {
    let estate = ContractEstate(seed: UInt64(seed))
    var audit = ContractAudit(waivers: ContractWaivers.files)
    audit.settings.parameters = ["broad-waiver.subjects": 4]
    let whole = try bytes(JSONReporter(), await audit.report(estate.documents))
    var files: [TemporaryReport] = []
    for (index, document) in estate.documents.enumerated() {
      // Each contract may have a file of its own.
      var own = audit
      own.waivers = [audit.waivers[index % 2]]
      files.append(try await own.saved([document]))
    }
    #expect(try bytes(JSONReporter(), audit.merged(files).report) == whole)
  }

  @Test("Waiver files that are missing, changed, or of no report are refused")
  func refusals() async throws {
    let estate = ContractEstate(seed: 4)
    let audit = ContractAudit(waivers: [("w.yml", ContractWaivers.files[0].text)])
    let files = [
      try await audit.saved([estate.documents[0]]), try await audit.saved([estate.documents[1]]),
    ]
    #expect(
      ContractAudit().refusal(files)
        == "the reports were made with the waivers of w.yml, which must be judged again for all of them: "
        + "give that file with --waivers")
    let changed = ContractAudit(waivers: [("w.yml", ContractWaivers.files[0].text + "\n")])
    #expect(
      changed.refusal(files) == "no report was made with the waivers of w.yml, as they are now")
    let others = [files[0], try await changed.saved([estate.documents[2]])]
    #expect(
      audit.refusal(others)
        == "B was made with other waivers in w.yml than the reports before it")
    let renamed = ContractAudit(waivers: [("v.yml", ContractWaivers.files[0].text)])
    #expect(
      audit.refusal([files[0], try await renamed.saved([estate.documents[2]])])
        == "B calls the waivers v.yml that another report calls w.yml")
    #expect(renamed.refusal(files) == nil, "the name on this machine does not matter")
  }
}
