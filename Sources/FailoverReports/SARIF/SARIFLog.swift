import FailoverAudit
import FailoverBase
import FailoverInventory

/// Whom a SARIF log is for.
enum SARIFAudience {
  /// Every reader: nothing is left out.
  case all
  /// The code scanning of GitHub, with its limits.
  case gitHub
}

/// The frame of a SARIF log: one run with its tool, its invocation and its inputs.
struct SARIFLog {
  let report: Report
  let audience: SARIFAudience
  /// The outcomes for which the log has no room.
  let hidden: OutcomeCounts
  var hiddenSentence: String?

  static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  func write(
    to sink: inout ByteSink, results: (inout ByteSink) throws -> Void
  ) throws {
    var log = JSONMembers(indent: 0)
    try log.put("$schema", SARIFLog.schema, to: &sink)
    try log.put("version", "2.1.0", to: &sink)
    try log.begin("runs", to: &sink)
    try sink.put("[")
    var run = JSONMembers(indent: 2)
    try run.begin("tool", to: &sink)
    try SARIFDriver(report: report, audience: audience).write(to: &sink)
    try putTaxonomies(&run, to: &sink)
    try run.begin("invocations", to: &sink)
    try sink.put("[")
    try SARIFInvocation(report: report, audience: audience, hiddenSentence: hiddenSentence)
      .write(to: &sink)
    try sink.put("]")
    try putArtifacts(&run, to: &sink)
    try putProperties(&run, to: &sink)
    try run.begin("results", to: &sink)
    try sink.put("[")
    try results(&sink)
    try sink.put("]")
    try run.close(to: &sink)
    try sink.put("]")
    try log.close(to: &sink)
    try sink.put("\n")
  }

  private func putTaxonomies(_ run: inout JSONMembers, to sink: inout ByteSink) throws {
    let frameworks = Framework.all(report.ledger.rules)
    guard !frameworks.isEmpty else { return }
    try run.put("taxonomies", each: frameworks, margin: "\n      ", to: &sink) { framework, sink in
      try JSONMembers.object(to: &sink) { members, sink in
        try members.put("name", framework.name, to: &sink)
        try members.put("isComprehensive", false, to: &sink)
        try members.put("taxa", each: framework.controls, to: &sink) { control, sink in
          try JSONMembers.object(to: &sink) { members, sink in
            try members.put("id", control.id, to: &sink)
            try members.put("shortDescription", to: &sink) { members, sink in
              try members.put("text", control.title, to: &sink)
            }
          }
        }
      }
    }
  }

  /// GitHub shows no inputs, and its results do not refer to them: as many as are likely to have
  /// room are listed.
  private func putArtifacts(_ run: inout JSONMembers, to sink: inout ByteSink) throws {
    var room = SARIFRoom(for: audience)
    let inputs = try report.inputs.prefix { input in
      try room.takes { try SARIFLog.put(input, to: &$0) }
    }
    try run.put("artifacts", each: inputs, margin: "\n      ", to: &sink) { input, sink in
      try SARIFLog.put(input, to: &sink)
    }
  }

  private static func put(_ input: InputRecord, to sink: inout ByteSink) throws {
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("location", to: &sink) { members, sink in
        try members.put("uri", InputURI.encoded(input.name), to: &sink)
      }
      if let bytes = input.bytes { try members.put("length", bytes, to: &sink) }
      try members.put("roles", ["analysisTarget"], to: &sink)
      if let digest = input.sha256 {
        try members.put("hashes", to: &sink) { members, sink in
          try members.put("sha-256", digest, to: &sink)
        }
      }
      try members.put("properties", to: &sink) { members, sink in
        try members.put("name", input.name, to: &sink)
        try members.put("status", input.status.rawValue, to: &sink)
        try members.put("records", input.records, to: &sink)
      }
    }
  }

  private func putProperties(_ run: inout JSONMembers, to sink: inout ByteSink) throws {
    let settings = report.settings
    try run.put("properties", to: &sink) { members, sink in
      try members.put("verdict", report.verdict.word.rawValue, to: &sink)
      try members.put("reasons", report.verdict.reasons, to: &sink)
      try putCounts("counts", report.ledger.counts, in: &members, to: &sink)
      if audience == .gitHub {
        try members.put("inputs", report.inputs.count, to: &sink)
        try putCounts("hidden", hidden, in: &members, to: &sink)
      }
      try members.put("ruleSetDigest", report.ruleSetDigest, to: &sink)
      try members.put("settings", to: &sink) { members, sink in
        try members.put("failOn", settings.failOn.rawValue, to: &sink)
        try members.put("allowUnknown", settings.allowUnknown, to: &sink)
        try members.put("selected", settings.selected, to: &sink)
        try members.put("skipped", settings.skipped, to: &sink)
        try members.put("parameters", to: &sink) { members, sink in
          for (name, value) in settings.parameters.sorted(by: { $0.key < $1.key }) {
            try members.put(JSONText.escaped(name), value, to: &sink)
          }
        }
        try members.put("ownRanges", settings.ownRanges, to: &sink)
        if !settings.datacenters.isEmpty {
          try members.put("datacenters", settings.datacenters, to: &sink)
        }
        if settings.ignoresWaivers { try members.put("ignoresWaivers", true, to: &sink) }
        if !settings.leftOut.isEmpty { try members.put("leftOut", settings.leftOut, to: &sink) }
        if !settings.severities.isEmpty {
          try members.put("severities", to: &sink) { members, sink in
            for (rule, severity) in settings.severities.sorted(by: { $0.key < $1.key }) {
              try members.put(JSONText.escaped(rule), severity.rawValue, to: &sink)
            }
          }
        }
      }
      for (name, value) in RunData(report: report).camelCaseProperties {
        try members.put(name, value, to: &sink)
      }
      try members.put("assumptions", report.assumptions, to: &sink)
    }
  }

  private func putCounts(
    _ name: String, _ counts: OutcomeCounts, in members: inout JSONMembers,
    to sink: inout ByteSink
  ) throws {
    try members.put(name, to: &sink) { members, sink in
      for outcome in Outcome.allCases { try members.put(outcome.word, counts[outcome], to: &sink) }
      try members.put("total", counts.total, to: &sink)
    }
  }
}
