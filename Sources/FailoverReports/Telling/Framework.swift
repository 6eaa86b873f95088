import FailoverAudit

/// A framework with those of its controls for which rules support evidence.
struct Framework {
  let name: String
  private(set) var controls: [Control] = []

  /// In the order in which the rules name them.
  static func all(_ rules: [RuleLedger]) -> [Framework] {
    var frameworks: [Framework] = []
    for control in rules.flatMap(\.info.controls) {
      let place = frameworks.firstIndex { $0.name == control.framework } ?? frameworks.count
      if place == frameworks.count { frameworks.append(Framework(name: control.framework)) }
      if !frameworks[place].controls.contains(where: { $0.id == control.id }) {
        frameworks[place].controls.append(control)
      }
    }
    return frameworks
  }
}
