import FailoverAudit
import FailoverBase

/// One `testsuite` element with every attribute that any schema demands.
struct JUnitSuite {
  let name: String
  /// The running number of the suite in the file, from 0.
  let id: Int
  let time: String?
  let tests: Int
  let failures: Int
  let errors: Int
  let skipped: Int

  func open(to sink: inout ByteSink) throws {
    try sink.put("<testsuite package=\"\(JUnitReporter.package)\" id=\"\(id)\" name=\"")
    try XMLText.putAttribute(name, to: &sink)
    try sink.put("\" timestamp=\"")
    try XMLText.putAttribute(JUnitSuite.timestamp(time), to: &sink)
    try sink.put("\" hostname=\"failover-audit\" tests=\"\(tests)\" failures=\"\(failures)\"")
    try sink.put(" errors=\"\(errors)\" skipped=\"\(skipped)\" time=\"0.000\">\n")
  }

  /// The time without its zone, which the Ant schema forbids and readers take for UTC.
  static func timestamp(_ time: String?) -> String {
    guard let time else { return "1970-01-01T00:00:00" }
    return time.hasSuffix("Z") ? String(time.dropLast()) : time
  }

  func put(_ properties: [(name: String, value: String)], to sink: inout ByteSink) throws {
    try beginProperties(properties, to: &sink)
    try endProperties(to: &sink)
  }

  func beginProperties(
    _ properties: [(name: String, value: String)], to sink: inout ByteSink
  ) throws {
    try sink.put("<properties>\n")
    for property in properties { try putProperty(property.name, property.value, to: &sink) }
  }

  func putProperty(_ name: String, _ value: String, to sink: inout ByteSink) throws {
    try JUnitProperties.put(name, value, to: &sink)
  }

  func endProperties(to sink: inout ByteSink) throws { try sink.put("</properties>\n") }

  /// Writes the start of a case, up to where its tag ends or its result begins.
  ///
  /// Readers fold cases of one name into one. The fingerprint keeps names apart that differ only
  /// in blanks or in what XML cannot hold.
  static func openCase(_ subject: String, of suite: String, to sink: inout ByteSink) throws {
    try sink.put(caseStart)
    try XMLText.putAttribute(suite, to: &sink)
    try sink.put("\" name=\"")
    try XMLText.putAttribute(subject, to: &sink)
    try sink.put(" [")
    let print = Fingerprint.of(rule: suite, subject: subject, facet: "")
    try sink.put(String(decoding: print.utf8.prefix(8), as: UTF8.self))
    try sink.put("]\" time=\"0.000\"")
  }

  private static let caseStart = "<testcase classname=\"\(JUnitReporter.package)."

  /// - Parameter notice: what the suite does not show; it needs no escapes.
  func close(notice: String, to sink: inout ByteSink) throws {
    try sink.put("<system-out>\(notice)</system-out>\n<system-err></system-err>\n</testsuite>\n")
  }
}

/// What every suite says of the run that made it.
enum JUnitProperties {
  static func common(_ report: Report) -> [(name: String, value: String)] {
    let settings = report.settings
    var properties = [
      (name: "tool-version", value: report.toolVersion),
      ("rule-set-digest", report.ruleSetDigest),
      ("verdict", "\(report.verdict.word.rawValue) (exit code \(report.verdict.exitCode))"),
      ("inputs", InputSummary(report.inputs).words),
      ("fail-on", settings.failOn.rawValue),
      ("allow-unknown", settings.allowUnknown ? "true" : "false"),
      ("select", settings.selected.joined(separator: ", ")),
      ("skip", settings.skipped.joined(separator: ", ")),
    ]
    for (name, value) in settings.parameters.sorted(by: { $0.key < $1.key }) {
      properties.append(("parameter \(name)", String(value)))
    }
    for (rule, severity) in settings.severities.sorted(by: { $0.key < $1.key }) {
      properties.append(("severity \(rule)", severity.rawValue))
    }
    if settings.ignoresWaivers { properties.append(("no-waivers", "true")) }
    if !settings.leftOut.isEmpty {
      properties.append(("left-out", settings.leftOut.joined(separator: "; ")))
    }
    properties += RunData(report: report).properties
    if !settings.datacenters.isEmpty {
      properties.append(("datacenters", settings.datacenters.joined(separator: ", ")))
    }
    if !settings.ownRanges.isEmpty {
      properties.append(("own-ranges", settings.ownRanges.joined(separator: ", ")))
    }
    return properties
  }
  static func put(_ name: String, _ value: String, to sink: inout ByteSink) throws {
    try sink.put("<property name=\"")
    try XMLText.putAttribute(name, to: &sink)
    try sink.put("\" value=\"")
    try XMLText.putAttribute(value, to: &sink)
    try sink.put("\"/>\n")
  }
}
