import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverRules

@testable import FailoverArchive
@testable import FailoverReports

/// An estate of several contracts, each with data centers and addresses of its own, and its audits.
struct ContractEstate {
  typealias Document = (name: String, bytes: [UInt8])

  /// The exports, one for each contract.
  private(set) var documents: [Document] = []
  private var state: UInt64
  private var addresses = 0

  init(seed: UInt64, contracts: Int = 4) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for contract in 0..<contracts {
      let name = below(4) == 0 ? "c \(contract)/é~2.json" : "contract-\(contract).json"
      let items = (0..<below(4)).map { _ in datacenter() }.joined(separator: ",")
      var text = #"{"id":"datacenters","type":"collection","href":"/datacenters","items":["#
      text += items + "]}"
      if below(10) == 0 { text = String(text.dropLast(3)) }
      documents.append((name, Array(text.utf8)))
    }
  }

  private mutating func below(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % count
  }

  private mutating func id() -> String {
    if below(9) == 0 { return "odd \(below(1 << 30))/x" }
    let text = String(UInt64(below(1 << 30)) | 1 << 30, radix: 16)
    return "\(text)-1111-4222-8333-\(String(below(1 << 30) | 1 << 30, radix: 16))0000"
  }

  private mutating func datacenter() -> String {
    let datacenter = id()
    var (lans, servers) = ([String](), [String]())
    for lan in 1...(1 + below(2)) {
      var groups: [String] = []
      for _ in 0..<below(3) {
        addresses += 1
        let address = "85.215.\(addresses / 200).\(addresses % 200 + 1)"
        let members = (0...below(3)).map { _ in id() }
        let master = below(4) == 0 ? id() : members[0]
        groups.append(#"{"ip":"\#(address)","nicUuid":"\#(master)"}"#)
        for nic in members { servers.append(server(nic, lan, address)) }
      }
      let list = below(8) == 0 ? "" : #","ipFailover":[\#(groups.joined(separator: ","))]"#
      lans.append(
        #"{"id":"\#(lan)","properties":{"name":"lan","public":\#(below(4) > 0)\#(list)}}"#)
    }
    var entities = [#""lans":{"items":[\#(lans.joined(separator: ","))]}"#]
    if below(8) > 0 {
      entities.append(#""servers":{"items":[\#(servers.joined(separator: ","))]}"#)
    }
    return #"{"id":"\#(datacenter)","type":"datacenter","properties":{"location":"de/fra"},"#
      + #""entities":{\#(entities.joined(separator: ","))}}"#
  }

  private mutating func server(_ nic: String, _ lan: Int, _ address: String) -> String {
    let ips = below(5) == 0 ? #""10.0.0.\#(below(200))","\#(address)""# : #""\#(address)""#
    let zone = ["ZONE_1", "ZONE_2", "AUTO"][below(3)]
    return #"{"id":"\#(id())","properties":{"name":"s","availabilityZone":"\#(zone)","#
      + #""vmState":"\#(below(5) == 0 ? "SHUTOFF" : "RUNNING")"},"entities":{"nics":{"items":["#
      + #"{"id":"\#(nic)","properties":{"lan":\#(lan),"ips":[\#(ips)]}}]}}}"#
  }
}

/// How an audit is done.
struct ContractAudit: Sendable {
  var waivers: [(name: String, text: String)] = []
  var time: String? = "2026-11-23T02:00:00Z"
  var settings = AuditSettings()
  var version = "9.9.9"
  var configuration: FileDigest?
  /// Rules that are left out.
  var skipped: [String] = []
  /// The text of the file that is called `known.ndjson`.
  var baseline: String?
  var isStrict = false

  func report(_ documents: [ContractEstate.Document]) async throws -> Report {
    let inventory = await Inventory.read(documents: documents)
    let rules = try BuiltInRules.all(settings.parameters, with: [])
      .filter { !skipped.contains($0.info.id) }
    var files: WaiverFiles?
    if !waivers.isEmpty {
      files = try WaiverFiles(
        waivers.map { ($0.name, Array($0.text.utf8)) }, rules: rules.map(\.info))
    }
    let day = CalendarDay("2026-11-23")
    var ledger = await Auditor(rules: rules, severities: settings.severities).audit(
      inventory, waivers: files.flatMap { files in day.map { WaiversOfDay(files.waivers, on: $0) } }
    )
    let known = try baseline.map {
      try Baseline(Array($0.utf8), file: "known.ndjson", rules: rules.map(\.info))
    }
    let applied = known?.apply(to: ledger, isExportWhole: inventory.isWhole, isStrict: isStrict)
    if let applied { ledger = applied.ledger }
    return Report(
      auditOf: inventory, ledger: ledger, rules: rules, settings: settings, toolVersion: version,
      time: time, configuration: configuration,
      waivers: files.map {
        WaiverProvenance(files: $0.files, count: $0.waivers.count, judgedOn: "2026-11-23")
      }, baseline: applied?.use)
  }

  func saved(_ documents: [ContractEstate.Document]) async throws -> TemporaryReport {
    try TemporaryReport(bytes(JSONReporter(), await report(documents)))
  }

  /// What merging makes of files, with the waivers and the baseline of this audit.
  func merged(_ files: [TemporaryReport]) throws -> MergedReport {
    try MergedReport(
      files.map(\.path), waivers: waivers.map { ($0.name, Array($0.text.utf8)) },
      baseline: baseline.map { ("here.ndjson", Array($0.utf8)) }, rules: BuiltInRules.all(),
      toolVersion: "9.9.9")
  }

  /// The sentence with which files are refused, with the names "A", "B" … for their paths.
  func refusal(_ files: [TemporaryReport]) -> String? {
    do {
      _ = try merged(files)
      return nil
    } catch {
      var sentence =
        (error as? MergeRefusal)?.description ?? (error as? UnusableReport)?.description
        ?? (error as? FileFaults)?.description ?? "\(error)"
      for (file, letter) in zip(files, "ABCDEFGH") {
        sentence = sentence.replacing(file.path, with: String(letter))
      }
      return sentence
    }
  }
}
