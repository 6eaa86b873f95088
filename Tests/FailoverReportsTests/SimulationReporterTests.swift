import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverSimulation
import TestSupport
import Testing

@testable import FailoverReports

/// Reports of simulations: long parts are cut and say so, and JSON has everything.
@Suite struct SimulationReporterTests {
  /// Groups in one data center, each of one server in a zone of its own.
  private static func report(groups: Int, each kind: LossKind) async -> SimulationReport {
    let addresses = (0..<groups).map { "85.215.\($0 / 250).\($0 % 250 + 1)" }
    let servers = addresses.enumerated().map { number, address in
      ExampleEstate.Server(
        "s\(number)", zone: "ZONE_\(number % 6 + 1)",
        nics: [.init("n\(number)", lan: 1, [address])])
    }
    let entries = addresses.enumerated().map { number, address in
      ExampleEstate.Entry(address, master: "n\(number)")
    }
    let estate = ExampleEstate(
      .init("dc", lans: .all([.init("1", entries)]), servers: .all(servers)))
    let inventory = await Inventory.read(
      documents: estate.documents(.bundle).map { ($0.name, Array($0.text.utf8)) })
    return SimulationReport(
      of: Simulation(each: kind, in: inventory), in: inventory, settings: .init(),
      toolVersion: "1.2.3")
  }

  /// A group of two servers in two zones; the first is the master.
  private static func pair(each kind: LossKind) async -> SimulationReport {
    let address = "85.215.0.1"
    let servers = (0..<2).map { number in
      ExampleEstate.Server(
        "s\(number)", zone: "ZONE_\(number + 1)",
        nics: [.init("n\(number)", lan: 1, [address])])
    }
    let entries = [ExampleEstate.Entry(address, master: "n0")]
    let estate = ExampleEstate(
      .init("dc", lans: .all([.init("1", entries)]), servers: .all(servers)))
    let inventory = await Inventory.read(
      documents: estate.documents(.bundle).map { ($0.name, Array($0.text.utf8)) })
    return SimulationReport(
      of: Simulation(each: kind, in: inventory), in: inventory, settings: .init(),
      toolVersion: "1.2.3")
  }

  private static func text(_ body: (inout ByteSink) throws -> Void) throws -> String {
    var blocks: [[UInt8]] = []
    var sink = ByteSink { blocks.append($0) }
    try body(&sink)
    try sink.flush()
    return String(decoding: blocks.joined(), as: UTF8.self)
  }

  @Test("Text shows 50 of many, says how many more there are, and --verbose shows all")
  func textLimit() async throws {
    let report = await Self.report(groups: 70, each: .server)
    let short = try Self.text { try SimulationText().write(report, to: &$0) }
    #expect(short.contains("… and 20 more servers; --verbose shows all\n"))
    let long = try Self.text { try SimulationText(verbose: true).write(report, to: &$0) }
    #expect(!long.contains("…"))
    #expect(long.split(separator: "\n").count { $0.hasPrefix("server ") } == 70)
  }

  @Test("Text shows some zones side by side and says how many more there are")
  func zones() async throws {
    let report = await Self.report(groups: 12, each: .zone)
    let short = try Self.text { try SimulationText().write(report, to: &$0) }
    #expect(short.contains("ZONE_1       ZONE_2       ZONE_3       ZONE_4       group\n"))
    #expect(short.contains("… and 2 more zones\n"))
    #expect(short.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let long = try Self.text { try SimulationText(verbose: true).write(report, to: &$0) }
    #expect(long.contains("ZONE_6       group\n"))
  }

  @Test("Each server and each zone shows whether the master is lost with it")
  func masters() async throws {
    let servers = await Self.pair(each: .server)
    let byServer = try Self.text { try SimulationText().write(servers, to: &$0) }
    #expect(byServer.count(of: "on LAN 1 \"lan 1\": its master is lost\n") == 1)
    #expect(byServer.count(of: "on LAN 1 \"lan 1\"\n") == 1)
    let page = try Self.text { try SimulationHTML().write(servers, to: &$0) }
    #expect(page.count(of: ": its master is lost</p>") == 1)
    #expect(page.count(of: "</b> 85.215.0.1 on LAN 1 &quot;lan 1&quot;</p>") == 1)
    #expect(page.contains("1 unprotected. 1 group loses its master in some case.</p>"))
    let zones = await Self.pair(each: .zone)
    let byZone = try Self.text { try SimulationText(width: 120).write(zones, to: &$0) }
    #expect(byZone.contains("on LAN 1 \"lan 1\": its master is lost with ZONE_1\n"))
  }

  @Test("The page shows some of many, says so, and every table has its name")
  func page() async throws {
    var limits = SimulationHTML.Limits()
    (limits.groups, limits.cases, limits.columns) = (20, 10, 3)
    for (kind, cases) in [(LossKind.zone, 6), (.server, 10), (.datacenter, 1)] {
      let report = await Self.report(groups: 40, each: kind)
      let text = try Self.text { try SimulationHTML(limits: limits).write(report, to: &$0) }
      let page = try PageParser(text)
      #expect(text.contains("The worst 20 groups are shown, 20 are not; JSON has all."))
      #expect(text.contains("The worst 10 are shown, 30 are not") == (kind == .server))
      #expect(text.contains("and 3 more zones") == (kind == .zone))
      #expect(page.all("tr").count == 2 + cases + 20)
      let ids = page.elements.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
      let labels = page.elements.compactMap { $0.attributes["aria-labelledby"] }
      #expect(labels.filter { !ids.contains($0) } == [])
      #expect(page.all("th").allSatisfy { ["row", "col"].contains($0.attributes["scope"]) })
      #expect(page.all("script").isEmpty)
    }
  }

  @Test("JSON lists every group and every case")
  func json() async throws {
    let report = await Self.report(groups: 60, each: .server)
    let text = try Self.text { try SimulationJSON().write(report, to: &$0) }
    #expect(text.split(separator: "\n").count { $0.hasPrefix("    {\"server\":") } == 60)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("    {\"group\":") } == 60)
    #expect(throws: Never.self) { try JSONValue.read(text.utf8) }
  }
}

extension String {
  fileprivate func count(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let found = rest.firstRange(of: part) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
