import Foundation
import Testing

/// The inputs that fuzzing starts with, and those on which it once failed.
struct CorpusTests {
  /// The files of a folder below `Fuzzing/Corpus`.
  private static func files(_ target: String) -> [URL] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fuzzing/Corpus/\(target)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0) }
  }

  @Test(
    "the corpus holds files for each target",
    arguments: ["scanner", "reader", "xml", "neutral", "address"])
  func corpus(_ target: String) {
    #expect(CorpusTests.files(target).count > 20)
  }

  @Test("the scanner says the same of each file, however it comes in", arguments: files("scanner"))
  func scanner(_ file: URL) throws {
    let violation = ScannerProperty.violation(Array(try Data(contentsOf: file)))
    #expect(violation == nil, "\(file.lastPathComponent)")
  }

  @Test(
    "the reader says the same of each file, in blocks of any size, with any number of workers",
    arguments: files("reader"))
  func reader(_ file: URL) async throws {
    let violation = await ReaderProperty.violation(Array(try Data(contentsOf: file)))
    #expect(violation == nil, "\(file.lastPathComponent)")
  }

  @Test(
    "XML is read the same in blocks of any size, and as libxml2 reads it", arguments: files("xml"))
  func xml(_ file: URL) async throws {
    let violation = await XMLProperty.violation(Array(try Data(contentsOf: file)))
    #expect(violation == nil, "\(file.lastPathComponent)")
  }

  @Test("the neutral format is read the same in blocks of any size", arguments: files("neutral"))
  func neutral(_ file: URL) async throws {
    let violation = await NeutralProperty.violation(Array(try Data(contentsOf: file)))
    #expect(violation == nil, "\(file.lastPathComponent)")
  }

  @Test("addresses are read as the C library reads them", arguments: files("address"))
  func address(_ file: URL) throws {
    let violation = AddressProperty.violation(Array(try Data(contentsOf: file)))
    #expect(violation == nil, "\(file.lastPathComponent)")
  }
}
