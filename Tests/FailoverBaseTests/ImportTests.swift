import Foundation
import Testing

/// Arrows between modules point one way.
struct ImportTests {
  /// What each target may import of ours.
  private static let allowed: [String: Set<String>] = [
    "CLibCrypto": [],
    "CLibXML2": [],
    "CSQLite": [],
    "CLibYAML": [],
    "CSpawn": [],
    "CSQLiteMemory": ["CSQLite"],
    "FailoverBase": ["CLibCrypto", "CLibYAML"],
    "FailoverInventory": ["CLibXML2", "FailoverBase"],
    "FailoverHA": ["FailoverBase", "FailoverInventory"],
    "FailoverSQL": ["FailoverBase", "FailoverInventory", "CSQLite", "CSQLiteMemory"],
    "FailoverAudit": ["FailoverBase", "FailoverHA", "FailoverInventory", "FailoverSQL", "CSpawn"],
    "FailoverRules": ["FailoverAudit", "FailoverBase", "FailoverHA", "FailoverInventory"],
    "FailoverSimulation": ["FailoverAudit", "FailoverBase", "FailoverInventory"],
    "FailoverArchive": [
      "FailoverAudit", "FailoverBase", "FailoverInventory", "FailoverSQL", "CSQLite",
    ],
    "FailoverReports": [
      "FailoverArchive", "FailoverAudit", "FailoverBase", "FailoverInventory", "FailoverSQL",
      "FailoverSimulation",
    ],
    "failover-audit": [
      "FailoverArchive", "FailoverAudit", "FailoverBase", "FailoverHA", "FailoverInventory",
      "FailoverReports", "FailoverRules", "FailoverSQL", "FailoverSimulation",
    ],
  ]

  /// Modules that anybody may import: the system, the language and the dependencies.
  private static let others: Set<String> = [
    "ArgumentParser", "Dispatch", "FoundationEssentials", "Glibc", "Synchronization",
  ]

  private struct Import {
    let target: String
    let module: String
    let line: String
  }

  private static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Every import below `Sources`.
  private static func imports() throws -> [Import] {
    let sources = root.appending(path: "Sources")
    var found: [Import] = []
    for target in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
      let folder = sources.appending(path: target)
      let files = FileManager.default.enumerator(atPath: folder.path)
      while let file = files?.nextObject() as? String {
        guard file.hasSuffix(".swift") else { continue }
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        // An indented line is a part of a text, such as a program in another language.
        for line in text.split(separator: "\n") where !line.hasPrefix(" ") {
          let words = line.split(separator: " ")
          guard let position = words.firstIndex(of: "import"),
            words[..<position].allSatisfy({ $0.hasPrefix("@") || access.contains(String($0)) })
          else { continue }
          // `import struct Module.Type` names the kind of what it imports.
          let kinds = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
          let name = words[(position + 1)...].first { !kinds.contains(String($0)) } ?? ""
          let module = name.split(separator: ".").first.map(String.init) ?? ""
          found.append(Import(target: target, module: module, line: "\(file): \(line)"))
        }
      }
    }
    return found
  }

  private static let access = ["public", "package", "internal", "fileprivate", "private"]

  @Test("each target imports only what the table allows")
  func table() throws {
    let imports = try ImportTests.imports()
    #expect(imports.count > 20)
    for one in imports {
      let allowed = try #require(
        ImportTests.allowed[one.target], "\(one.target) is not in the table")
      #expect(
        allowed.contains(one.module) || ImportTests.others.contains(one.module),
        "\(one.target), \(one.line)")
    }
  }

  @Test("nobody imports all of Foundation outside of tests")
  func foundation() throws {
    let offenders = try ImportTests.imports().filter { $0.module == "Foundation" }
    #expect(offenders.map(\.line) == [])
  }
}
