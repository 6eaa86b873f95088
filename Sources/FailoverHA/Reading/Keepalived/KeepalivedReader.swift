import FailoverBase
import FailoverInventory

/// Reads the VRRP instances of a configuration of keepalived.
struct KeepalivedReader {
  /// The instances that keepalived starts.
  private(set) var instances: [HAInstance] = []
  /// Whether nothing that the configuration consists of is missing.
  let isWhole: Bool
  /// Why keepalived starts no instance at all.
  private(set) var refusal: (sentence: String, place: Place)?
  /// Everything that could not be resolved, in order.
  let problems: [KeepalivedProblem]
  /// Files that were refused.
  let refused: [KeepalivedProblem]
  /// Paths of the files that were included.
  let included: Set<String>
  /// Whether there are more instances than may be.
  let hasTooManyInstances: Bool

  /// - Parameters:
  ///   - root: the path of the configuration below the host's folder.
  ///   - configID: by which `@` lines are chosen.
  /// - Throws: why nothing of the configuration counts.
  init(
    _ root: String, in folder: KeepalivedLines.KeepalivedFolder, configID: String?,
    _ secrets: HASecret
  ) throws(KeepalivedProblem) {
    let lines = try KeepalivedLines(root, in: folder, configID: configID)
    let tree = KeepalivedTree(lines.lines)
    problems = lines.problems + [tree.problem].compactMap(\.self)
    refused = lines.refused
    included = lines.included
    isWhole = !lines.isOpen && tree.problem == nil
    let globals = KeepalivedGlobals(tree.statements, isWhole: isWhole)
    var names: Set<String> = []
    var found: [KeepalivedStatement] = []
    for statement in tree.statements where statement.keyword == "vrrp_instance" {
      // keepalived ignores a second instance of one name.
      guard !statement.isUncertain, let name = statement.value, names.insert(name).inserted else {
        continue
      }
      found.append(statement)
    }
    hasTooManyInstances = found.count > HALimits.instances
    for statement in found.prefix(HALimits.instances) {
      let reader = KeepalivedInstance(
        statement, name: statement.value ?? "", globals, isWhole: isWhole, secrets)
      instances.append(reader.instance)
      if isWhole && refusal == nil, let reason = reader.refusal {
        refusal = (reason, reader.instance.place)
      }
    }
    if refusal != nil { instances = [] }
  }
}
