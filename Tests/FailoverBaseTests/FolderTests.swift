import Foundation
import Testing

/// The folders of a module are its layers: what is in one uses what is in lower ones, never the
/// other way round.
struct FolderTests {
  /// The folders of each module from the bottom up; `.` is the module's root.
  private static let layers: [String: [String]] = [
    "FailoverBase": [".", "Bytes", "Text", "Dates", "Files", "JSON", "YAML"],
    "FailoverInventory": [
      "Scanning", "Documents", "Records", "Reading/Foreign", "Reading/Manifest", "Reading/API",
      "Reading/Neutral", "Reading/Inputs", "Reading", "Deriving", "Storage", "Views", "Tables",
      "Writing",
    ],
    "FailoverHA": [
      "Records", "Reading/JSON", "Reading/Keepalived", "Reading/Pacemaker", "Reading",
      "Statements", "Placing", "Evidence",
    ],
    "FailoverSQL": ["."],
    "FailoverAudit": [
      "Outcomes", "Examples", "Rules", "Report", "Configuration", "Waivers", "Engine", "RuleFiles",
      "Programs", "RuleFolders",
    ],
    "FailoverRules": ["HA", "."],
    "FailoverSimulation": ["."],
    "FailoverArchive": ["Baseline", "Compare", "Saved", "History", "Evidence", "Merge"],
    "FailoverReports": [
      "Escaping", "Telling", "Text", "Markdown", "HTML", "CSV", "GitHub", "GitLab", "JUnit", "OCSF",
      "OSCAL", "Prometheus", "SARIF", "SQL", "TAP", "Catalogue", "Comparison", "Simulation", ".",
    ],
    "failover-audit": ["Terminal", "Options", "Evidence", "Commands", "."],
  ]

  private struct File {
    let name: String
    let folder: String
    /// The text without comments and texts.
    let code: String
  }

  private static var sources: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
  }

  private static func files(of module: String) throws -> [File] {
    let root = sources.appending(path: module)
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return try (paths ?? []).filter { $0.hasSuffix(".swift") }.map { path in
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      return File(name: path, folder: folder.isEmpty ? "." : folder, code: code(text))
    }
  }

  private static func code(_ text: String) -> String {
    text.replacing(/(?s)""".*?"""/, with: "\"\"").replacing(/\/\/.*/, with: "")
      .replacing(/"(?:\\.|[^"\\])*"/, with: "\"\"")
  }

  /// The types and functions at the top level of files, each with the file that declares it; those
  /// whose names several files use for something are left out.
  private static func owners(_ files: [File]) -> [Substring: File] {
    let top =
      /(?m)^(?:@\w+(?:\([^)]*\))? +)*(?:(?:public|package|final|indirect) +)*(?:struct|class|enum|protocol|typealias|actor|func) +(\w+)/
    let nested = /(?m)^ +(?:\w+ )*(?:struct|class|enum|typealias|case|let|var) (\w+)/
    var owners: [Substring: File] = [:]
    var others: Set<Substring> = []
    for file in files {
      for match in file.code.matches(of: top) {
        let name = match.1
        if let known = owners[name], known.name != file.name { others.insert(name) }
        owners[name] = file
      }
      others.formUnion(file.code.matches(of: nested).map(\.1))
    }
    return owners.filter { !others.contains($0.key) }
  }

  @Test("a file uses only what is in its folder or in a lower one", arguments: layers.keys.sorted())
  func arrows(_ module: String) throws {
    let layers = try #require(Self.layers[module])
    let files = try Self.files(of: module)
    let owners = Self.owners(files)
    #expect(!owners.isEmpty)
    for file in files {
      let own = try #require(
        layers.firstIndex(of: file.folder),
        "\(module)/\(file.folder) is not in the table of this test: say where it belongs")
      for word in Set(file.code.matches(of: /[A-Za-z_]\w*/).map(\.output)) {
        guard let owner = owners[word], let other = layers.firstIndex(of: owner.folder) else {
          continue
        }
        #expect(other <= own, "\(module)/\(file.name) uses \(word) of \(owner.name)")
      }
    }
  }

  @Test("every module has its layers")
  func modules() throws {
    let modules = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
      .filter { !$0.hasPrefix("C") }
    #expect(Set(modules) == Set(Self.layers.keys))
  }
}
