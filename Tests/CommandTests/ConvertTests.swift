import Foundation
import TestSupport
import Testing

/// `convert`, tried from outside: what is written is the inventory that was read.
@Suite("Convert")
struct ConvertTests {
  static let forms = ["json", "xml"]

  private func convert(
    _ inputs: String..., to form: String, in folder: TemporaryFolder, as output: String
  ) async throws -> Command.Result {
    try await Command.run(
      ["convert"] + inputs + ["--to", form, "-o", output], in: folder.url)
  }

  /// The ledger, a line for each question, without the places where things were read.
  static func ledger(_ inputs: String..., in folder: URL) async throws -> [String] {
    let run = try await Command.run(["scan"] + inputs + ["--report", "ledger"], in: folder)
    return try run.text.split(separator: "\n").map(String.init)
      .filter { !$0.contains("\"subject\":\"export/") }
      .map { line in
        let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
        let data = try JSONSerialization.data(
          withJSONObject: withoutPlaces(value), options: .sortedKeys)
        return String(decoding: data, as: UTF8.self)
      }
  }

  /// Evidence is in the order of its places.
  private static func withoutPlaces(_ value: Any) -> Any {
    if let object = value as? [String: Any] {
      let kept = object.filter { !["input", "line", "pointer"].contains($0.key) }
      return kept.reduce(into: [String: Any]()) { result, member in
        let value = withoutPlaces(member.value)
        guard member.key == "evidence", let items = value as? [[String: Any]] else {
          result[member.key] = value
          return
        }
        result[member.key] = items.map { "\($0["about"] ?? "")=\($0["value"] ?? "")" }.sorted()
      }
    }
    if let array = value as? [Any] { return array.map(withoutPlaces) }
    return value
  }

  private static let sample = Command.packageRoot.appendingPathComponent("reports/estate").path

  @Test("the sample estate gives the same ledger, and the same fingerprints", arguments: forms)
  func sampleEstate(_ form: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await convert(Self.sample, to: form, in: folder, as: "out")
    #expect(run.exitCode == 0 && run.errorText.isEmpty, "\(run.errorText)")
    let original = try await Self.ledger(Self.sample, in: folder.url)
    let converted = try await Self.ledger("out", in: folder.url)
    #expect(original.count > 500 && original.contains { $0.contains("fingerprint") })
    #expect(converted == original)
    #expect(converted.contains { $0.contains("conflicting-records") && $0.contains("\"fail\"") })
    #expect(converted.contains { $0.contains("\"unknown\"") }, "what is cut off stays unknown")
  }

  @Test("converting back and forth gives the same bytes")
  func backAndForth() async throws {
    let folder = try TemporaryFolder()
    for (input, form, output) in [
      (Self.sample, "json", "a.json"), (Self.sample, "xml", "a.xml"), ("a.json", "xml", "b.xml"),
      ("a.xml", "json", "b.json"), ("a.json", "json", "c.json"), ("a.xml", "xml", "c.xml"),
    ] {
      #expect(try await convert(input, to: form, in: folder, as: output).exitCode == 0)
    }
    for name in ["b.json", "c.json"] {
      #expect(try folder.text(name) == folder.text("a.json"))
    }
    for name in ["b.xml", "c.xml"] { #expect(try folder.text(name) == folder.text("a.xml")) }
  }

  @Test("the order of the inputs changes nothing", arguments: forms)
  func order(_ form: String) async throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Self.sample)
      .filter { $0.hasSuffix(".json") }.sorted().map { Self.sample + "/" + $0 }
    let forwards = try await Command.run(["convert"] + files + ["--to", form])
    let backwards = try await Command.run(["convert"] + files.reversed() + ["--to", form])
    #expect(forwards.exitCode == 0 && !forwards.output.isEmpty)
    #expect(forwards.output == backwards.output)
  }

  @Test("copies that disagree keep disagreeing", arguments: forms)
  func conflicts(_ form: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", SmallEstate.healthy.json)
    try folder.write("b.json", SmallEstate.oneZone.datacenter)
    #expect(try await convert("a.json", "b.json", to: form, in: folder, as: "out").exitCode == 0)
    let converted = try await Self.ledger("out", in: folder.url)
    #expect(try await Self.ledger("a.json", "b.json", in: folder.url) == converted)
    let failed = converted.filter {
      $0.contains("conflicting-records") && $0.contains("\"outcome\":\"fail\"")
    }
    #expect(failed.count == 1 && failed[0].contains("zone=ZONE_1"), "\(failed)")
  }

  @Test("a list that is cut off stays unknown", arguments: forms)
  func cutOff(_ form: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("in.json", SmallEstate.cutOff.json)
    #expect(try await convert("in.json", to: form, in: folder, as: "out").exitCode == 0)
    let converted = try await Self.ledger("out", in: folder.url)
    #expect(try await Self.ledger("in.json", in: folder.url) == converted)
    #expect(
      converted.contains { $0.contains("single-server-group") && $0.contains("\"unknown\"") })
  }

  @Test(
    "inputs not read whole are reported, and the rest is written and never taken for all of it",
    arguments: forms)
  func refused(_ form: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("good.json", SmallEstate.healthy.json)
    try folder.write("bad.json", "{\"id\": ")
    try folder.write("error.json", SmallEstate.errorBody)
    for (name, sentence) in [("bad.json", "malformed JSON"), ("error.json", "an error of the API")]
    {
      let run = try await convert("good.json", name, to: form, in: folder, as: name + ".out")
      #expect(run.exitCode == 2)
      #expect(run.errorText.hasPrefix(name + ":") && run.errorText.contains(sentence))
      let scan = try await Command.run(["scan", name + ".out"], in: folder.url)
      #expect(scan.exitCode == 2, "\(scan.text)")
      #expect(scan.text.contains("1 failover group;"), "\(scan.text)")
    }
  }

  @Test("records that have no place in the format are reported", arguments: forms)
  func losses(_ form: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "in.json", "{\"id\": \"n\", \"type\": \"nic\", \"properties\": {\"lan\": 1, \"ips\": []}}")
    let run = try await convert("in.json", to: form, in: folder, as: "out")
    #expect(run.exitCode == 2)
    #expect(run.errorText.contains("not written: 1 NIC"), "\(run.errorText)")
  }

  @Test("an id that XML cannot carry is refused, and nothing is written")
  func controlCharacter() async throws {
    let folder = try TemporaryFolder()
    let estate = SmallEstate.healthy.json.replacing("srv-a", with: "srv-\\u0001")
    try folder.write("in.json", estate)
    let xml = try await convert("in.json", to: "xml", in: folder, as: "out.xml")
    #expect(xml.exitCode == 2 && xml.errorText.contains("XML cannot carry"), "\(xml.errorText)")
    #expect(!xml.errorText.contains("\u{1}"))
    #expect(try folder.names() == ["in.json"])
    let json = try await convert("in.json", to: "json", in: folder, as: "out.json")
    #expect(json.exitCode == 0)
    #expect(
      try await Self.ledger("out.json", in: folder.url) == Self.ledger("in.json", in: folder.url))
  }

  @Test(
    "what cannot be asked for is refused",
    arguments: [
      ["in.json"], ["in.json", "--to", "yaml"], ["--to", "json"],
      ["in.json", "--to", "json", "-o"],
      ["gone.json", "--to", "json"], ["in.json", "--to", "json", "-o", "in.json"],
      ["in.json", "--to", "json", "-o", "no/such/folder"], ["in.json", "--to", "json", "-o", ""],
    ])
  func usage(_ arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    try folder.write("in.json", SmallEstate.healthy.json)
    let run = try await Command.run(["convert"] + arguments, in: folder.url)
    #expect(run.exitCode == 64 && !run.errorText.isEmpty, "\(run.exitCode) \(run.errorText)")
    #expect(run.output.isEmpty)
    #expect(try folder.names() == ["in.json"])
    #expect(try folder.text("in.json") == SmallEstate.healthy.json)
  }
}
