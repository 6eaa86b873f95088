import FailoverAudit
import FailoverInventory
import Foundation
import Testing

/// Rules that are programs, well-behaved and not.
@Suite("Rules that are programs")
struct ProgramRuleTests {
  /// A folder with a rule that runs a script of the shell.
  private final class Folder {
    let url: URL

    init(_ script: String) throws {
      url = FileManager.default.temporaryDirectory
        .appendingPathComponent("failover-audit-program-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let header = """
        id: house-program
        title: a LAN has a name
        severity: note
        family: surroundings
        subjects: lans
        rationale: Because.
        remediation: Do it.
        parameters: {most: {summary: the most, minimum: 1, maximum: 9, default: 3}}
        run: [sh, program.sh]
        examples:
          - title: a LAN
            inventory: {datacenters: [{id: dc, lans: [{id: 1, name: a, failoverGroups: []}]}]}
            outcomes: {lan/dc/1: pass}
          - title: nothing
            inventory: {datacenters: []}
            outcomes: {}
        """
      try Data(header.utf8).write(to: url.appendingPathComponent("house-program.yaml"))
      try Data(script.utf8).write(to: url.appendingPathComponent("program.sh"))
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func rule(_ mayRun: Bool = true, _ limits: ProgramLimits = ProgramLimits()) throws
      -> ProgramRule
    {
      let path = url.appendingPathComponent("house-program.yaml").path
      let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
      return try ProgramRule(bytes, path: path, limits: limits, mayRun: mayRun)
    }
  }

  private static let passes = #"echo '{"subject":"lan/dc/1","outcome":"pass"}'; "#
  private static let both = passes + #"echo '{"subject":"lan/dc/2","outcome":"pass"}'"#

  /// The sentence of the errors that all subjects have.
  private func errors(
    _ script: String, _ limits: ProgramLimits = ProgramLimits()
  ) async throws -> String? {
    let folder = try Folder(script)
    let judgements = await HouseRuleFile.judgements(of: try folder.rule(true, limits))
    #expect(judgements.count == 2)
    let sentences = Set(
      judgements.values.map { judgement -> String? in
        if case .error(let sentence) = judgement { sentence } else { nil }
      })
    return sentences.count == 1 ? sentences.first ?? nil : nil
  }

  @Test("a program reads the inventory and answers with findings and evidence")
  func answers() async throws {
    let folder = try Folder(
      """
      grep -q failover-inventory/1 || exit 3
      \(Self.passes)
      echo '{"subject":"lan/dc/2","outcome":"fail","message":"bad","facet":"b","evidence":[{"about":"x","value":"y"}]}'
      echo '{"subject":"lan/dc/2","outcome":"fail","message":"worse","facet":"a"}'
      """)
    let judgements = await HouseRuleFile.judgements(of: try folder.rule())
    #expect(judgements["lan/dc/1"] == .pass)
    #expect(
      judgements["lan/dc/2"]
        == .fail([
          Finding(facet: "a", "worse"), Finding(facet: "b", "bad", evidence: [Evidence("x", "y")]),
        ]))
  }

  @Test("nothing is started unless programs are allowed")
  func forbidden() async throws {
    let folder = try Folder("touch started; " + Self.both)
    let judgements = await HouseRuleFile.judgements(of: try folder.rule(false))
    #expect(judgements.values.allSatisfy { $0.outcome == .error })
    let started = folder.url.appendingPathComponent("started").path
    #expect(!FileManager.default.fileExists(atPath: started))
    _ = await HouseRuleFile.judgements(of: try folder.rule())
    #expect(FileManager.default.fileExists(atPath: started))
  }

  private static let misbehaviours: [(String, String)] = [
    ("", "did not answer for lan/dc/1"),
    (passes, "did not answer for lan/dc/2"),
    (both + "; " + passes, "answered more than once for lan/dc/1"),
    (both + #"; echo '{"subject":"lan/dc/9","outcome":"pass"}'"#, "none of the rule's subjects"),
    (both + #"; echo '{"subject":"lan/dc/3","outcome":"pass"}'"#, "none of the rule's subjects"),
    (
      #"echo '{"subject":"lan/dc/1","outcome":"waived","message":"x"}'"#,
      "an outcome is pass, fail"
    ),
    (#"echo '{"subject":"lan/dc/1","outcome":"fail"}'"#, "has no \"message\""),
    (#"echo '{"outcome":"fail","message":"x"}'"#, "no \"subject\""),
    (
      #"echo '{"subject":"lan/dc/1","outcome":"pass","sverity":"x"}'"#,
      "\"sverity\" is not a key here"
    ),
    (#"echo '{"subject":"lan/dc/1","subject":"lan/dc/2","outcome":"pass"}'"#, "is there twice"),
    ("echo hello", "line 1, column 1"), ("printf '{\"subject\":'", "its answer"),
    ("head -c 1000 /dev/zero", "its answer"), (both + "; exit 3", "ended with exit code 3"),
    (both + "; kill -SEGV $$", "was ended by signal 11"),
    ("echo 'Traceback: no such thing' >&2; exit 1", "no such thing"),
  ]

  @Test(
    "a program that misbehaves is an error that says how",
    arguments: misbehaviours)
  func misbehaves(script: String, words: String) async throws {
    let sentence = try #require(try await errors(script))
    #expect(sentence.contains(words), "\(sentence)")
  }

  @Test("the name of a thing that is not a subject is shortened")
  func longName() async throws {
    let name = String(repeating: "x", count: 9000)
    let sentence = try #require(
      try await errors(Self.both + "; echo '{\"subject\":\"\(name)\",\"outcome\":\"pass\"}'"))
    #expect(sentence.contains("none of the rule's subjects"))
    #expect(sentence.utf8.count < 400)
  }

  private static let hanging: [String] = [
    "sleep 60", "sleep 60 & sleep 60", both + "; exec >&-; sleep 60",
    "trap '' TERM INT; while :; do :; done",
  ]

  @Test(
    "a program that hangs is stopped, with all that it started",
    arguments: hanging)
  func hangs(script: String) async throws {
    var limits = ProgramLimits()
    limits.seconds = 1
    let sentence = try #require(try await errors(script, limits))
    #expect(sentence.contains("longer than 1 s"))
  }

  @Test("a program that leaves a child running with its output open is stopped as well")
  func orphan() async throws {
    var limits = ProgramLimits()
    limits.seconds = 1
    let sentence = try #require(try await errors(Self.both + "; sleep 60 &", limits))
    #expect(sentence.contains("longer than 1 s"))
  }

  @Test("a program that floods is stopped")
  func floods() async throws {
    var limits = ProgramLimits()
    limits.output = 100_000
    let sentence = try #require(try await errors("exec yes", limits))
    #expect(sentence.contains("wrote more than 100000 bytes"))
    #expect(try await errors("yes >&2 & sleep 0.2; kill $!; exit 1") != nil)
  }

  @Test("a program gets no more memory than it may have")
  func memory() async throws {
    var limits = ProgramLimits()
    limits.memory = 64 << 20
    let greedy = "x=$(head -c 200000000 /dev/zero | tr '\\0' x); echo ${#x}"
    #expect(try await errors(greedy, limits) != nil)
  }

  @Test("a program runs beside its file, with its parameters and little of the environment")
  func environment() async throws {
    let folder = try Folder(
      """
      env > environment; pwd > folder
      \(Self.both)
      """)
    let rule = try folder.rule().with(["most": 7])
    #expect(await HouseRuleFile.judgements(of: rule).values.allSatisfy { $0 == .pass })
    let text = try String(
      contentsOf: folder.url.appendingPathComponent("environment"), encoding: .utf8)
    #expect(text.contains("FAILOVER_AUDIT_PARAMETERS={\"most\":7}\n"))
    #expect(text.contains("FAILOVER_AUDIT_RULE=house-program\n"))
    let names = text.split(separator: "\n").compactMap { $0.split(separator: "=").first }
    let ours: Set<Substring> = [
      "PATH", "LANG", "LC_ALL", "TZ", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE",
      "FAILOVER_AUDIT_RULE", "FAILOVER_AUDIT_PARAMETERS",
    ]
    // What the shell itself sets.
    #expect(Set(names).subtracting(["PWD", "OLDPWD", "SHLVL", "_"]) == ours)
  }

  @Test("an example without subjects also reports that the program broke")
  func brokenExample() async throws {
    let sound = "if grep -q '\"dc\"'; then \(Self.passes) fi"
    for (script, isFine) in [("exit 3", false), (sound, true)] {
      let folder = try Folder(script)
      let rule = try folder.rule()
      let differences = await ExampleRun(of: rule).differences(rule)
      #expect(differences.isEmpty == isFine)
      #expect(Set(differences.map(\.example)).count == (isFine ? 0 : 2))
      #expect(differences.allSatisfy { $0.sentence.contains("ended with exit code 3") })
    }
  }

  @Test("a changed program is another rule set")
  func digest() throws {
    let folder = try Folder(Self.both)
    let before = RuleSetDigest.of([try folder.rule()], parameters: [:])
    #expect(RuleSetDigest.of([try folder.rule()], parameters: [:]) == before)
    try Data("exit 0".utf8).write(to: folder.url.appendingPathComponent("program.sh"))
    #expect(RuleSetDigest.of([try folder.rule()], parameters: [:]) != before)
  }

  @Test("a large file that the command names is a part of the digest to its last byte")
  func largeFile() throws {
    let folder = try Folder(Self.both + "\n# " + String(repeating: "x", count: 17 << 20) + "a")
    let before = RuleSetDigest.of([try folder.rule()], parameters: [:])
    let path = folder.url.appendingPathComponent("program.sh")
    var script = try Data(contentsOf: path)
    script[script.count - 1] = UInt8(ascii: "b")
    try script.write(to: path)
    #expect(RuleSetDigest.of([try folder.rule()], parameters: [:]) != before)
  }

  @Test("a program that does not exist is an error")
  func missing() async throws {
    let folder = try Folder("")
    let path = folder.url.appendingPathComponent("house-program.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(text.replacing("[sh, program.sh]", with: "[no-such-program]").utf8).write(to: path)
    let judgements = await HouseRuleFile.judgements(of: try folder.rule())
    #expect(judgements.values.allSatisfy { $0.outcome == .error })
  }
}
