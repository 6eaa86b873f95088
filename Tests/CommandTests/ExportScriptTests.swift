import Foundation
import TestSupport
import Testing

/// `scripts/export.sh` against a server of our own, and what an audit says of the folder that it
/// writes.
@Suite(
  "The export script",
  .enabled(
    if: Exporting.isPossible, "python3, curl or jq is missing; `make test` installs them"))
struct ExportScriptTests {
  @Test("an estate of several pages is exported whole")
  func whole() async throws {
    let run = try await Exporting()
    #expect(run.result.exitCode == 0, "\(run.result.errorText)")
    #expect(run.result.errors.isEmpty)
    #expect(run.result.text.hasSuffix("25 answers are in export\n"))
    #expect(run.answers.count == 26, "25 answers and the manifest")
    #expect(
      run.result.text.hasPrefix(
        "1 of 3 data centers: office 1\n2 of 3 data centers: office 2\n3 of 3"))
    for path in [
      "/datacenters?depth=1&limit=1000", "/datacenters?depth=1&limit=1000&offset=2",
      "/datacenters/dc-3/servers?depth=5&limit=100&offset=2",
      "/datacenters/dc-3/lans?depth=3&limit=100&offset=2",
      "/ipblocks?depth=1&limit=1000&offset=4", "/um/users?depth=2&limit=100&offset=4",
      "/um/groups?depth=2", "/um/groups/group-1/shares?depth=1", "/contracts?depth=1",
      "/labels?depth=1",
    ] {
      #expect(run.requests.count { $0 == path } == 1, "\(path)")
    }
    let (scan, report) = try await run.scan()
    #expect(scan.exitCode == 0, "\(scan.errorText)")
    #expect(report.estate.groups == 1)
    let complete = try #require(report.rules.first { $0.id == "incomplete-export" }?.counts)
    #expect(complete.pass == 29 && complete.sum == 29, "3 data centers, 25 answers, the manifest")
  }

  @Test("lists that are cut off inside an answer are fetched by themselves")
  func nestedLists() async throws {
    let run = try await Exporting(server: ["--nested-limit", "1"])
    #expect(run.result.exitCode == 0, "\(run.result.errorText)")
    for path in [
      "/datacenters/dc-1/servers/dc-1-server-a/nics?depth=3&limit=1000&offset=2",
      "/datacenters/dc-1/lans/1/nics?depth=1&limit=1000&offset=2",
      "/datacenters/dc-1/servers/dc-1-server-a/nics/dc-1-nic-d/firewallrules?depth=1&offset=2",
      "/um/users/user-2/groups?depth=1", "/um/groups/group-1/users?depth=1",
    ] {
      #expect(run.requests.contains(path), "\(path)")
    }
    let (scan, report) = try await run.scan()
    #expect(scan.exitCode == 0, "\(scan.text)")
    let complete = try #require(report.rules.first { $0.id == "incomplete-export" }?.counts)
    #expect(complete.fail == 0 && complete.unknown == 0)
  }

  @Test("only the given data centers of the given contract are exported")
  func chosen() async throws {
    let run = try await Exporting(
      options: ["-d", "dc-3", "-d", "dc-1", "-d", "dc-3"],
      environment: ["IONOS_CONTRACT_NUMBER": "31000001"])
    #expect(run.result.exitCode == 0, "\(run.result.errorText)")
    #expect(run.requests.allSatisfy { $0.hasSuffix(" contract 31000001") })
    #expect(run.requests.count { $0.hasPrefix("/datacenters/dc-3?depth=0 ") } == 1)
    #expect(!run.requests.contains { $0.contains("dc-2") || $0.hasPrefix("/datacenters?") })
    #expect(try run.manifest.scope.datacenters == ["dc-1", "dc-3"])
    #expect(try run.manifest.contract == "31000001")
    #expect(
      run.result.text.hasPrefix("1 of 2 data centers: office 1\n2 of 2 data centers: office 3"))
    let (scan, _) = try await run.scan()
    #expect(scan.exitCode == 0, "\(scan.text)")
  }

  @Test("the manifest says when the export was made, of what, and what failed")
  func manifest() async throws {
    let run = try await Exporting(server: ["--fault", "403:/um/users"], options: ["-d", "dc-1"])
    let manifest = try run.manifest
    #expect(manifest.format == "failover-export/1")
    #expect(manifest.started <= manifest.finished ?? "" && manifest.started.hasSuffix("Z"))
    #expect(manifest.endpoint.hasSuffix("/cloudapi/v6"))
    #expect(manifest.contract == "31000001", "the only one of the export")
    #expect(manifest.requests == run.requests.count)
    #expect(manifest.answers == manifest.requests - 1 && manifest.failed == 1)
    #expect(manifest.failures.map(\.request) == ["/um/users?depth=2&limit=100"])
    #expect(manifest.failures[0].problem.hasPrefix("HTTP 403: fault"))
    let (scan, _) = try await run.scan()
    #expect(scan.exitCode == 2)
    let text = scan.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Data as of: \(manifest.started)"))
    #expect(text.contains("a request of the export failed: /um/users?depth=2&limit=100: HTTP 403"))
    let whole = try await Exporting()
    #expect(try whole.manifest.scope.datacenters == nil, "all")
    #expect(try whole.manifest.failures.isEmpty)
  }

  @Test("the version in the manifest is that of the command")
  func version() async throws {
    let run = try await Exporting(options: ["-d", "dc-1"])
    let version = try await Command.run("--version")
    #expect(version.text.contains(try run.manifest.scriptVersion))
  }

  @Test(
    "a request that fails for now is sent again",
    arguments: [
      ("429:/ipblocks", "HTTP 429; next try in 1 s"), ("500:/um/users", "HTTP 500; next try"),
      ("cut:/contracts", "no whole answer: curl: ("),
      ("short:/datacenters/dc-1/lans", "HTTP 200 without a whole JSON object; next try"),
      ("page:/um/groups", "HTTP 200 without a whole JSON object; next try"),
      ("empty:/contracts", "HTTP 200 without a whole JSON object; next try"),
    ])
  func again(_ fault: String, _ message: String) async throws {
    let run = try await Exporting(server: ["--once", fault], options: ["-d", "dc-1"])
    #expect(run.result.exitCode == 0, "\(run.result.errorText)")
    #expect(run.result.errorLines.count == 1)
    #expect(run.result.errorText.contains(message), "\(run.result.errorText)")
    let path = fault.split(separator: ":")[1] + "?"
    #expect(run.requests.count { $0.hasPrefix(path) && !$0.contains("offset") } == 2)
    let (scan, _) = try await run.scan()
    #expect(scan.exitCode == 0, "\(scan.text)")
  }

  @Test("a request is sent five times at most")
  func bounded() async throws {
    let run = try await Exporting(server: ["--fault", "429:/contracts"], options: ["-d", "dc-1"])
    #expect(run.result.exitCode == 1)
    #expect(run.requests.count { $0.hasPrefix("/contracts") } == 5)
  }

  @Test("the answer to a request that is refused is saved, all others too, and the audit quotes it")
  func refused() async throws {
    let run = try await Exporting(server: ["--fault", "403:/um/users"])
    #expect(run.result.exitCode == 1)
    #expect(
      run.result.errorText == """
        export.sh: /um/users?depth=2&limit=100: HTTP 403: fault  [31m on demand
        export.sh: the export in export is not complete: 22 answers, 1 failed

        """, "escapes are not written to the terminal")
    #expect(run.requests.count { $0.hasPrefix("/um/users") } == 1)
    #expect(run.requests.last?.hasPrefix("/um/groups/group-2/shares") == true)
    let (scan, _) = try await run.scan()
    #expect(scan.exitCode == 2)
    #expect(scan.text.contains("fault"))
    #expect(scan.text.contains("on demand"))
  }

  @Test(
    "a list that has no end or no items is reported, also by the audit",
    arguments: [
      ("stuck:/ipblocks", "ipblocks: the page begins elsewhere than requested"),
      ("bare:/um/users", "users: the answer has no items"),
      ("empty:/contracts", "/contracts?depth=1: HTTP 200 without a whole JSON object"),
    ])
  func oddList(_ fault: String, _ message: String) async throws {
    let run = try await Exporting(server: ["--fault", fault], options: ["-d", "dc-1"])
    #expect(run.result.exitCode == 1)
    #expect(run.result.errorText.contains("export.sh: \(message)\n"), "\(run.result.errorText)")
    let (scan, _) = try await run.scan()
    #expect(scan.exitCode == 2)
    let text = scan.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains(message))
  }

  @Test("a redirect is not followed, and the audit reports it")
  func redirected() async throws {
    let run = try await Exporting(
      server: ["--fault", "redirect:/ipblocks"], options: ["-d", "dc-1"])
    #expect(run.result.exitCode == 1)
    #expect(!run.requests.contains { $0.contains("stolen") })
    let (scan, _) = try await run.scan()
    #expect(scan.exitCode == 2)
    #expect(scan.text.contains("HTTP 302"))
  }

  @Test("a wrong token ends the export at once, and the audit quotes the answer")
  func wrongToken() async throws {
    let run = try await Exporting(environment: ["IONOS_TOKEN": "another"])
    #expect(run.result.exitCode == 2)
    #expect(run.requests.count == 1)
    #expect(run.result.errorText.contains("token expired or wrong"))
    #expect(try run.manifest.finished != nil)
    let (scan, _) = try await run.scan()
    #expect(scan.exitCode == 2)
    #expect(scan.text.contains("the token is not valid"))
  }

  @Test(
    "a host that is not the API ends the export at once",
    arguments: ["page:/datacenters", "redirect:/datacenters"])
  func wrongHost(_ fault: String) async throws {
    let run = try await Exporting(server: ["--fault", fault])
    #expect(run.result.exitCode == 2)
    #expect(Set(run.requests).count == 1)
    #expect(run.result.errorText.contains("nothing was exported: no answer of the API came from"))
    let (scan, _) = try await run.scan()
    #expect(scan.exitCode == 2)
  }

  @Test("a host that nobody answers at ends the export without another try")
  func noHost() async throws {
    let folder = try TemporaryFolder()
    let result = try await Command.shell(
      "'\(Exporting.script)'", in: folder.url,
      environment: ["IONOS_TOKEN": "x", "IONOS_API_URL": "http://127.0.0.1:1"])
    #expect(result.exitCode == 2)
    #expect(!result.errorText.contains("next try"))
    #expect(result.errorText.contains("Check the network and IONOS_API_URL"))
  }

  @Test("one list that is denied leaves all others")
  func denied() async throws {
    let run = try await Exporting(server: ["--fault", "403:/datacenters"])
    #expect(run.result.exitCode == 1)
    #expect(run.requests.last?.hasPrefix("/um/groups/group-2/shares") == true)
  }

  @Test(
    "a token that the server sends back is in no file and no message",
    arguments: [("echo:/ipblocks", 0), ("denied:/ipblocks", 1), ("echopage:/ipblocks", 1)])
  func echoed(_ fault: String, _ code: Int32) async throws {
    let run = try await Exporting(server: ["--fault", fault], options: ["-d", "dc-1"])
    #expect(run.result.exitCode == code, "\(run.result.errorText)")
    #expect(!run.result.errorText.contains(Exporting.token))
    #expect(!run.log.contains { $0.hasPrefix("LEAK") })
    for name in run.answers {
      let text = try run.folder.text("export/" + name)
      #expect(!text.contains(Exporting.token), "\(name)")
      let decoded = try JSONSerialization.jsonObject(with: Data(text.utf8))
      #expect(!"\(decoded)".contains(Exporting.token), "\(name)")
    }
    if code == 0 {
      #expect(run.result.errorText.contains("the answer shows the token, which was taken out"))
      let (scan, _) = try await run.scan()
      #expect(scan.exitCode == 0, "\(scan.text)")
    }
  }

  @Test("--help shows how to use it")
  func help() async throws {
    for option in ["--help", "-h"] {
      let result = try await Command.shell(
        "'\(Exporting.script)' \(option)", in: Command.packageRoot)
      #expect(result.exitCode == 0)
      #expect(result.text.hasPrefix("Usage:"))
    }
  }

  @Test("the token is in no argument of a process, no output and no file")
  func secret() async throws {
    let run = try await Exporting(shell: "sh -x", options: ["-d", "dc-1"])
    #expect(run.result.exitCode == 0, "\(run.result.errorText)")
    #expect(!run.result.text.contains(Exporting.token))
    #expect(!run.result.errorText.contains(Exporting.token))
    for name in run.answers {
      #expect(try !run.folder.text("export/" + name).contains(Exporting.token))
    }
    #expect(!run.log.contains { $0.hasPrefix("LEAK") })
    // The server does see a token in an argument.
    let careless = try await Exporting(
      shell: #"sh -c 'curl -s -H "Authorization: Bearer $IONOS_TOKEN" $IONOS_API_URL/contracts'"#)
    #expect(careless.log.contains { $0.hasPrefix("LEAK") })
  }

  @Test("the export can be read by its owner only")
  func permissions() async throws {
    let run = try await Exporting(options: ["-d", "dc-1"])
    let open = try await Command.shell("find export -perm /077", in: run.folder.url)
    #expect(open.exitCode == 0 && open.text.isEmpty)
  }

  @Test("a folder that is not empty is refused before any request is sent")
  func notEmpty() async throws {
    let folder = try TemporaryFolder()
    try folder.write("export/contracts.json", "old")
    let run = try await Exporting(in: folder)
    #expect(run.result.exitCode == 64)
    #expect(run.result.errorText.contains("export is not empty"))
    #expect(run.log.isEmpty)
    #expect(try folder.text("export/contracts.json") == "old")
    let forced = try await Exporting(options: ["-f"], in: folder)
    #expect(forced.result.exitCode == 0, "\(forced.result.errorText)")
    #expect(forced.answers.count == 26)
    let (scan, _) = try await forced.scan()
    #expect(scan.exitCode == 0, "\(scan.text)")
  }

  @Test("an export that is stopped leaves whole answers, and the audit says that it was stopped")
  func stopped() async throws {
    let options = ["-d", "dc-1"]
    let ended = try await Exporting(server: ["--fault", "term:/ipblocks"], options: options)
    #expect(ended.result.exitCode == 143)
    #expect(!ended.answers.contains { $0.hasPrefix(".part") || $0.hasPrefix("ipblocks") })
    let killed = try await Exporting(server: ["--fault", "kill:/ipblocks"], options: options)
    #expect(killed.result.exitCode == 137)
    for run in [ended, killed] {
      #expect(run.answers.contains("contracts.json"))
      let (scan, _) = try await run.scan()
      #expect(scan.exitCode == 2)
      let text = scan.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains("the export was stopped before it was complete"))
      #expect(try run.manifest.finished == nil)
    }
    let left = try killed.folder.names().filter { $0.contains(".part.") }
    #expect(!left.isEmpty, "nothing can clean up after kill -9")
    let again = try await Exporting(options: options + ["-f"], in: killed.folder)
    #expect(again.result.exitCode == 0, "\(again.result.errorText)")
    #expect(!again.answers.contains { $0.hasPrefix(".part") })
    let (scan, _) = try await again.scan()
    #expect(scan.exitCode == 0, "\(scan.text)")
  }

  @Test("an id that leads elsewhere is not used, and the export is not complete")
  func oddID() async throws {
    let run = try await Exporting(server: ["--odd-id"])
    #expect(run.result.exitCode == 1)
    #expect(!run.requests.contains { $0.contains("etc") })
    #expect(run.answers.contains("datacenters.error.json"))
    #expect(run.answers.count == 28, "a third page too, as the second was full")
    let (scan, _) = try await run.scan()
    #expect(scan.exitCode == 2)
  }

  @Test(
    "wrong usage is reported, and nothing is written",
    arguments: [
      (["-d", "../x"], [:], "-d: not a data center id"),
      (["-d", ""], [:], "-d: not a data center id"),
      (["extra"], [:], "too many arguments; see export.sh -h"), (["-q"], [:], "Usage:"),
      (["-o", ""], [:], "-o:"),
      ([], ["IONOS_TOKEN": ""], "IONOS_TOKEN is not set"),
      ([], ["IONOS_TOKEN": "a\"\nurl=x"], "IONOS_TOKEN has characters"),
      ([], ["IONOS_CONTRACT_NUMBER": "1 2"], "IONOS_CONTRACT_NUMBER is not a number"),
      ([], ["IONOS_API_URL": "http://api.example.com"], "must begin with https://"),
      ([], ["IONOS_API_URL": "https://a@b"], "IONOS_API_URL has characters"),
    ] as [([String], [String: String], String)])
  func usage(_ options: [String], _ environment: [String: String], _ message: String) async throws {
    let folder = try TemporaryFolder()
    let quoted = options.map { "'\($0)'" }.joined(separator: " ")
    let result = try await Command.shell(
      "'\(Exporting.script)' \(quoted)", in: folder.url,
      environment: ["IONOS_TOKEN": "x"].merging(environment) { $1 })
    #expect(result.exitCode == 64)
    #expect(result.errorText.contains(message), "\(result.errorText)")
    #expect(try folder.names().isEmpty)
  }
}

/// A run of the script against the server in `Tests/Fixtures/export-server`.
private struct Exporting {
  static let token = "c2VjcmV0-of.the_tests~+/="
  static let script = Command.packageRoot.appendingPathComponent("scripts/export.sh").path
  static let server =
    Command.packageRoot.appendingPathComponent("Tests/Fixtures/export-server/serve.py").path

  /// Whether what the script and the server need is there.
  static let isPossible = ["python3", "curl", "jq"].allSatisfy { tool in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
    }
  }

  /// Seconds after which an export counts as hung. Each request starts curl and jq several times,
  /// and a list of single items takes hundreds of requests: a busy machine needs minutes for them.
  static let patience = 300

  let folder: TemporaryFolder
  let result: Command.Result
  /// What the server wrote of each request, and of what it saw.
  let log: [String]
  /// The files below the folder `export`.
  let answers: [String]

  var requests: [String] { log.filter { $0.hasPrefix("/") } }

  var manifest: Manifest {
    get throws {
      try JSONDecoder().decode(
        Manifest.self, from: Data(folder.text("export/failover-export.json").utf8))
    }
  }

  struct Manifest: Decodable {
    let format: String
    let started: String
    let finished: String?
    let endpoint: String
    let contract: String?
    let scope: Scope
    let requests: Int
    let answers: Int
    let failed: Int
    let failures: [Failure]
    let scriptVersion: String

    struct Failure: Decodable {
      let request: String
      let problem: String
    }

    struct Scope: Decodable {
      /// Nil for all.
      let datacenters: [String]?

      init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        let word = try? members.decode(String.self, forKey: .datacenters)
        datacenters =
          word == "all" ? nil : try members.decode([String].self, forKey: .datacenters)
      }
      enum Key: CodingKey { case datacenters }
    }
  }

  /// - Parameters:
  ///   - server: what goes wrong.
  ///   - shell: what runs the script.
  ///   - folder: where the folder `export` is written, a new one unless given.
  init(
    server: [String] = [], shell: String = "sh", options: [String] = [],
    environment: [String: String] = [:], in folder: TemporaryFolder? = nil
  ) async throws {
    let folder = try folder ?? TemporaryFolder()
    let words = server + ["--", shell, "'\(Self.script)'"] + options
    var variables: [String: String?] = [
      "EXPORT_SERVER_TOKEN": Self.token, "IONOS_TOKEN": Self.token, "IONOS_CONTRACT_NUMBER": nil,
    ]
    for (name, value) in environment { variables[name] = value }
    result = try await Command.shell(
      "python3 '\(Self.server)' --log log " + words.joined(separator: " "), in: folder.url,
      environment: variables, patience: Self.patience)
    log = try folder.text("log").split(separator: "\n").map(String.init)
    answers = try folder.names().filter { name in
      let file = folder.url.appendingPathComponent(name)
      return try name.hasPrefix("export/")
        && file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
    }.map { String($0.dropFirst("export/".count)) }
    self.folder = folder
  }

  /// Audits what was exported, which are all the data centers that are meant: the text report on
  /// standard output, the other one read.
  func scan() async throws -> (result: Command.Result, report: AuditReport) {
    let meant = (try manifest.scope.datacenters ?? []).flatMap { ["--datacenter", $0] }
    let result = try await Command.run(
      ["scan", "export", "--report", "text", "--report", "json=report.json"] + meant,
      in: folder.url)
    let report = try JSONDecoder().decode(
      AuditReport.self, from: Data(folder.text("report.json").utf8))
    return (result, report)
  }
}
