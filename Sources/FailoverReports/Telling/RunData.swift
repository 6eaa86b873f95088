import FailoverBase
import FailoverAudit
import FailoverInventory

/// What a report rests on besides its inputs: the time of their data, its configuration, its
/// waivers and its baseline.
struct RunData {
  let report: Report

  /// The name of the day on which waivers were judged.
  static let judgedOn = "waivers-judged-on"

  /// Names of the times of the data.
  static let dataTimes: Set = ["data-as-of", "data-newest", "data-time-partial"]

  /// Each under a name in kebab-case.
  var properties: [(name: String, value: String)] {
    let time = report.dataTime
    var properties = [(name: "data-as-of", value: time.oldest ?? "not known")]
    if let newest = time.newest, newest != time.oldest {
      properties.append(("data-newest", newest))
    }
    if time.isPartial { properties.append(("data-time-partial", "true")) }
    if let configuration = report.configuration {
      properties.append(("configuration", configuration.file))
      properties.append(("configuration-digest", configuration.sha256))
    }
    if let waivers = report.waivers {
      properties.append(("waivers", waivers.files.map(\.file).joined(separator: ", ")))
      properties.append(("waivers-digest", waivers.sha256))
      properties.append((RunData.judgedOn, waivers.judgedOn))
    }
    if let baseline = report.baseline {
      properties.append(("baseline", baseline.file.file))
      properties.append(("baseline-digest", baseline.file.sha256))
    }
    return properties
  }

  /// The same under names such as `configurationDigest`.
  var camelCaseProperties: [(name: String, value: String)] {
    properties.map { name, value in
      let words = name.split(separator: "-")
      let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
      return (words.prefix(1).joined() + rest.joined(), value)
    }
  }

  /// The program, the time of the data and the digests of what it ran, without names of files: a
  /// text of words, times and hex digits.
  var digests: String {
    var words = ["failover-audit \(report.toolVersion)", "rule set \(report.ruleSetDigest)"]
    words.append(report.dataTime.sentence.replacing(",", with: ";"))
    if let configuration = report.configuration {
      words.append("configuration \(configuration.sha256)")
    }
    if let waivers = report.waivers {
      words.append("waivers \(waivers.sha256) judged on \(waivers.judgedOn)")
    }
    if let baseline = report.baseline { words.append("baseline \(baseline.file.sha256)") }
    return words.joined(separator: ", ")
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
    if let baseline = report.baseline {
      sentences.append(
        "\(counted(baseline.entries, "entry", "entries")) in the baseline \(baseline.file.file), SHA-256 "
          + baseline.file.sha256)
    }
    return sentences
  }
}
