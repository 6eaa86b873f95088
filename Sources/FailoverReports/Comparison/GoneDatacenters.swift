import FailoverBase
import FailoverAudit
import FailoverInventory

/// Data centers with subjects in the old audit and none in the new one.
struct GoneDatacenters {
  /// Their ids as names of subjects write them, in order.
  let ids: [String]
  /// Their names, by id, where the old report has them.
  private let names: [String: String]
  /// Distinct subjects of theirs that the old audit judged.
  let subjects: Int

  /// - Parameter ruleNames: the ids that rules have now; a rule that the new audit did not run says
  ///   nothing.
  init(old: Report, new: Report, _ ruleNames: RuleNames) {
    let run = Set(new.ledger.rules.map(\.info.id))
    let present = Set(
      GoneDatacenters.subjects(of: new.ledger.rules).map(\.datacenter))
    // Names of subjects are ASCII.
    var gone: Set<String> = []
    var ids: Set<String> = []
    let rules = old.ledger.rules.filter { run.contains(ruleNames.id(of: $0.info.id)) }
    for (name, datacenter) in GoneDatacenters.subjects(of: rules)
    where !present.contains(datacenter) {
      ids.insert(datacenter)
      gone.insert(name)
    }
    self.ids = ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    subjects = gone.count
    names = ids.isEmpty ? [:] : GoneDatacenters.names(of: old, ids)
  }

  /// Every subject that lies in a data center by its name, with the data center's id.
  private static func subjects(of rules: [RuleLedger]) -> [(name: String, datacenter: String)] {
    rules.flatMap { rule in
      rule.outcomes.indices.compactMap { index in
        let name = rule.name(at: index)
        return SubjectKind.datacenterID(inName: name).map { (name, $0) }
      }
    }
  }

  private static func names(of report: Report, _ ids: Set<String>) -> [String: String] {
    var names: [String: String] = [:]
    for rule in report.ledger.rules {
      for index in rule.outcomes.indices where names.count < ids.count {
        guard let id = SubjectKind.datacenterID(inName: rule.name(at: index)), ids.contains(id),
          names[id] == nil, let name = rule.subject(at: index).datacenter?.name
        else { continue }
        names[id] = name
      }
    }
    return names
  }

  /// What is to be said of them, without a full stop; nil if there are none.
  var sentence: String? {
    if ids.isEmpty { return nil }
    let titles = ids.prefix(3).map { id in names[id].map { "\"\($0)\" (\(id))" } ?? id }
    let more = ids.count > 3 ? " and \(ids.count - 3) more" : ""
    let which = (ids.count == 1 ? "data center " : "data centers ") + titles.joined(separator: ", ")
    return
      "\(counted(subjects, "subject is", "subjects are")) no longer judged: the new report shows nothing of "
      + which + more
  }
}
