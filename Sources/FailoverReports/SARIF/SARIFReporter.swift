import FailoverAudit
import FailoverBase
import FailoverInventory

/// Every outcome as a SARIF 2.1.0 result, for viewers and for stores of findings.
public struct SARIFReporter: Reporter {
  public static let format = "sarif"
  public static let summary = "every outcome as SARIF 2.1.0"

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    let results = SARIFResults(report, audience: .all)
    try SARIFLog(report: report, audience: .all, hidden: OutcomeCounts()).write(to: &sink) { sink in
      var separator = "\n"
      for rule in report.ledger.rules.indices {
        for index in report.ledger.rules[rule].outcomes.indices {
          try sink.put(separator)
          try results.put(index, of: rule, to: &sink)
          separator = ",\n"
        }
      }
    }
  }
}

/// What to act on as SARIF for the code scanning of GitHub, within its limits.
///
/// GitHub refuses a whole file for one result without a location, shows no notifications, and opens
/// an alert for what passed or was waived. So those are left out, and what was not looked at is a
/// result.
public struct SARIFGitHubReporter: Reporter {
  public static let format = "sarif-github"
  public static let summary = "what to act on as SARIF for GitHub code scanning"

  /// The most results that GitHub shows; one of them may say how many are hidden.
  static let resultLimit = 5000
  /// The most bytes of results. GitHub takes 10 MB when compressed, and compressing adds nothing to
  /// speak of.
  static let byteLimit = 9_000_000

  let resultLimit: Int
  let byteLimit: Int

  public init() {
    self.init(
      resultLimit: SARIFGitHubReporter.resultLimit, byteLimit: SARIFGitHubReporter.byteLimit)
  }

  init(resultLimit: Int, byteLimit: Int) {
    self.resultLimit = resultLimit
    self.byteLimit = byteLimit
  }

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    let results = SARIFResults(report, audience: .gitHub)
    let order = WorstFirst(report.ledger)
    let unexamined = ScopeGap.count(report)
    let room = try room(for: order, unexamined, of: report, results)
    let hidden = Hidden(
      unexamined: unexamined - room.unexamined, outcomes: order.total - room.outcomes)
    let shown = order.counts(first: room.outcomes)
    var rest = OutcomeCounts()
    for outcome in [Outcome.fail, .unknown, .error] {
      rest[outcome] = report.ledger.counts[outcome] - shown[outcome]
    }
    let log = SARIFLog(
      report: report, audience: .gitHub, hidden: rest, hiddenSentence: hidden.sentence)
    try log.write(to: &sink) { sink in
      var separator = "\n"
      if let sentence = hidden.sentence {
        try sink.put(separator)
        try results.putNotice(of: "hidden-results", sentence, to: &sink)
        separator = ",\n"
      }
      for notice in ScopeGap.all(report).prefix(room.unexamined) {
        try sink.put(separator)
        try results.put(notice, to: &sink)
        separator = ",\n"
      }
      for place in order.prefix(room.outcomes) {
        try sink.put(separator)
        try results.put(place.index, of: place.rule, to: &sink)
        separator = ",\n"
      }
    }
  }

  /// How many results there is room for.
  private struct Room {
    var unexamined = 0
    var outcomes = 0
  }

  /// How many results have no room.
  private struct Hidden {
    let unexamined: Int
    let outcomes: Int

    var sentence: String? {
      guard unexamined + outcomes > 0 else { return nil }
      let what = unexamined > 0 ? " and \(counted(unexamined, "notice")) of what was not read" : ""
      return "\(counted(outcomes, "more outcome"))\(what) not shown here, the least of all: "
        + "the other reports list them"
    }
  }

  /// Writes the results into nothing to learn how many of them fit.
  private func room(
    for order: WorstFirst, _ unexamined: Int, of report: Report, _ results: SARIFResults
  ) throws -> Room {
    let limit = unexamined + order.total > resultLimit ? resultLimit - 1 : resultLimit
    var room = Room()
    var size = 0
    var scale = ByteSink { size += $0.count }
    for notice in ScopeGap.all(report).prefix(limit) {
      try results.put(notice, to: &scale)
      try scale.flush()
      guard size <= byteLimit else { return room }
      room.unexamined += 1
    }
    for place in order.prefix(limit - room.unexamined) {
      try results.put(place.index, of: place.rule, to: &scale)
      try scale.flush()
      guard size <= byteLimit else { return room }
      room.outcomes += 1
    }
    return room
  }
}
