import FailoverAudit
import FailoverBase

/// Runs and ages of a history as JSON.
package enum HistoryObject {
  package static func put(_ run: RunTotals, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("number", run.number, to: &sink)
    try members.put("time", UTCTime.text(of: run.time), to: &sink)
    try members.put("verdict", run.verdict.rawValue, to: &sink)
    try members.put("groups", run.groups, to: &sink)
    try members.put("violations", run.violations, to: &sink)
    try members.put("new", run.new, to: &sink)
    try members.put("fixed", run.fixed, to: &sink)
    try members.put("notJudged", run.notJudged, to: &sink)
    try members.begin("counts", to: &sink)
    var counts = JSONMembers()
    for outcome in Outcome.allCases {
      try counts.put(outcome.word, run.counts[outcome], to: &sink)
    }
    try counts.put("total", run.counts.total, to: &sink)
    try counts.close(to: &sink)
    try members.close(to: &sink)
  }

  package static func put(_ datacenter: UnseenDatacenter, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("id", datacenter.id, to: &sink)
    if let lastSeen = datacenter.lastSeen {
      try members.put("lastSeen", UTCTime.text(of: lastSeen), to: &sink)
    }
    try members.close(to: &sink)
  }

  package static func put(
    _ age: FindingAge, in members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    try members.put("state", age.state.word, to: &sink)
    try members.put("firstSeen", UTCTime.text(of: age.firstSeen), to: &sink)
    try members.put("openSince", UTCTime.text(of: age.openSince), to: &sink)
    try members.put("stretches", age.stretches, to: &sink)
  }
}
