import FailoverAudit
import FailoverBase
import FailoverInventory

/// The `tool` of a SARIF run: who made it, and the rules as it declares them.
struct SARIFDriver {
  let report: Report
  let audience: SARIFAudience

  /// Results of a log for GitHub that belong to no rule.
  private static let notices: [(id: String, title: String, severity: Severity)] =
    [("hidden-results", "every outcome has room", Severity.error)]
    + ScopeGap.Kind.allCases.map { ($0.rawValue, $0.title, $0.severity) }

  func write(to sink: inout ByteSink) throws {
    let frameworks = Framework.all(report.ledger.rules)
    try sink.put("{\"driver\":")
    var driver = JSONMembers(indent: 4)
    try driver.put("name", "failover-audit", to: &sink)
    try driver.put("version", report.toolVersion, to: &sink)
    try driver.put("notifications", each: SARIFDriver.notices, to: &sink) { notice, sink in
      try JSONMembers.object(to: &sink) { try $0.put("id", notice.id, to: &$1) }
    }
    if !frameworks.isEmpty {
      try driver.put(
        "supportedTaxonomies", each: frameworks.enumerated(), to: &sink
      ) { framework, sink in
        try JSONMembers.object(to: &sink) { members, sink in
          try members.put("name", framework.element.name, to: &sink)
          try members.put("index", framework.offset, to: &sink)
        }
      }
    }
    try driver.begin("rules", to: &sink)
    try sink.put("[")
    var separator = "\n        "
    for rule in report.ledger.rules {
      try sink.put(separator)
      try put(rule, frameworks, to: &sink)
      separator = ",\n        "
    }
    if audience == .gitHub {
      for notice in SARIFDriver.notices {
        try sink.put(separator)
        try put(notice, to: &sink)
        separator = ",\n        "
      }
    }
    try sink.put("]")
    try driver.close(to: &sink)
    try sink.put("}")
  }

  private func put(
    _ notice: (id: String, title: String, severity: Severity), to sink: inout ByteSink
  ) throws {
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("id", notice.id, to: &sink)
      try members.put("shortDescription", to: &sink) { try $0.put("text", notice.title, to: &$1) }
      try members.put("defaultConfiguration", to: &sink) {
        try $0.put("level", notice.severity.rawValue, to: &$1)
      }
    }
  }

  private func put(
    _ rule: RuleLedger, _ frameworks: [Framework], to sink: inout ByteSink
  ) throws {
    let info = rule.info
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("id", info.id, to: &sink)
      try members.put("shortDescription", to: &sink) {
        try $0.put("text", SARIFText.withoutLinks(info.title), to: &$1)
      }
      try members.put("fullDescription", to: &sink) {
        try $0.put("text", SARIFText.withoutLinks(info.rationale), to: &$1)
      }
      try members.put("help", to: &sink) { members, sink in
        try members.put("text", SARIFText.withoutLinks(helpText(info)), to: &sink)
        try members.put("markdown", helpMarkdown(info), to: &sink)
      }
      if let reference = info.references.first(where: { SARIFDriver.isURI($0.url) }) {
        try members.put("helpUri", reference.url, to: &sink)
      }
      try members.put("defaultConfiguration", to: &sink) {
        try $0.put("level", rule.severity.rawValue, to: &$1)
      }
      if !info.controls.isEmpty {
        try putRelationships(info, frameworks, in: &members, to: &sink)
      }
      try members.put("properties", to: &sink) { members, sink in
        try members.put("tags", [info.family.rawValue], to: &sink)
        try members.put("problem.severity", problemSeverity(rule.severity), to: &sink)
      }
    }
  }

  /// GitHub's word; `security-severity` would turn findings into security alerts.
  private func problemSeverity(_ severity: Severity) -> String {
    severity == .note ? "recommendation" : severity.rawValue
  }

  private func putRelationships(
    _ info: RuleInfo, _ frameworks: [Framework], in members: inout JSONMembers,
    to sink: inout ByteSink
  ) throws {
    try members.put("relationships", each: info.controls, to: &sink) { control, sink in
      let place = frameworks.firstIndex { $0.name == control.framework } ?? 0
      try JSONMembers.object(to: &sink) { members, sink in
        try members.put("target", to: &sink) { members, sink in
          try members.put("id", control.id, to: &sink)
          try members.put("toolComponent", to: &sink) { members, sink in
            try members.put("name", control.framework, to: &sink)
            try members.put("index", place, to: &sink)
          }
        }
        try members.put("kinds", ["relevant"], to: &sink)
        try members.put("description", to: &sink) {
          try $0.put("text", "supports evidence for", to: &$1)
        }
      }
    }
  }

  /// Whether a reference can be a link: readers refuse a whole log for one that is not a URI of RFC
  /// 3986.
  static func isURI(_ url: String) -> Bool {
    guard url.hasPrefix("https://") || url.hasPrefix("http://") else { return false }
    let bytes = Array(url.utf8)
    return bytes.count { $0 == UInt8(ascii: "#") } < 2
      && bytes.indices.allSatisfy { index in
        bytes[index] == UInt8(ascii: "%")
          ? bytes[(index + 1)...].prefix(2).count(where: isHexDigit) == 2
          : bytes[index] > 0x20 && bytes[index] < 0x7F
            && !"\"<>[\\]^`{|}".utf8.contains(bytes[index])
      }
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    Character(Unicode.Scalar(byte)).isHexDigit
  }

  private func helpText(_ info: RuleInfo) -> String {
    ([info.rationale, info.remediation, "Where it is unknown: " + info.unknownRemedy]
      + info.references.map { "\($0.title): \($0.url)" })
      .joined(separator: "\n\n")
  }

  private func helpMarkdown(_ info: RuleInfo) -> String {
    let references = info.references.map { reference in
      let title = MarkdownText.prose(reference.title)
      return SARIFDriver.isURI(reference.url)
        ? "- [\(title)](<\(reference.url)>)" : "- \(title): \(MarkdownText.code(reference.url))"
    }
    return "**Why.** \(MarkdownText.prose(info.rationale))\n\n"
      + "**What to do.** \(MarkdownText.prose(info.remediation))\n\n"
      + "**Where it is unknown.** \(MarkdownText.prose(info.unknownRemedy))\n\n"
      + references.joined(separator: "\n")
  }
}
