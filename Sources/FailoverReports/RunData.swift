import FailoverAudit

/// The files besides the inputs that a report rests on: its configuration and its waivers.
struct RunData {
  let report: Report

  /// Each under a name in kebab-case; empty if there were none.
  var properties: [(name: String, value: String)] {
    var properties: [(name: String, value: String)] = []
    if let configuration = report.configuration {
      properties.append(("configuration", configuration.file))
      properties.append(("configuration-digest", configuration.sha256))
    }
    if let waivers = report.waivers {
      properties.append(("waivers", waivers.files.map(\.file).joined(separator: ", ")))
      properties.append(("waivers-digest", waivers.sha256))
      properties.append(("waivers-judged-on", waivers.judgedOn))
    }
    return properties
  }

  /// The same as sentences without a full stop.
  var sentences: [String] {
    var sentences: [String] = []
    if let configuration = report.configuration {
      sentences.append("configuration \(configuration.file), SHA-256 \(configuration.sha256)")
    }
    if let waivers = report.waivers {
      sentences.append(
        "\(counted(waivers.count, "waiver")) in \(waivers.files.map(\.file).joined(separator: ", ")), "
          + "judged on \(waivers.judgedOn), SHA-256 \(waivers.sha256)")
    }
    return sentences
  }
}
