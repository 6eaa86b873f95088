import FailoverInventory
import Foundation
import TestSupport
import Testing

/// Inputs that were made to do harm: each ends by itself, soon and in little memory, with one line
/// that says what is wrong with it, and takes nothing from the audit of the sound estate beside it.
@Suite("Hostile inputs")
struct HostileInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let fate: HostileFate
    var testDescription: String { name }
  }

  static let refused = HostileTable.refused.map { Case(name: $0.name, fate: .refused($0.says)) }
  static let partlyRead = HostileTable.partlyRead.map {
    Case(name: $0.name, fate: .partlyRead($0.says))
  }
  static let read = HostileTable.read.map { Case(name: $0.name, fate: .read($0.exitCode)) }
  static let xml =
    HostileTable.xml.map { Case(name: $0.name, fate: .refused($0.says)) }
    + HostileTable.idleXML.map { Case(name: $0, fate: .idle) }

  @Test("the table lists every file of the corpus once, and no other")
  func table() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: HostileScan.corpus.path)
    let names = (Self.refused + Self.partlyRead + Self.read + Self.xml).map(\.name)
    #expect(files.sorted() == names.sorted())
  }

  private func check(_ test: Case) async throws {
    let path = HostileScan.corpus.appendingPathComponent(test.name).path
    let scan = try await HostileScan(path, in: try TemporaryFolder())
    try await scan.check(test.name, test.fate)
  }

  @Test("anything but an export is refused at its place", arguments: refused)
  func refusedFile(_ test: Case) async throws { try await check(test) }

  @Test("usable parts are used, and the rest is reported", arguments: partlyRead)
  func partlyReadFile(_ test: Case) async throws { try await check(test) }

  @Test("odd values are read as values that are not known", arguments: read)
  func readFile(_ test: Case) async throws { try await check(test) }

  @Test("XML reaches for no other file and no network, and takes no memory", arguments: xml)
  func xmlFile(_ test: Case) async throws { try await check(test) }

  // MARK: Truncated

  /// A small export, whole.
  static let export = Array(SmallEstate.healthy.json.utf8)

  @Test("an export that is cut anywhere is refused, at a place that is there")
  func everyCut() async {
    let end = Self.export.lastIndex { $0 == UInt8(ascii: "}") } ?? 0
    for count in 1...Self.export.count {
      let bytes = Array(Self.export[..<count])
      let input = await Inventory.read(documents: [("cut.json", bytes)]).inputs[0]
      if count > end {
        #expect(input.status == .read)
        continue
      }
      #expect(input.status == .refused && input.problems.count == 1, "\(count) bytes")
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let line = input.problems.first?.line ?? 0
      let column = input.problems.first?.column ?? 0
      #expect(line == lines.count, "\(count) bytes")
      #expect(column == (lines.last?.count ?? 0) + 1, "\(count) bytes")
    }
  }

  @Test(
    "the command refuses an export that is cut",
    arguments: Array(stride(from: 1, to: 1200, by: 150)))
  func cut(_ count: Int) async throws {
    let folder = try TemporaryFolder()
    try folder.write("cut.json", Data(Self.export.prefix(count)))
    let scan = try await HostileScan("cut.json", in: folder)
    try await scan.check("cut.json", .refused(":"))
    #expect(scan.run.errorText.contains("malformed JSON: the input ends in the"))
  }
}
