import Foundation
import TestSupport
import Testing

/// The neutral format in JSON and in XML: one inventory, one audit.
@Suite("Both forms of an inventory")
struct NeutralFormTests {
  static let samples = ["full", "minimal", "desired-state", "gaps"]

  private static let folder = Command.packageRoot
    .appendingPathComponent("Tests/Fixtures/neutral")

  /// A report in parts, without the places. The file has one name in both forms, for
  /// it is part of what an incomplete export is called.
  private func report(_ format: String, _ sample: String, _ form: String) async throws -> [String] {
    let folder = try TemporaryFolder()
    let file = NeutralFormTests.folder.appendingPathComponent("\(sample).\(form)")
    try folder.write("inventory", Data(contentsOf: file))
    let result = try await Command.run(
      "scan", "--reproducible", "--report", format, "inventory", in: folder.url)
    #expect([0, 1, 2].contains(result.exitCode), "\(result.errorText)")
    try #require(!result.output.isEmpty)
    let documents = format == "ledger" ? result.output.split(separator: 0x0A) : [result.output]
    return try documents.map { document in
      let value = try JSONSerialization.jsonObject(with: Data(document))
      let bare = try JSONSerialization.data(
        withJSONObject: withoutPlaces(value), options: [.sortedKeys, .prettyPrinted])
      return String(decoding: bare, as: UTF8.self)
    }
  }

  private func withoutPlaces(_ value: Any) -> Any {
    if let items = value as? [Any] { return items.map(withoutPlaces) }
    guard var members = value as? [String: Any] else { return value }
    for name in ["line", "pointer", "bytes", "sha256"] { members[name] = nil }
    return members.mapValues(withoutPlaces)
  }

  @Test(
    "they give the same ledger and the same report, but for files and places", arguments: samples)
  func same(sample: String) async throws {
    for format in ["ledger", "json"] {
      let json = try await report(format, sample, "json")
      let xml = try await report(format, sample, "xml")
      #expect(json.count == xml.count)
      for (one, other) in zip(json, xml) where one != other {
        let lines = zip(one.split(separator: "\n"), other.split(separator: "\n"))
        let difference = lines.first { $0 != $1 }.map { "\($0) in JSON, \($1) in XML" }
        Issue.record("\(format): \(difference ?? "a part is missing")")
      }
    }
  }

  @Test("both at once are the same inventory, read twice", arguments: samples)
  func together(sample: String) async throws {
    let folder = NeutralFormTests.folder
    let one = try await Command.run("scan", "\(sample).json", in: folder)
    let both = try await Command.run("scan", "\(sample).json", "\(sample).xml", in: folder)
    #expect(one.exitCode == both.exitCode)
    let examined = try #require(one.text.split(separator: "\n").first { $0.hasPrefix("Examined") })
    #expect(both.text.contains(examined))
  }
}
