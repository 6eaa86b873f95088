import FailoverAudit
import FailoverInventory

/// What is said of data centers that earlier runs of a history show and the last one does not.
enum UnseenDatacenters {
  /// How many are named.
  private static let limit = 3

  /// A sentence without a full stop; nil if there are none.
  ///
  /// - Parameter run: the run that does not show them.
  static func sentence(_ all: [UnseenDatacenter], _ run: String) -> String? {
    if all.isEmpty { return nil }
    let named = all.prefix(limit).map { datacenter in
      datacenter.id
        + (datacenter.lastSeen.map { " (last in the run of \(FindingAges.day($0)))" } ?? "")
    }
    let more = all.count > limit ? " and \(all.count - limit) more" : ""
    let what = all.count == 1 ? "data center" : "data centers"
    return
      "\(run) shows nothing of \(what) \(named.joined(separator: ", "))\(more), which earlier runs show"
  }
}
