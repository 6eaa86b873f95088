import FailoverAudit
import Foundation
import Testing

@testable import FailoverRules

/// The rules in SQL that come with the program.
@Suite("Shipped rules in SQL")
struct ShippedRuleTests {
  private static var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../rules").standardized
  }

  /// The names of the files of `rules`.
  static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".sql") }.sorted()
  }()

  private static func rule(_ file: String) throws -> SQLRule {
    let bytes = try Array(Data(contentsOf: folder.appending(path: file)))
    return try SQLRule(bytes, path: "rules/" + file)
  }

  @Test("every file of the folder is in the program, as it is")
  func embedded() throws {
    let shipped = try SQLRules.all().map(\.info.id)
    #expect(Self.files.map { String($0.dropLast(4)) } == shipped)
    #expect(shipped.count >= 3)
  }

  @Test("every file holds", arguments: files)
  func holds(file: String) throws { _ = try Self.rule(file) }

  @Test("every file gives what its examples say, in every form", arguments: files)
  func examples(file: String) async throws {
    let rule = try Self.rule(file)
    let run = await ExampleRun(of: rule)
    for difference in await run.differences(rule) {
      Issue.record("\(difference.file):\(difference.line): \(difference.sentence)")
    }
  }

  @Test("an example fails for every changed condition", arguments: files)
  func mutants(file: String) async throws {
    let rule = try Self.rule(file)
    let run = await ExampleRun(of: rule, isQuick: true)
    let mutants = rule.mutants
    #expect(mutants.count >= 10)
    for mutant in mutants where await !run.fails(mutant.rule) {
      Issue.record("rules/\(file):\(mutant.line): no example fails when \(mutant.change)")
    }
  }
}
