import FailoverAudit

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
    try sink.put("<properties>\n")
    for property in properties {
      try sink.put("<property name=\"")
      try XMLText.putAttribute(property.name, to: &sink)
      try sink.put("\" value=\"")
      try XMLText.putAttribute(property.value, to: &sink)
      try sink.put("\"/>\n")
    }
    try sink.put("</properties>\n")
  }

  /// Writes the start of a case, up to where its tag ends or its result begins.
  ///
  /// Readers fold cases of one name into one. The fingerprint keeps names apart that differ only
  /// in blanks or in what XML cannot hold.
  func openCase(_ subject: String, to sink: inout ByteSink) throws {
    try sink.put("<testcase classname=\"\(JUnitReporter.package).")
    try XMLText.putAttribute(name, to: &sink)
    try sink.put("\" name=\"")
    try XMLText.putAttribute(subject, to: &sink)
    try sink.put(" [")
    try sink.put(String(Fingerprint.of(rule: name, subject: subject, facet: "").prefix(8)))
    try sink.put("]\" time=\"0.000\"")
  }

  func close(to sink: inout ByteSink) throws {
    try sink.put("<system-out></system-out>\n<system-err></system-err>\n</testsuite>\n")
  }
}

/// What every suite tells of the run that made it.
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
    if !settings.ownRanges.isEmpty {
      properties.append(("own-ranges", settings.ownRanges.joined(separator: ", ")))
    }
    return properties
  }
}
