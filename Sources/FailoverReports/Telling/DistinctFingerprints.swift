import FailoverAudit

/// Fingerprints for formats in which equal ones overwrite each other.
///
/// They are those of the findings. Only what a report should not hold, the same subject twice below
/// one rule, gets another one; as subjects come in order, the last name is all that has to be
/// known.
struct DistinctFingerprints {
  private var rule = ""
  private var name = ""
  private var repetition = 0

  mutating func next(of answer: Answer, rule: String) -> String {
    let name = answer.subject.name
    repetition = self.rule == rule && self.name == name ? repetition + 1 : 0
    self.rule = rule
    self.name = name
    let print = answer.fingerprint(rule: rule)
    return repetition == 0 ? print : again(print)
  }

  mutating func next(of notice: ScopeGap) -> String {
    guard notice.input != nil else { return notice.fingerprint }
    let isSame = rule == notice.kind.rawValue && name == notice.name
    repetition = isSame ? repetition + 1 : 0
    rule = notice.kind.rawValue
    name = notice.name
    return repetition == 0 ? notice.fingerprint : again(notice.fingerprint)
  }

  private func again(_ print: String) -> String {
    Fingerprint.of(rule: rule, subject: name, facet: "\(print)\n\(repetition)")
  }
}
