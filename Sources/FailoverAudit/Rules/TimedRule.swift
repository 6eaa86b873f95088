import FailoverBase
import FailoverInventory

/// A rule whose answers depend on when the audit runs.
public protocol TimedRule: Rule {
  /// The same rule for an audit at a time; nil where the audit states none.
  func at(_ time: Moment?) -> Self
}

extension TimedRule {
  public var needs: RuleNeeds { .time }
}
