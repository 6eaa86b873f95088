import FailoverAudit
import FailoverBase
import FailoverInventory

/// The audit as OSCAL assessment results 1.1.2, for governance tools.
///
/// A finding for each rule; an observation for every outcome that is neither a pass nor out of
/// question; a risk for every failure that somebody accepted. Empty arrays are not allowed: their
/// members are left out.
public struct OSCALReporter: Reporter {
  public static let format = "oscal"
  public static let summary = "OSCAL assessment results"

  static let version = "1.1.2"
  /// The time of reports that have none.
  static let epoch = "1970-01-01T00:00:00Z"

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    let names = OSCALNames(report)
    let time = UTCTime.valid(report.time) ?? OSCALReporter.epoch
    var document = JSONMembers(indent: 0)
    try document.begin("assessment-results", to: &sink)
    var members = JSONMembers(indent: 2)
    try members.put("uuid", names.document, to: &sink)
    try members.put("metadata", to: &sink) { members, sink in
      try members.put("title", "Audit of IP failover groups", to: &sink)
      try members.put("last-modified", time, to: &sink)
      try members.put("version", OSCALText.string(report.toolVersion), to: &sink)
      try members.put("oscal-version", OSCALReporter.version, to: &sink)
    }
    try members.put("import-ap", to: &sink) { try $0.put("href", "#\(names.plan)", to: &$1) }
    try members.begin("results", to: &sink)
    try sink.put("[")
    let uris = InputURI(report.inputs)
    try OSCALResult(report: report, names: names, time: time, uris: uris).write(to: &sink)
    try sink.put("]")
    try putBackMatter(report, names, in: &members, to: &sink)
    try members.close(to: &sink)
    try document.close(to: &sink)
    try sink.put("\n")
  }

  /// The plan, which is the set of rules, and the inputs.
  private func putBackMatter(
    _ report: Report, _ names: OSCALNames, in members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    try members.begin("back-matter", to: &sink)
    try sink.put("{\"resources\":[\n")
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("uuid", names.plan, to: &sink)
      try members.put("title", "The rules of failover-audit", to: &sink)
      try members.put(
        "description",
        "The plan of the audit is its set of rules, with the digest "
          + OSCALText.markup(report.ruleSetDigest) + ".", to: &sink)
    }
    for (number, input) in report.inputs.enumerated() {
      try sink.put(",\n")
      try JSONMembers.object(to: &sink) { members, sink in
        try members.put("uuid", names.uuid("input", "\(number)\n\(input.name)"), to: &sink)
        try members.put("title", OSCALText.markup(input.name), to: &sink)
        try members.put(
          "description", "An input of the audit: \(input.status.rawValue).", to: &sink)
        try members.put("rlinks", each: [input], to: &sink) { input, sink in
          try JSONMembers.object(to: &sink) { members, sink in
            try members.put("href", InputURI.encoded(input.name), to: &sink)
            guard let digest = input.sha256 else { return }
            try members.put("hashes", each: [digest], to: &sink) { digest, sink in
              try JSONMembers.object(to: &sink) { members, sink in
                try members.put("algorithm", "SHA-256", to: &sink)
                try members.put("value", digest, to: &sink)
              }
            }
          }
        }
      }
    }
    try sink.put("]}")
  }
}

/// The UUIDs of one document: the same report has the same ones, other reports have others.
struct OSCALNames {
  let document: String
  let plan: String

  init(_ report: Report) {
    let settings = report.settings
    let counts = Outcome.allCases.map { String(report.ledger.counts[$0]) }
    let parameters = settings.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let about =
      [
        "document", report.toolVersion, report.ruleSetDigest, report.time ?? "",
        settings.failOn.rawValue, settings.allowUnknown ? "allow-unknown" : "",
      ] + counts + settings.selected + [""] + settings.skipped + [""] + parameters + [""]
      + settings.ownRanges + settings.datacenters
      + RunData(report: report).properties.map { "\n\($0.name)=\($0.value)" }
      + settings.leftOut.map { "\nleft-out=\($0)" }
    var document = NameUUID.of(about.joined(separator: "\n"))
    for input in report.inputs {
      document = NameUUID.of("\(document)\n\(input.name)\n\(input.sha256 ?? "")")
    }
    self.document = document
    plan = NameUUID.of("\(document)\nplan")
  }

  func uuid(_ kind: String, _ name: String) -> String {
    NameUUID.of("\(document)\n\(kind)\n\(name)")
  }
}
