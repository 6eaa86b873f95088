import FailoverAudit
import FailoverBase
import FailoverInventory

/// What the page calls things, and how it colours them; words always say what colours say.
enum PageWords {
  static func family(_ family: Family) -> String {
    switch family {
    case .redundancy: "Redundancy"
    case .primaryIP: "Primary IP"
    case .accessRights: "Access rights"
    case .master: "Master"
    case .surroundings: "Surroundings"
    case .dataQuality: "Data quality"
    case .haSoftware: "Failover software"
    case .waivers: "Waivers"
    }
  }

  /// The class that colours an outcome.
  static func severityColour(_ outcome: Outcome, _ severity: Severity) -> String {
    switch outcome {
    case .fail: severity.rawValue
    case .unknown, .error: "open"
    case .waived, .baselined: "accepted"
    case .pass, .notApplicable: "passed"
    }
  }

  /// The colour of a part of a bar where a server forbids the page its style sheet, as Jenkins
  /// does.
  static func fill(_ severityColour: String) -> String {
    switch severityColour {
    case "error": "#c8362c"
    case "warning": "#e8952e"
    case "note": "#b9c34a"
    case "open": "#8467cf"
    case "accepted": "#4f8fc0"
    default: "#3f9c66"
    }
  }

  static func label(_ outcome: Outcome, _ severity: Severity) -> String {
    switch outcome {
    case .fail: "Failed · \(severity.rawValue)"
    case .unknown: "Unknown · \(severity.rawValue)"
    case .error: "Rule broke · \(severity.rawValue)"
    case .waived: "Accepted · \(severity.rawValue)"
    case .baselined: "Baselined · \(severity.rawValue)"
    case .pass: "Passed"
    case .notApplicable: "Not applicable"
    }
  }

  /// What the filter by outcome compares with.
  static func outcomeClass(_ outcome: Outcome) -> String {
    switch outcome {
    case .fail: "fail"
    case .waived: "waived"
    case .baselined: "baselined"
    default: "open"
    }
  }

  /// The anchor of a group or another subject: the same in every report.
  static func anchor(of topic: String) -> String {
    "s-" + Fingerprint.of(rule: "", subject: topic, facet: "").prefix(16)
  }

  /// `YYYY-MM-DD HH:MM UTC`, or the text itself if it has another form.
  static func time(_ time: String) -> String {
    guard time.utf8.count == 20, time.hasSuffix("Z"), CalendarDay(time) != nil else { return time }
    return time.prefix(10) + " " + time.dropFirst(11).prefix(5) + " UTC"
  }

  static func place(_ place: Place) -> String { "\(place.input):\(place.line)" }

  /// The references of a rule as links; nil if there are none.
  static func references(_ info: RuleInfo) -> HTML? {
    guard !info.references.isEmpty else { return nil }
    return info.references.map { HTML.link($0.title, to: $0.url) }.joined(separator: ", ")
  }

  /// Such as `ISO/IEC 27001:2022 A.8.14 (Redundancy …), …`; nil if there are none.
  static func controls(_ info: RuleInfo) -> String? {
    guard !info.controls.isEmpty else { return nil }
    return info.controls.map { "\($0.framework) \($0.id) (\($0.title))" }.joined(separator: ", ")
  }
}

extension HTML {
  /// A word with the colour of an outcome.
  static func pill(_ label: String, _ severityColour: String) -> HTML {
    "<span class=\"pill \(severityColour)\">\(label)</span>"
  }
}
