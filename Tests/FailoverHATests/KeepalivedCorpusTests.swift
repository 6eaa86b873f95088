import Foundation
import Testing

@testable import FailoverHA

/// The configurations that fuzzing starts with, and those on which it once failed.
struct KeepalivedCorpusTests {
  private static let files: [URL] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fuzzing/Corpus/keepalived")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0) }
  }()

  @Test("the corpus holds files")
  func corpus() { #expect(Self.files.count > 20) }

  @Test("what must hold of every configuration holds of each file", arguments: files)
  func file(_ file: URL) throws {
    let violation = KeepalivedProperty.violation(Array(try Data(contentsOf: file)))
    #expect(violation == nil, "\(file.lastPathComponent)")
  }

  @Test("and of each beginning of each file", arguments: files)
  func beginnings(_ file: URL) throws {
    let bytes = Array(try Data(contentsOf: file))
    for count in 0..<bytes.count {
      let violation = KeepalivedProperty.violation(Array(bytes.prefix(count)))
      if violation != nil { Issue.record("\(violation ?? "") after \(count) bytes") }
    }
  }
}
