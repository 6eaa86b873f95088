import FailoverAudit
import FailoverBase
import FailoverInventory

/// The whole report as one JSON document; `docs/report-json.md` describes every member.
///
/// Long arrays hold one object a line, so that two reports can be compared with `diff`.
package struct JSONReporter: Reporter {
  package static let format = "json"
  package static let summary = "the whole report as one JSON document"

  /// The version of the layout: it changes when a member changes its meaning or goes.
  static let layout = "failover-audit-report/2"
  /// The layout in which baselined outcomes are called known.
  static let formerLayout = "failover-audit-report/1"

  package init() {}

  package func write(_ report: Report, to sink: inout ByteSink) throws {
    var members = JSONMembers(indent: 0)
    try members.put("format", JSONReporter.layout, to: &sink)
    try members.begin("tool", to: &sink)
    var tool = JSONMembers()
    try tool.put("name", "failover-audit", to: &sink)
    try tool.put("version", report.toolVersion, to: &sink)
    try tool.close(to: &sink)
    try members.put("ruleSetDigest", report.ruleSetDigest, to: &sink)
    try members.put("time", orNull: report.time, to: &sink)
    try members.begin("configuration", to: &sink)
    try report.configuration.map { try put($0, to: &sink) } ?? sink.put("null")
    try members.begin("waivers", to: &sink)
    try report.waivers.map { try put($0, to: &sink) } ?? sink.put("null")
    try members.begin("baseline", to: &sink)
    try report.baseline.map { try put($0, to: &sink) } ?? sink.put("null")
    try members.begin("history", to: &sink)
    try report.history.map { try put($0, to: &sink) } ?? sink.put("null")
    try members.begin("verdict", to: &sink)
    try put(report.verdict, to: &sink)
    try members.begin("settings", to: &sink)
    try put(report.settings, to: &sink)
    try members.begin("estate", to: &sink)
    try put(report.estate, to: &sink)
    if let contracts = report.contracts {
      try members.begin("contracts", to: &sink)
      try put(contracts, to: &sink)
    }
    try members.begin("dataTime", to: &sink)
    try put(report.dataTime, to: &sink)
    try members.begin("gaps", to: &sink)
    try put(report.gaps, to: &sink)
    try members.begin("inputs", to: &sink)
    try putLines(report.inputs, margin: "    ", to: &sink) { input, sink in
      try put(input, to: &sink)
    }
    try members.begin("counts", to: &sink)
    try put(report.ledger.counts, to: &sink)
    try members.begin("rules", to: &sink)
    try putLines(report.ledger.rules, margin: "    ", to: &sink) { rule, sink in
      try put(rule, settings: report.settings, to: &sink)
    }
    try members.begin("groups", to: &sink)
    try putLines(report.groups, margin: "    ", to: &sink) { picture, sink in
      try PictureObject.put(picture, to: &sink)
    }
    try members.begin("assumptions", to: &sink)
    try putLines(report.assumptions, margin: "    ", to: &sink) { sentence, sink in
      try JSONText.put(sentence, to: &sink)
    }
    try members.close(to: &sink)
    try sink.put("\n")
  }

  /// Writes an array with a line for each element.
  package func putLines<Elements: Collection>(
    _ elements: Elements, margin: String, to sink: inout ByteSink,
    put: (Elements.Element, inout ByteSink) throws -> Void
  ) throws {
    let next = ",\n" + margin
    var separator = "[\n" + margin
    for element in elements {
      try sink.put(separator)
      separator = next
      try put(element, &sink)
    }
    try sink.put(elements.isEmpty ? "[]" : "\n" + margin.dropLast(2) + "]")
  }

  private func put(_ verdict: Verdict, to sink: inout ByteSink) throws {
    var members = JSONMembers(indent: 2)
    try members.put("word", verdict.word.rawValue, to: &sink)
    try members.put("exitCode", Int(verdict.exitCode), to: &sink)
    try members.put("reasons", verdict.reasons, to: &sink)
    try members.close(to: &sink)
  }

  private func put(_ settings: AuditSettings, to sink: inout ByteSink) throws {
    var members = JSONMembers(indent: 2)
    try members.put("failOn", settings.failOn.rawValue, to: &sink)
    try members.put("allowUnknown", settings.allowUnknown, to: &sink)
    try members.put("selected", settings.selected, to: &sink)
    try members.put("skipped", settings.skipped, to: &sink)
    try members.begin("parameters", to: &sink)
    var parameters = JSONMembers()
    for (name, value) in settings.parameters.sorted(by: { $0.key < $1.key }) {
      try parameters.put(JSONText.escaped(name), value, to: &sink)
    }
    try parameters.close(to: &sink)
    try members.put("ownRanges", settings.ownRanges, to: &sink)
    if !settings.datacenters.isEmpty {
      try members.put("datacenters", settings.datacenters, to: &sink)
    }
    try members.begin("severities", to: &sink)
    var severities = JSONMembers()
    for (rule, severity) in settings.severities.sorted(by: { $0.key < $1.key }) {
      try severities.put(JSONText.escaped(rule), severity.rawValue, to: &sink)
    }
    try severities.close(to: &sink)
    try members.put("ignoresWaivers", settings.ignoresWaivers, to: &sink)
    if !settings.leftOut.isEmpty { try members.put("leftOut", settings.leftOut, to: &sink) }
    try members.close(to: &sink)
  }

  private func put(_ file: FileDigest, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("file", file.file, to: &sink)
    try members.put("sha256", file.sha256, to: &sink)
    try members.close(to: &sink)
  }

  private func put(_ waivers: WaiverProvenance, to sink: inout ByteSink) throws {
    var members = JSONMembers(indent: 2)
    try members.begin("files", to: &sink)
    try putLines(waivers.files, margin: "      ", to: &sink) { file, sink in
      try put(file, to: &sink)
    }
    try members.put("sha256", waivers.sha256, to: &sink)
    try members.put("count", waivers.count, to: &sink)
    try members.put("judgedOn", waivers.judgedOn, to: &sink)
    try members.close(to: &sink)
  }

  private func put(_ baseline: BaselineUse, to sink: inout ByteSink) throws {
    var members = JSONMembers(indent: 2)
    try members.put("file", baseline.file.file, to: &sink)
    try members.put("sha256", baseline.file.sha256, to: &sink)
    try members.put("isStrict", baseline.isStrict, to: &sink)
    try members.put("entries", baseline.entries, to: &sink)
    try members.put("matched", baseline.matched, to: &sink)
    try members.begin("stale", to: &sink)
    try putLines(baseline.stale, margin: "      ", to: &sink) { entry, sink in
      try BaselineText.put(entry, to: &sink)
    }
    try members.close(to: &sink)
  }

  private func put(_ history: FindingHistory, to sink: inout ByteSink) throws {
    var members = JSONMembers(indent: 2)
    try members.put("file", history.file, to: &sink)
    try members.begin("runs", to: &sink)
    try putLines(history.runs, margin: "      ", to: &sink) { run, sink in
      try HistoryObject.put(run, to: &sink)
    }
    if !history.unseenDatacenters.isEmpty {
      try members.begin("unseenDatacenters", to: &sink)
      try putLines(history.unseenDatacenters, margin: "      ", to: &sink) { datacenter, sink in
        try HistoryObject.put(datacenter, to: &sink)
      }
    }
    try members.begin("findings", to: &sink)
    try putLines(history.all, margin: "      ", to: &sink) { entry, sink in
      var members = JSONMembers()
      try members.put("fingerprint", Fingerprint.text(of: entry.fingerprint), to: &sink)
      try HistoryObject.put(entry.age, in: &members, to: &sink)
      try members.close(to: &sink)
    }
    try members.close(to: &sink)
  }

  private func put(_ estate: EstateCounts, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("datacenters", estate.datacenters, to: &sink)
    try members.put("servers", estate.servers, to: &sink)
    try members.put("lans", estate.lans, to: &sink)
    try members.put("nics", estate.nics, to: &sink)
    try members.put("groups", estate.groups, to: &sink)
    try members.close(to: &sink)
  }

  private func put(_ contracts: EstateContracts, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("numbers", contracts.numbers, to: &sink)
    try members.put("namesOwner", contracts.namesOwner, to: &sink)
    try members.put("listsUsers", contracts.listsUsers, to: &sink)
    try members.close(to: &sink)
  }

  private func put(_ time: DataTime, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("oldest", orNull: time.oldest, to: &sink)
    try members.put("newest", orNull: time.newest, to: &sink)
    try members.put("isPartial", time.isPartial, to: &sink)
    try members.close(to: &sink)
  }

  package func put(_ gaps: ExportGaps, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("datacenters", gaps.datacenters, to: &sink)
    try members.put("exports", gaps.exports, to: &sink)
    try members.put("lans", gaps.lans, to: &sink)
    if gaps.otherDatacenters { try members.put("otherDatacenters", true, to: &sink) }
    if !gaps.missingDatacenters.isEmpty {
      try members.put("missingDatacenters", gaps.missingDatacenters, to: &sink)
    }
    if !gaps.named.isEmpty {
      try members.put("named", each: gaps.named, to: &sink) { subject, sink in
        var members = JSONMembers()
        try members.put("subject", subject.name, to: &sink)
        try OutcomeObject.putBelonging(of: subject, to: &sink)
        try sink.put("}")
      }
    }
    try members.close(to: &sink)
  }

  private func put(_ counts: OutcomeCounts, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    for outcome in Outcome.allCases { try members.put(outcome.word, counts[outcome], to: &sink) }
    try members.put("total", counts.total, to: &sink)
    try members.close(to: &sink)
  }

  package func put(_ input: InputRecord, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("name", input.name, to: &sink)
    if input.kind != .export { try members.put("kind", input.kind.rawValue, to: &sink) }
    try members.put("status", input.status.rawValue, to: &sink)
    try members.put("bytes", orNull: input.bytes, to: &sink)
    try members.put("sha256", orNull: input.sha256, to: &sink)
    try members.put("records", input.records, to: &sink)
    try members.begin("problems", to: &sink)
    guard !input.problems.isEmpty else {
      try sink.put("[]")
      return try members.close(to: &sink)
    }
    try putLines(input.problems, margin: "      ", to: &sink) { problem, sink in
      try put(problem, to: &sink)
    }
    try members.close(to: &sink)
  }

  private func put(_ problem: Problem, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("input", problem.input, to: &sink)
    if let line = problem.line { try members.put("line", line, to: &sink) }
    if let column = problem.column { try members.put("column", column, to: &sink) }
    if let pointer = problem.pointer { try members.put("pointer", pointer, to: &sink) }
    try members.put("sentence", problem.sentence, to: &sink)
    try members.close(to: &sink)
  }

  private func put(
    _ rule: RuleLedger, settings: AuditSettings, to sink: inout ByteSink
  ) throws {
    let info = rule.info
    var members = JSONMembers(indent: 4)
    try members.put("id", info.id, to: &sink)
    try members.put("aliases", info.aliases, to: &sink)
    try members.put("title", info.title, to: &sink)
    if let fault = rule.fault { try members.put("fault", fault, to: &sink) }
    try members.put("severity", rule.severity.rawValue, to: &sink)
    try members.put("standardSeverity", info.severity.rawValue, to: &sink)
    try members.put("family", info.family.rawValue, to: &sink)
    try members.put("judgesExport", info.judgesExport, to: &sink)
    try members.put("rationale", info.rationale, to: &sink)
    try members.put("remediation", info.remediation, to: &sink)
    try members.put("unknownRemedy", info.unknownRemedy, to: &sink)
    try members.put("loss", info.loss.rawValue, to: &sink)
    try members.put("sharedCause", info.sharedCause.rawValue, to: &sink)
    try members.begin("references", to: &sink)
    try putLines(info.references, margin: "        ", to: &sink) { reference, sink in
      var members = JSONMembers()
      try members.put("title", reference.title, to: &sink)
      try members.put("url", reference.url, to: &sink)
      try members.close(to: &sink)
    }
    try members.begin("supportsEvidenceFor", to: &sink)
    try putLines(info.controls, margin: "        ", to: &sink) { control, sink in
      var members = JSONMembers()
      try members.put("framework", control.framework, to: &sink)
      try members.put("id", control.id, to: &sink)
      try members.put("title", control.title, to: &sink)
      try members.close(to: &sink)
    }
    try members.begin("parameters", to: &sink)
    try putLines(info.parameters, margin: "        ", to: &sink) { parameter, sink in
      try put(parameter, of: info.id, settings: settings, to: &sink)
    }
    try members.begin("counts", to: &sink)
    try put(rule.counts, to: &sink)
    try members.begin("outcomes", to: &sink)
    let object = OutcomeObject(rule, detail: .report)
    try putLines(rule.outcomes.indices, margin: "        ", to: &sink) { index, sink in
      try object.put(index, to: &sink)
    }
    try members.close(to: &sink)
  }

  private func put(
    _ parameter: Parameter, of rule: String, settings: AuditSettings, to sink: inout ByteSink
  ) throws {
    let value = settings.parameters["\(rule).\(parameter.name)"] ?? parameter.defaultValue
    var members = JSONMembers()
    try members.put("name", parameter.name, to: &sink)
    try members.put("summary", parameter.summary, to: &sink)
    try members.put("minimum", parameter.range.lowerBound, to: &sink)
    try members.put("maximum", parameter.range.upperBound, to: &sink)
    try members.put("default", parameter.defaultValue, to: &sink)
    try members.put("value", value, to: &sink)
    try members.close(to: &sink)
  }
}
