import Foundation
import Testing

@testable import FailoverInventory

/// The table of members in `docs/formats.md`; `UPDATE_GOLDENS=1` rewrites its scalar members.
struct FormatsDocumentTests {
  private static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/formats.md")

  @Test("docs/formats.md lists the scalar members of each object in their order")
  func scalars() throws {
    let text = try String(contentsOf: Self.path, encoding: .utf8)
    var lines = text.components(separatedBy: "\n")
    for object in NeutralObject.allCases {
      let index = try #require(lines.firstIndex { $0.hasPrefix("| `\(object)` | ") }, "\(object)")
      let cells = lines[index].components(separatedBy: " | ")
      let words = object.scalars.filter { $0 != .format }.map { "`\($0.word)`" }
      lines[index] = ([cells[0], words.joined(separator: ", ")] + cells[2...])
        .joined(separator: " | ")
    }
    let expected = lines.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try expected.write(to: Self.path, atomically: true, encoding: .utf8)
    } else {
      #expect(firstDifference(text, expected) == nil)
    }
  }
}
