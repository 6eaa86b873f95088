import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverReports
import FailoverRules
import FailoverSQL

/// The rules of the program together with those of folders.
struct LoadedRules {
  private let rules: [any Rule]
  /// Changes the limits of rules in SQL.
  private let limit: (SQLLimits) -> SQLLimits

  /// - Parameter given: what the command line says of them; nil where it cannot.
  /// - Throws: `FileFaults` for all files that do not hold.
  init(_ folders: [String], _ given: RulePermissions?) throws(FileFaults) {
    let permissions = given?.permissions ?? RuleFolder.Permissions()
    var faults = FileFaults()
    var rules: [any Rule] = []
    for folder in folders {
      // What a configuration names was checked with its place.
      guard faults.notingAll(try SmallFile.checkExists(folder, of: "--rules", "folder")) != nil
      else { continue }
      rules += faults.notingAll(try RuleFolder(folder).rules(permissions)) ?? []
    }
    try faults.check()
    self.rules = rules
    limit = { given?.put(over: $0) ?? $0 }
  }

  /// All of them, in the order of their ids.
  ///
  /// - Parameter parameters: values other than the defaults, as `rule.parameter`.
  /// - Throws: `BadParameter` for the first parameter that does not exist or is out of range.
  func all(_ parameters: [String: Int]) throws(BadParameter) -> [any Rule] {
    try BuiltInRules.all(parameters, with: rules).map { rule in
      (rule as? SQLRule).map { $0.with(limit($0.limits)) } ?? rule
    }
  }

  /// All of them with their default parameters.
  ///
  /// - Throws: `FileFaults` for every rule of a folder that has the id of another.
  func all() throws(FileFaults) -> [any Rule] {
    do {
      return try all([:])
    } catch {
      var faults = FileFaults()
      var ids = Set((try? BuiltInRules.all().map(\.info.id)) ?? [])
      for rule in rules where !ids.insert(rule.info.id).inserted {
        LoadedRules.note(.twice(rule.info.id), of: rule.info.file, &faults)
      }
      if faults.isEmpty { LoadedRules.note(error, of: nil, &faults) }
      throw faults
    }
  }
}

extension LoadedRules {
  private static func note(
    _ fault: BadParameter, of file: RuleFileOrigin?, _ faults: inout FileFaults
  ) {
    faults.note(
      YAMLPlace(file: file?.path ?? "rules", line: 1, column: 1), fault.description)
  }
}

/// Which folders of rules a command loads beside the program's own.
struct RuleFolderOptions: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "Also load the rules in this folder. May be repeated.", valueName: "folder"),
    completion: .directory)
  var ruleFolders: [String] = []

  /// The rules of the program and of the folders; nothing is run.
  func rules() throws -> [any Rule] {
    try LoadedRules(ruleFolders, nil).all()
  }
}
