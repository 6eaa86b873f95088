/// A text that is neither JSON nor XML, recognised by its first lines.
struct ForeignText {
  /// The first bytes without a byte order mark and blanks in front.
  private let text: Substring

  init(_ head: [UInt8]) {
    var text = String(decoding: head.prefix(16 << 10), as: UTF8.self)[...]
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    self.text = text.drop(while: \.isWhitespace)
  }

  /// The headers of an HTTP answer that the text begins with.
  var headers: HTTPHeaders? { HTTPHeaders(text) }

  /// Whether it is the call of a function with an object or a list: JSONP.
  var isCall: Bool {
    var rest = text
    if rest.hasPrefix("/**/") { rest = rest.dropFirst(4).drop(while: \.isWhitespace) }
    let name = rest.prefix { $0.isLetter || $0.isNumber || "_$.".contains($0) }
    guard let first = name.first, !first.isNumber, name.utf8.count <= 100 else { return false }
    rest = rest[name.endIndex...].drop(while: \.isWhitespace)
    guard rest.first == "(" else { return false }
    let argument = rest.dropFirst().first { !$0.isWhitespace }
    return argument == "{" || argument == "["
  }

  /// Whether it is a page of the web.
  var isWebPage: Bool {
    var rest = text
    for _ in 0..<16 {
      guard rest.hasPrefix("<!--"), let end = rest.end(of: "-->") else { break }
      rest = rest[end...].drop(while: \.isWhitespace)
    }
    let start = rest.prefix(64).lowercased()
    return [
      "<!doctype html", "<html>", "<html ", "<html\n", "<html\r", "<head>", "<body", "<title>",
    ]
    .contains { start.hasPrefix($0) }
  }

  /// Whether it is a page that names failover-audit as its generator.
  var isOwnPage: Bool {
    isWebPage && text.contains("<meta name=\"generator\" content=\"failover-audit ")
  }

  /// What it is; nil if it is not recognised.
  var sentence: String? {
    if text.hasPrefix("@{") || isPropertyList {
      return ForeignInput.sentence(
        "text that PowerShell shows objects with", "write them with ConvertTo-Json -Depth 10")
    }
    if let start = ForeignText.starts.first(where: { text.hasPrefix($0.start) }) {
      return ForeignInput.sentence(start.what, start.advice)
    }
    if let failure { return ForeignInput.failure(failure) }
    if isEventStream {
      return ForeignInput.sentence(
        "a stream of events (event:, data:)",
        "\(ForeignInput.saveBody): keep what comes after \"data:\"")
    }
    if isSession {
      return ForeignInput.sentence(
        "a command with its answer, as a terminal shows them",
        "\(ForeignInput.saveBody): write it to a file with > or -o")
    }
    if let own = ownReport { return ForeignInput.sentence(own, ForeignInput.leaveOut) }
    if isYAML { return yaml }
    if isTable {
      return ForeignInput.sentence(
        "a table, such as ionosctl prints", "run the command with -o api-json")
    }
    if isCSV {
      return ForeignInput.sentence(
        "a table (CSV)", "save the answers of the API as JSON, or \(ForeignInput.export)")
    }
    return nil
  }

  /// What a text is that begins with certain characters.
  private static let starts: [(start: String, what: String, advice: String)] = [
    ("curl: (", "a message of curl", "see to the error that it names, and export again"),
    ("-----BEGIN ", "a certificate or a key (PEM)", ForeignInput.leaveOut),
    (")]}'", "JSON after the characters )]}'", afterPrefix),
    ("while(1);", "JSON after the characters while(1);", afterPrefix),
    ("for(;;);", "JSON after the characters for(;;);", afterPrefix),
    (
      "\u{1E}", "a JSON text sequence (RFC 7464)",
      "remove the record separators, for example with tr -d '\\036'"
    ),
    ("```", "JSON between the marks of Markdown (```)", "keep only what is between the marks"),
  ]

  private static let afterPrefix = "keep only what comes after them"

  // MARK: Answers that failed, and what surrounds answers

  /// What servers and gateways answer in place of the API, in lower case.
  private static let failures = [
    "unauthorized", "forbidden", "access denied", "permission denied", "rbac: access denied",
    "jwt ", "invalid token", "token ", "authentication ", "upstream connect error",
    "upstream request timeout", "no healthy upstream", "bad gateway", "service unavailable",
    "service temporarily unavailable", "gateway time", "internal server error",
    "too many requests", "rate limit", "error code: ", "not found", "404 page not found",
  ]

  /// The text of an answer that failed.
  private var failure: String? {
    guard let first = lines.first, lines.count < 6 else { return nil }
    let words = first.prefix(80).lowercased()
    let isStatus =
      ["4", "5"].contains(words.prefix(1)) && words.dropFirst(3).first == " "
      && words.prefix(3).allSatisfy(\.isNumber)
    let reason = isStatus ? words.dropFirst(4) : words[...]
    return Self.failures.contains { reason.hasPrefix($0) } ? String(first) : nil
  }

  /// Whether it is a stream of server-sent events.
  private var isEventStream: Bool {
    guard let first = lines.first,
      ["event:", "data:", "id:", "retry:", ":"].contains(where: { first.hasPrefix($0) })
    else { return false }
    return lines.contains { line in
      line.hasPrefix("data:") && line.dropFirst(5).drop(while: \.isWhitespace).beginsJSON
    }
  }

  /// Whether it begins with a command, and JSON follows on a line of its own.
  private var isSession: Bool {
    guard let first = lines.first else { return false }
    let isCommand =
      ["$ ", "% ", "PS "].contains { first.hasPrefix($0) }
      || ["curl ", "ionosctl "].contains { first.contains($0) }
    return isCommand && lines.dropFirst().contains(where: \.beginsJSON)
  }

  // MARK: Lines

  private var lines: [Substring] {
    Array(text.prefix(8 << 10).split(whereSeparator: \.isNewline).prefix(50))
  }

  private var ownReport: String? {
    let starts: [(start: String, what: String)] = [
      ("outcome,severity,rule,", "a CSV report of failover-audit"),
      ("# failover-audit: violations (exit code", "a Markdown report of failover-audit"),
      ("# failover-audit: compliant (exit code", "a Markdown report of failover-audit"),
      ("# failover-audit: incomplete (exit code", "a Markdown report of failover-audit"),
      ("# failover-audit: what changed", "a Markdown report of failover-audit compare"),
      ("# HELP failover_audit", "metrics of failover-audit"),
      ("TAP version", "a TAP report, such as failover-audit writes"),
      ("VIOLATIONS (exit code", "a report of failover-audit"),
      ("COMPLIANT (exit code", "a report of failover-audit"),
      ("INCOMPLETE (exit code", "a report of failover-audit"),
      ("::error ", "annotations for GitHub, such as failover-audit writes"),
      ("::warning ", "annotations for GitHub, such as failover-audit writes"),
      ("::notice ", "annotations for GitHub, such as failover-audit writes"),
    ]
    return starts.first { text.hasPrefix($0.start) }?.what
  }

  // MARK: YAML

  private var yaml: String {
    let keys = lines.compactMap { ForeignText.key($0) }
    if keys.contains("waivers") && lines.contains(where: { $0.contains("rule:") }) {
      return ForeignInput.sentence(
        "a waiver file of failover-audit", "name it with --waivers, or \(ForeignInput.leaveOut)")
    }
    let settings: Set<String> = [
      "select", "skip", "severities", "parameters", "own-ranges", "fail-on", "allow-unknown",
      "waivers", "baseline", "rules", "exclude",
    ]
    if !keys.isEmpty && keys.allSatisfy(settings.contains) {
      return ForeignInput.sentence(
        "a configuration of failover-audit", "name it with --config, or \(ForeignInput.leaveOut)")
    }
    return ForeignInput.sentence(
      "YAML", "save the answers as JSON (with ionosctl: -o api-json)")
  }

  /// The key of a line of YAML that is not indented.
  private static func key(_ line: Substring) -> String? {
    guard let first = line.first, first.isLetter || first == "_" || first == "\"",
      let colon = line.firstIndex(of: ":")
    else { return nil }
    let key = line[..<colon]
    let rest = line[line.index(after: colon)...]
    guard rest.isEmpty || rest.first == " " || rest.first == "\t", key.last != " ",
      key.allSatisfy({ $0.isLetter || $0.isNumber || "_-.\"".contains($0) })
    else { return nil }
    return key.trimming("\"")
  }

  private var isYAML: Bool {
    guard
      let first = lines.first(where: { !$0.hasPrefix("#") && !$0.hasPrefix("%YAML") })
    else { return false }
    if first.hasPrefix("---") { return true }
    if first.hasPrefix("- ") { return ForeignText.key(first.dropFirst(2)) != nil }
    guard ForeignText.key(first) != nil else { return false }
    // One line alone is as well a message, such as "Error: 401".
    return lines.count { ForeignText.key($0) != nil || $0.first == " " || $0.hasPrefix("- ") } > 1
  }

  // MARK: Tables

  /// Whether the first line is one of headings with gaps between them.
  private var isTable: Bool {
    guard let first = lines.first, lines.count > 1 else { return false }
    if "┌│+|".contains(first.first ?? " ") {
      return first.dropFirst().contains { "─┬|+-".contains($0) }
    }
    let columns = first.split(separator: "\t").flatMap { $0.splitAtGaps }
    return columns.count > 1 && columns.allSatisfy { $0.allSatisfy { !"{}[]:;=".contains($0) } }
      && columns.allSatisfy { ($0.first?.isUppercase ?? false) }
  }

  private var isCSV: Bool {
    guard let first = lines.first, lines.count > 1 else { return false }
    for separator: Character in [",", ";"] {
      let columns = first.split(separator: separator, omittingEmptySubsequences: false)
      let isHeading = columns.allSatisfy {
        !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || "_-. \"".contains($0) }
      }
      if columns.count > 1 && isHeading && lines[1].contains(separator) { return true }
    }
    return false
  }

  /// Whether the first lines are `Name   : value`, all colons below one another.
  private var isPropertyList: Bool {
    let places = lines.prefix(3).map { line in
      line.firstIndex(of: ":").map { line.distance(from: line.startIndex, to: $0) } ?? -1
    }
    guard places.count > 1, let place = places.first, place > 1, Set(places).count == 1 else {
      return false
    }
    return lines.prefix(3).allSatisfy { line in
      let colon = line.index(line.startIndex, offsetBy: place)
      return line[..<colon].last == " " && (line.first?.isLetter ?? false)
        && line[..<colon].drop { !$0.isWhitespace }.allSatisfy(\.isWhitespace)
    }
  }
}

extension Substring {
  fileprivate var beginsJSON: Bool { first == "{" || first == "[" }

  fileprivate func trimming(_ character: Character) -> String {
    String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
  }

  /// Its parts between two or more blanks.
  fileprivate var splitAtGaps: [String] {
    var parts: [String] = []
    var part = ""
    var blanks = 0
    for character in self {
      if character == " " {
        blanks += 1
        continue
      }
      if blanks > 1 && !part.isEmpty {
        parts.append(part)
        part = ""
      } else if blanks == 1 {
        part += " "
      }
      blanks = 0
      part.append(character)
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  /// The place after a text.
  fileprivate func end(of text: String) -> Index? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(text) { return index(at, offsetBy: text.count) }
      at = index(after: at)
    }
    return nil
  }
}
