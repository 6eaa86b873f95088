import Foundation
import TestSupport
import Testing

/// The command `simulate`, as a user runs it.
@Suite("Simulate")
struct SimulateTests {
  private func run(
    _ estate: SmallEstate, _ arguments: String..., other: String? = nil
  ) async throws -> Command.Result {
    let folder = try TemporaryFolder()
    try folder.write("e/estate.json", estate.json)
    if let other { try folder.write("e/other.json", other) }
    return try await Command.run(["simulate", "e"] + arguments, in: folder.url)
  }

  // MARK: Exit codes

  @Test("a group that withstands the loss is exit code 0")
  func holds() async throws {
    let result = try await run(.healthy, "--each", "zone")
    #expect(result.exitCode == 0, "\(result.text)\(result.errorText)")
    #expect(result.text.hasPrefix("HOLDS (exit code 0)\n"))
    #expect(result.errors.isEmpty)
  }

  @Test(
    "--fail-on says how bad it must be for exit code 1",
    arguments: [("outage", 0), ("unprotected", 1), ("failover", 1)])
  func failOn(word: String, code: Int32) async throws {
    let result = try await run(.healthy, "--each", "server", "--fail-on", word)
    #expect(result.exitCode == code)
  }

  @Test("an outage is exit code 1 whatever else is wrong")
  func breaks() async throws {
    let result = try await run(.oneZone, "--without", "zone=zone_1", other: "{")
    #expect(result.exitCode == 1)
    #expect(
      result.text.hasPrefix("BREAKS (exit code 1)\n- 1 group would lose the last running member\n"))
    #expect(result.text.contains("- 1 input was refused: "))
  }

  @Test("a group that is down does not withstand anything")
  func down() async throws {
    var estate = SmallEstate.healthy
    estate.states = ["SHUTOFF", "SHUTOFF"]
    let result = try await run(estate, "--without", "zone=ZONE_1")
    #expect(result.exitCode == 1)
    #expect(result.text.contains("1 group is down already"))
  }

  @Test(
    "what is unknown is exit code 2, unless it is allowed",
    arguments: [("--verbose", 2), ("--allow-unknown", 0)])
  func unknown(option: String, code: Int32) async throws {
    var estate = SmallEstate.healthy
    estate.zones = ["ZONE_1", "AUTO"]
    let result = try await run(estate, "--without", "zone=ZONE_1", option)
    #expect(result.exitCode == code, "\(result.text)")
    #expect(result.text.contains("unknown      85.215.1.1 on LAN 1"))
    #expect(result.text.contains("outage or unprotected"))
    #expect(result.text.contains("  - the zone of server \"gw-b\" (srv-b) is not known\n"))
  }

  @Test("members that may be missing are exit code 2", arguments: ["zone", "server", "datacenter"])
  func cutOff(kind: String) async throws {
    let result = try await run(.cutOff, "--each", kind)
    #expect(result.exitCode == (kind == "datacenter" ? 1 : result.exitCode))
    #expect(result.exitCode != 0)
    #expect(result.text.contains("the export of data center \"office\" is incomplete"))
  }

  @Test(
    "an input that was not read is reported in every format, and --allow-unknown does not allow it",
    arguments: ["text", "json", "html"])
  func unread(format: String) async throws {
    for (other, words) in [("{\"id", "refused"), (SmallEstate.errorBody, "partly read")] {
      let result = try await run(
        .healthy, "--each", "zone", "--allow-unknown", "--report", format, other: other)
      #expect(result.exitCode == 2)
      #expect(result.text.contains("other.json"))
      #expect(result.text.contains(words))
    }
  }

  @Test("a server that is in two data centers leaves open what their loss would mean")
  func misplaced() async throws {
    let items = ["a", "b"].map { dc in
      let servers = ["x", dc].enumerated().map { place, server in
        #"{"id":"\#(server)","properties":{"availabilityZone":"ZONE_\#(place)","vmState":"RUNNING"},"#
          + #""entities":{"nics":{"items":[{"id":"\#(dc)\#(server)","properties":{"lan":1,"#
          + #""ips":["85.215.1.\#(dc == "a" ? 1 : 2)"]}}]}}}"#
      }
      return #"{"id":"\#(dc)","type":"datacenter","properties":{},"entities":{"lans":{"items":["#
        + #"{"id":"1","properties":{"ipFailover":[{"ip":"85.215.1.\#(dc == "a" ? 1 : 2)","nicUuid":"\#(dc)x"}]}}]},"#
        + #""servers":{"items":[\#(servers.joined(separator: ","))]}}}"#
    }
    let folder = try TemporaryFolder()
    try folder.write(
      "e.json",
      #"{"id":"datacenters","type":"collection","href":"/datacenters","items":[\#(items.joined(separator: ","))]}"#
    )
    let each = try await Command.run("simulate", "e.json", "--each", "zone", in: folder.url)
    #expect(each.exitCode == 2)
    #expect(each.text.contains("- 1 server is in several data centers in the inputs"))
    let allowed = try await Command.run(
      "simulate", "e.json", "--each", "zone", "--allow-unknown", in: folder.url)
    #expect(allowed.exitCode == 0, "\(allowed.text)")
    #expect(allowed.text.contains("Not examined\n------------\n- 1 server is in several"))
  }

  @Test("a page that holds only because what is unknown was allowed does not say that all is well")
  func allowed() async throws {
    let sure = "Every group withstands it"
    let whole = try await run(.healthy, "--each", "zone", "--report", "html")
    #expect(whole.exitCode == 0 && whole.text.contains(sure))
    var estate = SmallEstate.healthy
    estate.zones = ["ZONE_1", "AUTO"]
    let open = try await run(
      estate, "--without", "zone=ZONE_1", "--allow-unknown", "--report", "html")
    #expect(open.exitCode == 0 && !open.text.contains(sure))
    #expect(open.text.contains("Nothing certainly breaks; what is unknown was allowed"))
  }

  @Test(
    "inputs without a group are exit code 2 in every format", arguments: ["text", "json", "html"])
  func nothing(format: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "e.json",
      #"{"type":"collection","href":"/datacenters","items":[{"id":"dc","type":"datacenter","properties":{}}]}"#
    )
    for arguments in [["--each", "server"], ["--without", "datacenter=dc"]] {
      let result = try await Command.run(
        ["simulate", "e.json", "--allow-unknown", "--report", format] + arguments, in: folder.url)
      #expect(result.exitCode == 2)
      #expect(result.text.contains("nothing was examined: the inputs hold no failover group"))
    }
  }

  @Test(
    "wrong usage is exit code 64 with a sentence",
    arguments: [
      ([], "give either --without or --each"),
      (["--each", "zone", "--without", "zone=ZONE_1"], "give either --without or --each"),
      (["--each", "rack"], "--each takes zone, server or datacenter"),
      (["--without", "rack=1"], "--without does not take \"rack=1\": write zone=ZONE_1"),
      (["--without", "zone=\u{1B}[31m"], "not an availability zone"),
      (["--without", "zone=ZONE_3"], "the zones are ZONE_1, ZONE_2"),
      (["--without", "server=srv-c"], "did you mean \"srv-a\"?"),
      (["--without", "server=gw-a"], "has the id srv-a"),
      (["--without", "datacenter=\u{1B}"], "no data center \"\\u{1b}\""),
      (["--each", "zone", "--fail-on", "unknown"], "--fail-on takes"),
      (["--each", "zone", "--jobs", "0"], "--jobs takes 1 to 256"),
      (["--each", "zone", "--report", "pdf"], "the formats are text, json and html"),
      (["--each", "zone", "--report", "text", "--report", "json"], "only one report"),
      (["--each", "zone", "--report", "text=e/estate.json"], "would overwrite an input"),
      (["--each", "zone", "--report", "text=no/such/file"], "the folder no/such does not exist"),
      (["nowhere", "--each", "zone"], "nowhere: No such file"),
    ] as [([String], String)])
  func usage(arguments: [String], sentence: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("e/estate.json", SmallEstate.healthy.json)
    let result = try await Command.run(["simulate", "e"] + arguments, in: folder.url)
    #expect(result.exitCode == 64)
    #expect(result.output.isEmpty)
    #expect(result.errorText.contains(sentence), "\(result.errorText)")
    #expect(HostileNameTests.hidden(in: result.errorText).isEmpty)
    #expect(try folder.text("e/estate.json") == SmallEstate.healthy.json)
  }

  // MARK: Reports

  @Test("reports go to files, and the result is shown nevertheless")
  func files() async throws {
    let folder = try TemporaryFolder()
    try folder.write("e.json", SmallEstate.oneZone.json)
    let result = try await Command.run(
      "simulate", "e.json", "--each", "zone", "--report", "html=a.html", "--report", "json=a.json",
      in: folder.url)
    #expect(result.exitCode == 1)
    #expect(result.output.isEmpty)
    #expect(
      result.errorText == "breaks (exit code 1): 1 group would lose the last running member\n")
    #expect(try folder.text("a.html").hasSuffix("</html>\n"))
    #expect(try folder.names() == ["a.html", "a.json", "e.json"])
  }

  @Test("names of strangers do no harm in any format", arguments: ["text", "json", "html"])
  func hostile(format: String) async throws {
    var estate = SmallEstate.healthy
    estate.ending = HostileNameTests.ending
    estate.zones = ["ZONE_1", "ZONE_2" + HostileNameTests.ending]
    for kind in ["zone", "server"] {
      let result = try await run(
        estate, "--each", kind, "--verbose", "--report", format,
        other: "{\"\(HostileNameTests.ending)")
      #expect(result.exitCode != 0)
      #expect(result.text.contains("31m"), "the names are there")
      #expect(HostileNameTests.hidden(in: result.text).isEmpty)
      #expect(format != "html" || !result.text.contains("</x>"))
    }
  }

  @Test(
    "neither the number of workers nor the order of the inputs changes a byte",
    arguments: ["text", "json", "html"])
  func sameBytes(format: String) async throws {
    let root = Command.packageRoot.appendingPathComponent("reports/estate").path
    let files = try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { $0.hasSuffix(".json") }.sorted().map { "reports/estate/" + $0 }
    try #require(files.count > 5)
    for question in [["--each", "server"], ["--each", "zone"], ["--without", "zone=ZONE_2"]] {
      let base = ["simulate", "--report", format] + question
      let one = try await Command.run(base + files + ["--jobs", "1"])
      #expect(one.exitCode == 1)
      let other = try await Command.run(base + files.reversed() + ["--jobs", "5"])
      #expect(Golden.difference(one.output, other.output) == nil)
    }
  }

  @Test("the help lists the options and the exit codes")
  func help() async throws {
    let text = try await Command.run("simulate", "--help").text
    for word in ["--without", "--each", "--fail-on", "--allow-unknown", "  2    none would"] {
      #expect(text.contains(word))
    }
  }
}

/// The outputs in the repository; `UPDATE_GOLDENS=1` rewrites them.
@Suite("Golden simulations")
struct SimulationGoldenTests {
  @Test("docs/simulate.md shows what the sample estate gives")
  func document() async throws {
    let path = "docs/simulate.md"
    var walkthrough = try Walkthrough()
    let now = try await walkthrough.follow(try Snippet.text(of: path))
    #expect(walkthrough.commands == 5)
    try Golden(path).compare(with: Data(now.utf8))
  }

  @Test(
    "the reports of a simulation of the sample estate are as they were",
    arguments: [
      ("zone", "json", "zones.json"), ("zone", "html", "zones.html"),
      ("server", "json", "servers.json"), ("server", "html", "servers.html"),
      ("datacenter", "text", "datacenters.txt"),
    ])
  func reports(kind: String, format: String, name: String) async throws {
    let result = try await Command.run(
      "simulate", "reports/estate", "--each", kind, "--report", format)
    #expect(result.exitCode == 1)
    try Golden("Tests/Fixtures/simulation/\(name)").compare(with: result.output)
  }
}
