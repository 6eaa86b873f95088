import FailoverBase
import FailoverInventory
import FailoverSQL
import Glibc

/// A folder of rule files: `<id>.sql` for a rule in SQL, `<id>.yaml` for one that is a program.
package struct RuleFolder: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  /// What may be done with the rules of a folder.
  package struct Permissions: Sendable {
    /// Whether programs may be started; without it a rule that is one is refused.
    package var programs = false
    package var sqlLimits = SQLLimits()
    package var programLimits = ProgramLimits()

    package init() {}
  }

  /// Its rules, in the order of their ids. Nothing is run.
  ///
  /// - Throws: `FileFaults` for everything in its files that does not hold.
  package func rules(_ permissions: Permissions) throws(FileFaults) -> [any Rule] {
    var faults = FileFaults()
    var rules: [String: any Rule] = [:]
    for file in try files() {
      guard let rule = faults.notingAll(try RuleFolder.rule(inFile: file, permissions)) else {
        continue
      }
      let id = rule.info.id
      if let other = rules[id] {
        faults.note(
          YAMLPlace(file: file, line: 1, column: 1),
          "the rule \"\(id)\" is there twice, also in \(other.info.file?.path ?? path)")
      } else {
        rules[id] = rule
      }
    }
    try faults.check()
    return rules.values.sorted { $0.info.id < $1.info.id }
  }

  /// The rule that a file declares. Nothing is run.
  package static func rule(
    inFile file: String, _ permissions: Permissions
  ) throws(FileFaults) -> any Rule {
    let bytes: [UInt8]
    do { bytes = try FileBytes.read(file, limit: YAMLDocument.byteLimit) } catch {
      throw FileFaults(FileFault(YAMLPlace(file: file, line: 0, column: 0), error.sentence))
    }
    if file.hasSuffix(".sql") {
      return try SQLRule(bytes, path: file, limits: permissions.sqlLimits)
    }
    return try ProgramRule(
      bytes, path: file, limits: permissions.programLimits, mayRun: permissions.programs)
  }

  // MARK: Files

  /// The paths of its rule files, in order; itself if it is one. Other files are left alone, such
  /// as a README.md or the programs.
  package func files() throws(FileFaults) -> [String] {
    if RuleFolder.isRuleFile(path) { return [path] }
    let place = YAMLPlace(file: path, line: 0, column: 0)
    guard let folder = opendir(path) else {
      if errno == ENOENT { throw FileFaults(FileFault(place, "no such folder")) }
      throw FileFaults(
        FileFault(place, "the folder of rules cannot be read: \(String(cString: strerror(errno)))"))
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") && RuleFolder.isRuleFile(name) { names.append(name) }
    }
    if names.isEmpty {
      throw FileFaults(
        FileFault(place, "the folder holds no rule: neither <id>.sql nor <id>.yaml"))
    }
    return names.sorted().map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
  }

  private static func isRuleFile(_ name: String) -> Bool {
    [".sql", ".yaml", ".yml"].contains { name.hasSuffix($0) }
  }
}
