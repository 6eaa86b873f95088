import Foundation
import TestSupport
import Testing

/// What the exit code says about an estate.
@Suite("Exit codes of an audit")
struct ExitCodeTests {
  /// An estate, options, and the exit code that belongs to them.
  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    var estate = SmallEstate.healthy.json
    var options: [String] = []
    /// Other files that lie in the same folder, by name.
    var others: [String: Data] = [:]
    let code: Int32
    var testDescription: String { what }
  }

  private func check(_ test: Case) async throws {
    let folder = try TemporaryFolder()
    if !test.estate.isEmpty { try folder.write("export/estate.json", test.estate) }
    for (name, contents) in test.others { try folder.write("export/" + name, contents) }
    let result = try await Command.run(["scan", "export"] + test.options, in: folder.url)
    #expect(result.exitCode == test.code, "\(result.text)\(result.errorText)")
    let word = ["COMPLIANT", "VIOLATIONS", "INCOMPLETE"][Int(test.code)]
    #expect(result.text.hasPrefix("\(word) (exit code \(test.code))\n"))
    #expect(result.errorText.isEmpty)
  }

  static let verdicts = [
    Case(what: "a healthy estate: 0", code: 0),
    Case(what: "a violation: 1", estate: SmallEstate.oneZone.json, code: 1),
    Case(what: "an unknown outcome: 2", estate: SmallEstate.unknownZones.json, code: 2),
    Case(what: "a note below the threshold: 0", estate: SmallEstate.secondAddress.json, code: 0),
    Case(
      what: "rules without a subject to judge: 2", options: ["--select", "waivers"], code: 2),
    Case(
      what: "a data center without groups: 2",
      estate: """
        {"id": "dc", "type": "datacenter", "properties": {"name": "empty"}, "entities": {
          "lans": {"id": "dc/lans", "items": []}, "servers": {"id": "dc/servers", "items": []}}}
        """, code: 2),
    Case(
      what: "a violation outweighs an input that is refused: 1", estate: SmallEstate.oneZone.json,
      others: ["broken.json": Data("{".utf8)], code: 1),
    Case(what: "an error body in place of an export: 2", estate: SmallEstate.errorBody, code: 2),
    Case(
      what: "an error body beside a healthy export: 2",
      others: ["ipblocks.json": Data(SmallEstate.errorBody.utf8)], code: 2),
    Case(what: "a list cut off: 2", estate: SmallEstate.cutOff.json, code: 2),
  ]

  @Test("the exit code gives the verdict", arguments: verdicts)
  func verdict(_ test: Case) async throws { try await check(test) }

  static let options = [
    Case(
      what: "--fail-on note makes a note a violation", estate: SmallEstate.secondAddress.json,
      options: ["--fail-on", "note"], code: 1),
    Case(
      what: "--fail-on error lets a warning pass", estate: SmallEstate.oneZone.json,
      options: ["--fail-on", "error"], code: 0),
    Case(
      what: "--fail-on error still finds an error", estate: SmallEstate.noMaster.json,
      options: ["--fail-on", "error"], code: 1),
    Case(
      what: "--fail-on error lets what is unknown to a warning pass",
      estate: SmallEstate.unknownZones.json, options: ["--fail-on", "error"], code: 0),
    Case(
      what: "--fail-on error lets no error body beside a healthy export pass",
      options: ["--fail-on", "error"],
      others: ["ipblocks.json": Data(SmallEstate.errorBody.utf8)], code: 2),
    Case(
      what: "--select lets no list that is cut off pass", estate: SmallEstate.cutOff.json,
      options: ["--select", "primary-ip"], code: 2),
    Case(
      what: "--fail-on error does not make an error body alone compliant",
      estate: SmallEstate.errorBody, options: ["--fail-on", "error"], code: 2),
    Case(
      what: "--fail-on error leaves a list cut off incomplete", estate: SmallEstate.cutOff.json,
      options: ["--fail-on", "error"], code: 2),
    Case(
      what: "--allow-unknown lets unknown outcomes pass", estate: SmallEstate.unknownZones.json,
      options: ["--allow-unknown"], code: 0),
    Case(
      what: "--allow-unknown lets no violation pass", estate: SmallEstate.oneZone.json,
      options: ["--allow-unknown"], code: 1),
    Case(
      what: "--allow-unknown lets no refused input pass", options: ["--allow-unknown"],
      others: ["broken.json": Data("{".utf8)], code: 2),
    Case(
      what: "--allow-unknown lets no estate without groups pass", estate: "",
      options: ["--allow-unknown"], others: ["shares.json": Data(#"{"items": []}"#.utf8)],
      code: 2),
    Case(
      what: "--select of a rule asks no other", estate: SmallEstate.oneZone.json,
      options: ["--select", "single-server-group"], code: 0),
    Case(
      what: "--select of a family asks its rules", estate: SmallEstate.oneZone.json,
      options: ["--select", "redundancy"], code: 1),
    Case(
      what: "--select of another family does not", estate: SmallEstate.oneZone.json,
      options: ["--select", "master"], code: 0),
    Case(
      what: "--select takes several words", estate: SmallEstate.oneZone.json,
      options: ["--select", "master,single-zone-group"], code: 1),
    Case(
      what: "--skip of a rule leaves it out", estate: SmallEstate.oneZone.json,
      options: ["--skip", "single-zone-group,zone-loss-outage"], code: 0),
    Case(
      what: "--skip of a family leaves its rules out", estate: SmallEstate.oneZone.json,
      options: ["--skip", "redundancy"], code: 0),
    Case(
      what: "--skip of another family does not", estate: SmallEstate.oneZone.json,
      options: ["--skip", "master"], code: 1),
    Case(
      what: "--skip outweighs --select", estate: SmallEstate.oneZone.json,
      options: ["--select", "redundancy", "--skip", "single-zone-group"], code: 0),
    Case(
      what: "--set asks for more", options: ["--set", "single-zone-group.minimum-zones=3"],
      code: 1),
    Case(
      what: "--set to the standard value changes nothing",
      options: ["--set", "single-zone-group.minimum-zones=2"], code: 0),
  ]

  @Test("options change the outcome", arguments: options)
  func option(_ test: Case) async throws { try await check(test) }

  @Test("a standby that is switched off is reported, also next to a refused input")
  func both() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", SmallEstate(states: ["RUNNING", "SHUTOFF"]).json)
    try folder.write("b.json", "nonsense")
    let result = try await Command.run("scan", "a.json", "b.json", in: folder.url)
    #expect(result.exitCode == 1)
    #expect(result.text.contains("standby-not-running"))
    #expect(result.text.contains("b.json:1:1: "))
  }

  @Test("every report says what was allowed", arguments: ["text", "junit", "json"])
  func allowed(format: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", SmallEstate.unknownZones.json)
    let result = try await Command.run(
      "scan", "a.json", "--allow-unknown", "--report", format, in: folder.url)
    #expect(result.exitCode == 0)
    let sentence = [
      "text": "allow-unknown", "junit": "name=\"allow-unknown\" value=\"true\"",
      "json": "\"allowUnknown\":true",
    ]
    let text = result.text.replacing("\"allowUnknown\": true", with: "\"allowUnknown\":true")
    #expect(text.contains(try #require(sentence[format])))
  }
}
