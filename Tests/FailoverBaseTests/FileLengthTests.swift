import Foundation
import Testing

/// A file that is long is about more than one thing, unless it has a reason.
struct FileLengthTests {
  private static let most = 400
  /// Longer files, each with its reason.
  private static let reasons: [String: String] = [:]

  @Test("no source file is over 400 lines, unless a reason is written down here")
  func lengths() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
    let names =
      FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    let files = names.filter { $0.hasSuffix(".swift") }
    #expect(files.count > 300)
    for file in files {
      let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      let count = text.count { $0 == "\n" }
      if count <= Self.most || Self.reasons[file] != nil { continue }
      Issue.record("Sources/\(file) has \(count) lines: put what it is about into several files")
    }
  }
}
