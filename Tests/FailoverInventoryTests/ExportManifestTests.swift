import Foundation
import TestSupport
import Testing

@testable import FailoverInventory

/// The manifest of an export: how it is read, which errors are reported, and the time that it gives
/// for the data.
struct ExportManifestTests {
  static let whole = #"""
    {"format": "failover-export/1", "started": "2026-06-20T02:00:00Z", "finished": "2026-06-20T02:01:00Z",
     "endpoint": "https://api.ionos.com/cloudapi/v6", "contract": null, "scope": {"datacenters": "all"},
     "requests": 3, "answers": 3, "failed": 0, "failures": [], "scriptVersion": "1"}
    """#

  private func read(
    _ documents: [(name: String, text: String)], blockSize: Int = ChunkSource.blockSize
  ) async -> Inventory {
    var options = ReadingOptions()
    options.blockSize = blockSize
    return await Inventory.read(
      documents: documents.map { ($0.name, Array($0.text.utf8)) }, options)
  }

  private func manifest(_ text: String, blockSize: Int = ChunkSource.blockSize) async -> Inventory {
    await read([("failover-export.json", text)], blockSize: blockSize)
  }

  @Test("it is read, holds no records, and says as of when the data is", arguments: [64, 4 << 20])
  func whole(_ blockSize: Int) async {
    let inventory = await manifest("\u{FEFF}\n" + Self.whole + "\n\n", blockSize: blockSize)
    let input = inventory.inputs[0]
    #expect(input.status == .read && input.records == 0 && input.problems.isEmpty)
    #expect(input.sha256 != nil && input.bytes == 3 + 1 + Self.whole.utf8.count + 2)
    #expect(
      inventory.dataTime
        == DataTime(
          oldest: "2026-06-20T02:00:00Z", newest: "2026-06-20T02:00:00Z", isPartial: false))
    #expect(inventory.exports.count == 1 && inventory.exports[0].isManifest)
  }

  @Test("the schema in docs takes the manifest of the sample estate and no other document")
  func schema() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    func file(_ path: String) throws -> AnyJSON {
      try AnyJSON.read(Data(contentsOf: root.appending(path: path)))
    }
    let schema = try JSONSchema(file("docs/failover-export-1.schema.json"))
    #expect(try schema.problems(file("reports/estate/failover-export.json")) == [])
    #expect(try schema.problems(AnyJSON.read(Self.whole.utf8)) == [])
    for wrong in [
      #"{"format": "failover-export/1"}"#, Self.whole.replacing("export/1", with: "export/2"),
      Self.whole.replacing("2026-06-20T02:01:00Z", with: "yesterday"),
      Self.whole.replacing("\"all\"", with: "[]"), Self.whole.replacing("[]", with: "[1]"),
    ] {
      #expect(try !schema.problems(AnyJSON.read(wrong.utf8)).isEmpty, "\(wrong)")
    }
  }

  @Test("the order of its members does not matter, nor does a slash that is escaped")
  func order() async {
    let text = #"""
      {"failures": [], "scope": {"datacenters": ["a"]}, "finished": "2026-06-20T02:01:00Z",
       "started": "2026-06-20T02:00:00Z", "format": "failover-export\/1"}
      """#
    let inventory = await manifest(text)
    #expect(inventory.inputs[0].status == .read)
    #expect(inventory.dataTime.oldest == "2026-06-20T02:00:00Z")
  }

  @Test(
    "an export that failed or was stopped is partly read, and reported by request",
    arguments: [
      (#""finished": null, "failures": []"#, ["the export was stopped before it was complete"]),
      (#""failures": []"#, ["the export was stopped before it was complete"]),
      (#""finished": "", "failures": []"#, ["the export was stopped before it was complete"]),
      (#""finished": "yesterday", "failures": []"#, ["the export was stopped before it was"]),
      (
        #""finished": "2026-06-20T02:01:00Z", "failures": [{"request": "/um/users", "problem": "HTTP 403"}]"#,
        ["a request of the export failed: /um/users: HTTP 403"]
      ),
      (
        #""finished": "2026-06-20T02:01:00Z", "failures": [null, "a", {"request": 1}], "failed": 7"#,
        [
          "a request of the export failed, and the manifest does not say which",
          "a request of the export failed, and the manifest does not say which",
          "a request of the export failed, and the manifest does not say which",
          "4 more requests of the export failed",
        ]
      ),
      (
        #""finished": "2026-06-20T02:01:00Z", "failures": {"a": 1}"#,
        ["the manifest has no list \"failures\""]
      ),
      (
        #""finished": "2026-06-20T02:01:00Z", "failures": [], "failed": 1"#,
        ["1 more request of the export failed"]
      ),
    ] as [(String, [String])])
  func problems(_ members: String, _ sentences: [String]) async {
    let inventory = await manifest(
      #"{"format": "failover-export/1", "started": "2026-06-20T02:00:00Z", \#(members)}"#)
    let input = inventory.inputs[0]
    #expect(input.status == .partlyRead)
    #expect(input.problems.count == sentences.count)
    for (problem, sentence) in zip(input.problems, sentences) {
      #expect(problem.sentence.hasPrefix(sentence))
    }
    #expect(inventory.exports[0].manifestProblems == input.problems)
  }

  @Test("a count of failures that is not one may be any: the export is partly read")
  func unreadableCount() async {
    for value in [#""3""#, "null", "-1", "0.5", "true", "[]", "{}"] {
      let text = Self.whole.replacing(#""failed": 0"#, with: #""failed": \#(value)"#)
      let input = await manifest(text).inputs[0]
      #expect(input.status == .partlyRead, "\(value)")
      #expect(input.problems.map(\.sentence).count == 1)
      #expect(input.problems.first?.sentence.hasPrefix("\"failed\" of the manifest") == true)
    }
  }

  @Test("a scope that names no data centers may be any: the export is partly read")
  func unreadableScope() async {
    for value in [
      "null", "7", "[]", #""all""#, #"{"datacenters": "some"}"#, #"{"datacenters": 7}"#,
      #"{"datacenters": null}"#, #"{"datacenters": []}"#, #"{"datacenters": ["d", null]}"#,
      #"{"datacenters": [""]}"#, #"{"datacenters": {"d": 1}}"#,
    ] {
      let text = Self.whole.replacing(#"{"datacenters": "all"}"#, with: value)
      let input = await manifest(text).inputs[0]
      #expect(input.status == .partlyRead, "\(value)")
      #expect(input.problems.map(\.sentence).count == 1)
      #expect(input.problems.first?.sentence.hasPrefix("\"scope\" of the manifest") == true)
    }
  }

  @Test("an export that ends before it starts is of the later time, which shows a clock ahead")
  func endsBeforeStart() async {
    for (started, time, status) in [
      ("2036-06-20T02:00:00Z", "2036-06-20T02:00:00Z", InputRecord.Status.partlyRead),
      ("2026-06-20T02:06:01Z", "2026-06-20T02:06:01Z", .partlyRead),
      ("2026-06-20T02:06:00Z", "2026-06-20T02:01:00Z", .read),
    ] {
      let text = Self.whole.replacing("2026-06-20T02:00:00Z", with: started)
      let inventory = await manifest(text)
      #expect(inventory.inputs[0].status == status, "\(started)")
      #expect(inventory.dataTime.oldest == time, "\(started)")
    }
  }

  @Test(
    "a data center that the manifest names and no input shows is missing, whoever selected what")
  func scope() async {
    let text = Self.whole.replacing("\"all\"", with: #"["AAAA", "d", "shop", 7]"#)
    let datacenters = #"[{"id":"d","type":"datacenter","properties":{"name":"x"}}]"#
    for expected in [[], ["x"]] {
      var options = ReadingOptions()
      options.expectedDatacenters = expected
      let inventory = await Inventory.read(
        documents: [("m.json", Array(text.utf8)), ("d.json", Array(datacenters.utf8))], options)
      #expect(inventory.gaps.missingDatacenters == ["AAAA", "shop"])
    }
  }

  @Test("an id of a data center is not satisfied by another that has it as its name")
  func idsAndNames() async {
    let id = "A1000000-0000-4000-8000-000000000001"
    func missing(_ wanted: [String], _ id: String, _ name: String, _ scope: String) async
      -> [String]
    {
      var options = ReadingOptions()
      options.expectedDatacenters = wanted
      let text = Self.whole.replacing("\"all\"", with: scope)
      let datacenter = #"{"id":"\#(id)","type":"datacenter","properties":{"name":"\#(name)"}}"#
      return await Inventory.read(
        documents: [("m.json", Array(text.utf8)), ("d.json", Array(datacenter.utf8))], options
      ).gaps.missingDatacenters
    }
    #expect(await missing([id], "d", id, "\"all\"") == [id])
    #expect(await missing([id], id, "d", "\"all\"") == [])
    #expect(await missing([id], id.lowercased(), "d", "\"all\"") == [])
    #expect(await missing(["shop"], "d", "shop", "\"all\"") == [])
    #expect(await missing([], "d", "shop", "[\"shop\"]") == ["shop"])
    #expect(await missing(["shop"], "d", "shop", "[\"shop\"]") == [])
  }

  @Test(
    "a broken one is refused with its place",
    arguments: [
      (#"{"format": "failover-export/2"}"#, 12, "the format \"failover-export/2\" is not known"),
      (#"{"format": "failover-export/1", "started": "a", "started": "b"}"#, 49, "is twice"),
      (#"{"format": "failover-export/1", "failures": [}"#, 46, "a value was expected"),
      (#"{"format": "failover-export/1", "failures": [1 2]}"#, 48, "a comma"),
      (#"{"format": "failover-export/1""#, 31, "ends in the middle"),
      (#"{"format": "failover-export/1"} {}"#, 33, "text after the end of the manifest"),
      ("{\"format\": \"failover-export/1\", \"a\": \"\u{01}\"}", 39, "control character"),
    ])
  func broken(_ text: String, _ column: Int, _ sentence: String) async {
    let input = await manifest(text).inputs[0]
    #expect(input.status == .refused)
    #expect(input.problems.count == 1 && input.problems[0].sentence.contains(sentence))
    #expect(input.problems[0].line == 1 && input.problems[0].column == column)
  }

  @Test("bytes that are not UTF-8, too many levels and too many bytes are refused")
  func hostile() async {
    let start = Array(#"{"format": "failover-export/1", "x": "#.utf8)
    let deep = start + Array(String(repeating: "[", count: 10_000).utf8)
    let huge = start + [0x22] + Array(repeating: 0x61, count: ExportManifest.mostBytes)
    for (bytes, sentence) in [
      (start + [0x22, 0xFF, 0x22, 0x7D], "not UTF-8"), (deep, "levels of nesting"),
      (huge, "a manifest of more than"),
    ] {
      let inventory = await Inventory.read(documents: [("failover-export.json", bytes)])
      #expect(inventory.inputs[0].status == .refused)
      #expect(inventory.inputs[0].problems[0].sentence.contains(sentence), "\(sentence)")
      #expect(inventory.dataTime == .unknown)
    }
  }

  @Test("a failure is cut to 300 characters, and many to the first 20")
  func long() async {
    let failure = #"{"request": "\#(String(repeating: "ä", count: 5000))", "problem": "p"}"#
    let text =
      #"{"format": "failover-export/1", "finished": "2026-06-20T02:01:00Z", "failures": ["#
      + Array(repeating: failure, count: 50).joined(separator: ",") + "]}"
    let problems = await manifest(text).inputs[0].problems
    #expect(problems.count == 21)
    #expect(problems.allSatisfy { $0.sentence.count < 400 })
    #expect(problems[20].sentence == "30 more requests of the export failed")
    #expect(problems[19].pointer == "/failures/19")
  }

  // MARK: As of when

  private static let neutral =
    #"{"format": "failover-inventory/1", "datacenters": [{"id": "d", "name": "n"}]"#
  private static let api = #"{"id": "e", "type": "datacenter", "properties": {"name": "e"}}"#

  private func neutral(_ time: String?) -> String {
    Self.neutral + (time.map { #", "exportedAt": "\#($0)""# } ?? "") + "}"
  }

  @Test("the oldest of several times counts, and the newest is known")
  func several() async {
    let inventory = await read([
      ("a.json", neutral("2026-06-21T02:00:00+01:00")), ("failover-export.json", Self.whole),
      ("b.json", Self.api),
    ])
    #expect(
      inventory.dataTime
        == DataTime(
          oldest: "2026-06-20T02:00:00Z", newest: "2026-06-21T01:00:00Z", isPartial: false))
  }

  @Test("records without a time make it a time of a part")
  func partial() async {
    let time = "2026-06-21T01:00:00Z"
    let part = DataTime(oldest: time, newest: time, isPartial: true)
    var inventory = await read([("a.json", neutral(time)), ("b.json", Self.api)])
    #expect(inventory.dataTime == part)
    inventory = await read([("a.json", neutral(time)), ("b.json", neutral("yesterday"))])
    #expect(inventory.dataTime == part)
    inventory = await read([("a.json", neutral("yesterday")), ("b.json", Self.api)])
    #expect(inventory.dataTime == .unknown)
  }

  @Test(
    "a manifest speaks for its folder and what is below it, for nothing else",
    arguments: [
      ("b.json", "failover-export.json", false), ("x/y/b.json", "failover-export.json", false),
      ("x/y/b.json", "x/failover-export.json", false), ("b.json", "x/failover-export.json", true),
      ("xy/b.json", "x/failover-export.json", true), ("x/b.json", "x/y/m.json", true),
    ])
  func folders(_ answer: String, _ manifest: String, _ isPartial: Bool) async {
    let inventory = await read([(answer, Self.api), (manifest, Self.whole)])
    #expect(inventory.dataTime.oldest == "2026-06-20T02:00:00Z")
    #expect(inventory.dataTime.isPartial == isPartial)
  }

  @Test("what is written in the neutral format has the time, and nothing that nobody knows")
  func written() async throws {
    func written(_ inventory: Inventory) throws -> String {
      var bytes: [UInt8] = []
      var writer = NeutralWriter(inventory, isXML: false)
      try writer.write { bytes += $0 }
      return String(decoding: bytes, as: UTF8.self)
    }
    let whole = await read([("a.json", Self.api), ("failover-export.json", Self.whole)])
    #expect(try written(whole).contains(#""exportedAt": "2026-06-20T02:00:00Z""#))
    let part = await read([("a.json", Self.api), ("b.json", neutral("2026-06-20T02:00:00Z"))])
    #expect(try !written(part).contains("exportedAt"))
  }

  @Test("times of several audits join to the oldest and the newest")
  func merged() {
    let a = DataTime(
      oldest: "2026-06-20T00:00:00Z", newest: "2026-06-22T00:00:00Z", isPartial: false)
    let b = DataTime(
      oldest: "2026-06-21T00:00:00Z", newest: "2026-06-21T00:00:00Z", isPartial: false)
    #expect(DataTime(merging: [b, a]) == a)
    #expect(
      DataTime(merging: [.unknown, b])
        == DataTime(oldest: b.oldest, newest: b.newest, isPartial: true))
    #expect(DataTime(merging: [.unknown, .unknown]) == .unknown)
  }
}
