import FailoverAudit
import FailoverBase
import FailoverInventory

/// Every outcome as a Compliance Finding of OCSF 1.3.0, one event a line, for security data lakes.
public struct OCSFReporter: Reporter {
  public static let format = "ocsf"
  public static let summary = "compliance findings of OCSF, a JSON object a line"

  static let schemaVersion = "1.3.0"

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    let start = try eventStart(report)
    var prints = DistinctFingerprints()
    let ages = FindingAges(report)
    for notice in ScopeGap.all(report) {
      try sink.put(start)
      try put(notice, prints.next(of: notice), to: &sink)
    }
    for rule in report.ledger.rules {
      let remedies = try [Outcome.fail, .unknown, .error].map { try remedy(of: rule, $0) }
      for (index, outcome) in rule.outcomes.enumerated() {
        try sink.put(start)
        if outcome == .pass {
          try putPass(rule.name(at: index), of: rule, to: &sink)
        } else {
          let answer = Answer(rule, at: index)
          let print = prints.next(of: answer, rule: rule.info.id)
          let age = ages.age(of: answer, rule: rule.info.id)
          try put(answer, of: rule, print, age, on: report.day, to: &sink)
        }
        switch outcome {
        case .pass, .notApplicable: break
        case .fail, .waived, .baselined: try sink.put(remedies[0])
        case .unknown: try sink.put(remedies[1])
        case .error: try sink.put(remedies[2])
        }
        try sink.put("}\n")
      }
    }
  }

  /// What all events have in common; a report without time has the epoch.
  private func eventStart(_ report: Report) throws -> [UInt8] {
    let time = (UTCTime.seconds(report.time) ?? 0) * 1000
    return try written { sink in
      var members = JSONMembers()
      try members.put("activity_id", 1, to: &sink)
      try members.put("activity_name", "Create", to: &sink)
      try members.put("category_uid", 2, to: &sink)
      try members.put("category_name", "Findings", to: &sink)
      try members.put("class_uid", 2003, to: &sink)
      try members.put("class_name", "Compliance Finding", to: &sink)
      try members.put("type_uid", 200301, to: &sink)
      try members.put("type_name", "Compliance Finding: Create", to: &sink)
      try members.put("time", time, to: &sink)
      try members.put("metadata", to: &sink) { members, sink in
        try members.put("version", OCSFReporter.schemaVersion, to: &sink)
        try members.put("product", to: &sink) { members, sink in
          try members.put("name", "failover-audit", to: &sink)
          try members.put("vendor_name", "failover-audit", to: &sink)
          try members.put("version", report.toolVersion, to: &sink)
        }
        try members.put("labels", labels(of: report), to: &sink)
      }
    }
  }

  private func labels(of report: Report) -> [String] {
    ["rule-set-digest:\(report.ruleSetDigest)"]
      + RunData(report: report).properties.map { "\($0.name):\($0.value)" }
  }

  /// What to do about a subject that does not comply or is not judged, with its comma before it.
  private func remedy(of rule: RuleLedger, _ outcome: Outcome) throws -> [UInt8] {
    let urls = rule.info.references.map(\.url)
    return try written { sink in
      try sink.put(",\"remediation\":")
      try JSONMembers.object(to: &sink) { members, sink in
        try members.put("desc", rule.info.remedy(of: outcome) ?? "", to: &sink)
        if !urls.isEmpty { try members.put("references", urls, to: &sink) }
      }
    }
  }

  private func written(_ put: (inout ByteSink) throws -> Void) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var sink = ByteSink { bytes += $0 }
    try put(&sink)
    try sink.flush()
    return bytes
  }
}

extension OCSFReporter {
  /// The words of OCSF for an outcome.
  private struct Words {
    let severity: (id: Int, name: String)
    let compliance: (id: Int, name: String)
    let status: (id: Int, name: String)
    let detail: String

    init(_ outcome: Outcome, _ severity: Severity) {
      let isQuiet = outcome == .pass || outcome == .notApplicable
      self.severity = isQuiet ? (1, "Informational") : Words.severity(severity)
      status = outcome == .waived || outcome == .baselined ? (3, "Suppressed") : (1, "New")
      switch outcome {
      case .pass: (compliance, detail) = ((1, "Pass"), "the subject complies")
      case .fail: (compliance, detail) = ((3, "Fail"), "the subject does not comply")
      case .waived:
        (compliance, detail) = ((3, "Fail"), "the subject does not comply, which was accepted")
      case .baselined:
        (compliance, detail) = (
          (3, "Fail"), "the subject does not comply, and the baseline lists it"
        )
      case .unknown: (compliance, detail) = ((2, "Warning"), "the export lacks what is needed")
      case .error:
        (compliance, detail) = (
          (2, "Warning"), "the rule could not run and did not judge the subject"
        )
      case .notApplicable:
        (compliance, detail) = ((99, "Not applicable"), "the question does not arise")
      }
    }

    static func severity(_ severity: Severity) -> (id: Int, name: String) {
      switch severity {
      case .note: (2, "Low")
      case .warning: (3, "Medium")
      case .error: (4, "High")
      }
    }
  }

  private func putPass(
    _ name: String, of rule: RuleLedger, to sink: inout ByteSink
  ) throws {
    let print = Fingerprint.of(rule: rule.info.id, subject: name, facet: "")
    try putHead(.pass, of: rule, print, rule.info.title, to: &sink)
    try sink.put(",\"resources\":[{\"uid\":")
    try JSONText.put(name, to: &sink)
    try sink.put("}]")
  }

  private func put(
    _ answer: Answer, of rule: RuleLedger, _ print: String, _ age: FindingAge?,
    on day: CalendarDay?, to sink: inout ByteSink
  ) throws {
    try putHead(answer.outcome, of: rule, print, answer.wholeMessage, age, to: &sink)
    if let sentence = answer.excuse(on: day) {
      try sink.put(",\"comment\":")
      try JSONText.put(sentence, to: &sink)
    }
    let subject = answer.subject
    try sink.put(",\"resources\":[")
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("uid", subject.name, to: &sink)
      if let name = subject.record?.name { try members.put("name", name, to: &sink) }
      try members.put("type", subject.kind.rawValue, to: &sink)
      if let group = subject.groups.first {
        try members.put("group", to: &sink) { try $0.put("uid", group, to: &$1) }
      }
    }
    try sink.put("],\"unmapped\":")
    try JSONMembers.object(to: &sink) { members, sink in
      if let place = answer.place { try put(place, in: &members, to: &sink) }
      for (name, record) in [("datacenter", subject.datacenter), ("lan", subject.lan)] {
        guard let record else { continue }
        try members.begin(name, to: &sink)
        try JSONText.put(record, to: &sink)
      }
      let evidence = answer.findings.lazy.flatMap(\.evidence)
      try members.put("evidence", each: evidence, to: &sink) { fact, sink in
        try JSONMembers.object(to: &sink) { members, sink in
          try members.put("about", fact.about, to: &sink)
          try members.put("value", fact.value, to: &sink)
          if let place = fact.place { try put(place, in: &members, to: &sink) }
        }
      }
    }
  }

  private func put(
    _ place: Place, in members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    try members.put("input", place.input, to: &sink)
    try members.put("line", place.line, to: &sink)
    try members.put("pointer", place.pointer, to: &sink)
  }

  private func putHead(
    _ outcome: Outcome, of rule: RuleLedger, _ print: String, _ message: String,
    _ age: FindingAge? = nil, to sink: inout ByteSink
  ) throws {
    let words = Words(outcome, rule.severity)
    try sink.put(",\"severity_id\":\(words.severity.id),\"severity\":\"\(words.severity.name)\"")
    try sink.put(",\"status_id\":\(words.status.id),\"status\":\"\(words.status.name)\"")
    try sink.put(",\"message\":")
    try JSONText.put(message, to: &sink)
    try sink.put(",\"finding_info\":")
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("uid", print, to: &sink)
      try members.put("title", rule.info.title, to: &sink)
      try members.put("types", [rule.info.family.rawValue], to: &sink)
      if let age { try members.put("first_seen_time", age.firstSeen * 1000, to: &sink) }
    }
    try sink.put(",\"compliance\":")
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("control", rule.info.id, to: &sink)
      try members.put("standards", frameworks(of: rule), to: &sink)
      try members.put(
        "requirements", rule.info.controls.map { "\($0.framework) \($0.id)" }, to: &sink)
      try members.put("status_id", words.compliance.id, to: &sink)
      try members.put("status", words.compliance.name, to: &sink)
      try members.put("status_code", outcome.word, to: &sink)
      try members.put("status_detail", words.detail, to: &sink)
    }
  }

  private func frameworks(of rule: RuleLedger) -> [String] {
    rule.info.controls.map(\.framework).reduce(into: []) { frameworks, framework in
      if !frameworks.contains(framework) { frameworks.append(framework) }
    }
  }

  /// Something that was not looked at: a check that gave no result, for want of what it needs.
  private func put(_ notice: ScopeGap, _ print: String, to sink: inout ByteSink) throws {
    let severity = Words.severity(notice.kind.severity)
    try sink.put(",\"severity_id\":\(severity.id),\"severity\":\"\(severity.name)\"")
    try sink.put(",\"status_id\":1,\"status\":\"New\",\"message\":")
    try JSONText.put(notice.sentence, to: &sink)
    try sink.put(",\"finding_info\":")
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("uid", print, to: &sink)
      try members.put("title", notice.kind.title, to: &sink)
    }
    try sink.put(",\"compliance\":")
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("control", notice.kind.rawValue, to: &sink)
      try members.put("standards", [], to: &sink)
      try members.put("status_id", 2, to: &sink)
      try members.put("status", "Warning", to: &sink)
      try members.put("status_code", notice.kind.rawValue, to: &sink)
      try members.put("status_detail", notice.sentence, to: &sink)
    }
    try sink.put(",\"resources\":[{\"uid\":")
    try JSONText.put(notice.name, to: &sink)
    try sink.put("}],\"remediation\":{\"desc\":")
    try JSONText.put(notice.kind.remediation, to: &sink)
    try sink.put("}}\n")
  }
}
