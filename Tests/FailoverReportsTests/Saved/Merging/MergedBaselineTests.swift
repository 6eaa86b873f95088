import FailoverAudit
import FailoverBase
import FailoverInventory
import Testing

@testable import FailoverArchive
@testable import FailoverReports

@Suite struct MergedBaselineTests {
  /// The baseline of some of the findings of a report, with entries that match nothing.
  private func baseline(_ report: Report, seed: Int) throws -> String {
    var lines = try put { try BaselineText.write(report, to: &$0) }
      .split(separator: "\n").map(String.init)
    let head = lines.removeFirst()
    lines = lines.enumerated().filter { ($0.offset * 7 + seed) % 3 > 0 }.map(\.element)
    // Subjects that nobody has, that comply, and a facet that is gone.
    lines.append(#"{"rule":"single-zone-group","subject":"group/gone/1/85.215.9.9"}"#)
    if let group = report.groups.first?.subject.name {
      for rule in ["master-missing", "single-zone-group"] where seed % 2 == 0 {
        lines.append(
          #"{"rule":"\#(rule)","subject":"\#(JSONText.escaped(group))","facet":"gone"}"#)
      }
    }
    let sorted = Set(lines).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return ([head] + sorted).joined(separator: "\n") + "\n"
  }

  private func put(_ write: (inout ByteSink) throws -> Void) throws -> String {
    var bytes: [UInt8] = []
    var sink = ByteSink { bytes += $0 }
    try write(&sink)
    try sink.flush()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Audits together, and apart and merged in two steps.
  private func compare(_ audit: ContractAudit, _ estate: ContractEstate) async throws {
    let whole = try await audit.report(estate.documents)
    var files: [TemporaryReport] = []
    for (index, document) in estate.documents.enumerated() {
      var own = audit
      if !audit.waivers.isEmpty { own.waivers = [audit.waivers[index % 2]] }
      files.append(try await own.saved([document]))
    }
    let merged = try audit.merged(files.reversed()).report
    #expect(merged.baseline == whole.baseline)
    #expect(merged.verdict == whole.verdict)
    #expect(try bytes(JSONReporter(), merged) == bytes(JSONReporter(), whole))
    #expect(try bytes(HTMLReporter(), merged) == bytes(HTMLReporter(), whole))
    if !audit.waivers.isEmpty { return }
    let two = try TemporaryReport(
      bytes(JSONReporter(), audit.merged(Array(files.prefix(2))).report))
    let steps = try audit.merged(files.dropFirst(2) + [two]).report
    #expect(try bytes(JSONReporter(), steps) == bytes(JSONReporter(), whole))
  }

  @Test(
    "A baseline of the whole counts in parts that are merged as in one audit", arguments: 0..<12)
  func sameBytes(_ seed: Int) async throws {
    let estate = ContractEstate(seed: UInt64(seed), contracts: 2 + seed % 5)
    var audit = ContractAudit()
    audit.baseline = try baseline(await audit.report(estate.documents), seed: seed)
    audit.isStrict = seed % 3 == 0
    try await compare(audit, estate)
  }

  @Test("What one contract's waivers accept is no longer known in another", arguments: 0..<6)
  func waivers(_ seed: Int) async throws {
    let estate = ContractEstate(seed: UInt64(seed))
    var audit = ContractAudit(waivers: ContractWaivers.files)
    var plain = try baseline(await audit.report(estate.documents), seed: seed)
    // A waiver that is unused in some parts and used in the whole.
    if plain.firstRange(of: #""unused-waiver""#) == nil {
      plain += #"{"rule":"unused-waiver","subject":"waiver/none"}"# + "\n"
    }
    audit.baseline = plain
    try await compare(audit, estate)
  }

  @Test("A failure that is known in part says so once, however often it is merged")
  func partlyKnown() async throws {
    let documents = (1...3).map { number in
      let lan =
        #"{"id":"1","properties":{"public":false,"pcc":"p-\#(number)","ipFailover":"#
        + #"[{"ip":"85.215.1.\#(number)","nicUuid":"nic-\#(number)"}]}}"#
      let text =
        #"{"id":"datacenters","type":"collection","href":"/datacenters","items":[{"id":"dc-\#(number)","#
        + #""type":"datacenter","properties":{},"entities":{"lans":{"items":[\#(lan)]}}}]}"#
      return ("contract-\(number).json", Array(text.utf8))
    }
    let entries = (1...2).map { number in
      #"{"rule":"lan-not-public","subject":"group/dc-\#(number)/1/85.215.1.\#(number)","facet":"private"}"#
    }
    let audit = ContractAudit(
      baseline: Self.empty + entries.joined(separator: "\n") + "\n")
    let whole = try bytes(JSONReporter(), await audit.report(documents))
    let mark = "(in the baseline)"
    #expect(String(decoding: whole, as: UTF8.self).contains(mark))
    var files: [TemporaryReport] = []
    for document in documents { files.append(try await audit.saved([document])) }
    let two = try TemporaryReport(
      bytes(JSONReporter(), audit.merged([files[0], files[2]]).report))
    #expect(try bytes(JSONReporter(), audit.merged([files[1], two]).report) == whole)
  }

  @Test("Entries of other contracts are stale in a strict scan of one, and not in the whole")
  func strict() async throws {
    let estate = ContractEstate(seed: 1)
    var audit = ContractAudit()
    let report = try await audit.report(estate.documents)
    audit.baseline = try put { try BaselineText.write(report, to: &$0) }
    audit.isStrict = true
    try await compare(audit, estate)
  }

  // MARK: Refusals

  private func parts(
    _ first: ContractAudit, _ second: ContractAudit
  ) async throws -> [TemporaryReport] {
    let estate = ContractEstate(seed: 4)
    return [
      try await first.saved([estate.documents[0]]), try await second.saved([estate.documents[1]]),
    ]
  }

  private static let empty = #"{"format":"failover-audit-baseline/1"}"# + "\n"
  private static let gone =
    empty + #"{"rule":"single-zone-group","subject":"group/gone/1/85.215.9.9"}"# + "\n"

  @Test("Reports with one baseline among them, or with two, are refused")
  func unlike() async throws {
    let none = ContractAudit()
    let one = ContractAudit(baseline: Self.empty)
    let other = ContractAudit(baseline: Self.gone)
    let strict = ContractAudit(baseline: Self.empty, isStrict: true)
    let head = "A and B were not made alike and cannot be merged: "
    #expect(
      one.refusal(try await parts(one, none)) == head + "only one of them has a baseline")
    #expect(one.refusal(try await parts(one, other)) == head + "the baselines differ")
    #expect(
      one.refusal(try await parts(one, strict))
        == head + "only one of them has --strict-baseline")
  }

  @Test("The baseline must be given, and must be the one of the reports")
  func files() async throws {
    let none = ContractAudit()
    let one = ContractAudit(baseline: Self.empty)
    let other = ContractAudit(baseline: Self.gone)
    let reports = try await parts(one, one)
    #expect(
      none.refusal(reports)
        == "the reports were made with the baseline known.ndjson, which must be applied again to all of "
        + "them: give that file with --baseline")
    #expect(
      other.refusal(reports)
        == "the reports were made with another baseline than here.ndjson is now")
    #expect(
      one.refusal(try await parts(none, none))
        == "no report was made with the baseline here.ndjson")
    #expect(one.refusal(reports) == nil)
  }

  @Test("A report with a history is refused with advice, and alone is what it was")
  func history() async throws {
    let estate = ContractEstate(seed: 4)
    let report = try await ContractAudit().report([estate.documents[0]])
    let run = RunTotals(
      number: 1, time: 0, verdict: .incomplete, groups: 0, counts: OutcomeCounts(), violations: 0,
      new: 0, fixed: 0, notJudged: 0)
    let kept = report.with(FindingHistory(file: "h.sqlite", runs: [run], ages: [:]))
    let file = try TemporaryReport(bytes(JSONReporter(), kept))
    let other = try await ContractAudit().saved([estate.documents[1]])
    #expect(
      ContractAudit().refusal([other, file])
        == "B has the history of its own part, which cannot be merged: scan without --history, and give "
        + "merge --history a file to keep the history of the whole")
    #expect(
      try bytes(JSONReporter(), ContractAudit().merged([file]).report)
        == bytes(JSONReporter(), kept))
  }
}
