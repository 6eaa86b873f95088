import FailoverAudit
import FailoverBase

/// Since when the findings of a report are open, for reports that show it with an outcome.
struct FindingAges {
  private let history: FindingHistory?

  init(_ report: Report) { history = report.history }

  /// The age of an outcome that is open: that of its oldest finding, and new only if all of them
  /// are.
  func age(of answer: Answer, rule: String) -> FindingAge? {
    guard let history else { return nil }
    let facets = answer.findings.isEmpty ? [""] : answer.findings.map(\.facet)
    let ages = facets.compactMap { facet in
      history.age(of: Fingerprint.of(rule: rule, subject: answer.subject.name, facet: facet))
    }
    guard let oldest = ages.min(by: { $0.openSince < $1.openSince }) else { return nil }
    let states = Set(ages.map(\.state))
    return FindingAge(
      state: states.count == 1 ? oldest.state : .updated,
      firstSeen: ages.map(\.firstSeen).min() ?? oldest.firstSeen, openSince: oldest.openSince,
      stretches: ages.map(\.stretches).max() ?? 1)
  }

  /// Such as `open since 2026-10-01 (53 days)`; nil if no history was kept.
  func words(of answer: Answer, rule: String) -> String? {
    guard let history, let age = age(of: answer, rule: rule) else { return nil }
    return FindingAges.words(age, at: history.time)
  }

  static func words(_ age: FindingAge, at time: Int) -> String {
    let back = age.stretches > 1 ? ", came back \(counted(age.stretches - 1, "time"))" : ""
    let first =
      age.firstSeen < age.openSince ? ", first seen on \(day(age.firstSeen))" : ""
    if age.state == .new && age.openSince == time { return "new" + back + first }
    return
      "open since \(day(age.openSince)) (\(counted(days(from: age.openSince, to: time), "day")))"
      + back + first
  }

  static func day(_ time: Int) -> String { String(UTCTime.text(of: time).prefix(10)) }

  /// Whole days; 0 if the clock went back.
  static func days(from start: Int, to end: Int) -> Int { max(0, (end - start) / 86_400) }
}
