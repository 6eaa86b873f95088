import FailoverAudit
import TestSupport

/// Reads the counts of outcomes back out of written reports, as far as a format distinguishes them.
enum ReportCounts {
  typealias Told = [[Outcome]: Int]

  struct Unreadable: Error {
    let what: String
  }

  /// What each format shows. A key with several outcomes means their sum.
  static let readers: [String: @Sendable (String) throws -> Told] = [
    "text": text, "html": html, "junit": junit, "json": json, "ledger": ledger, "sarif": sarif,
    "sarif-github": sarifGitHub, "gitlab": gitlab, "github": github, "csv": csv,
    "prometheus": prometheus, "tap": tap,
    "ocsf": ocsf, "oscal": oscal,
    "markdown": markdown,
  ]

  static func outcome(_ word: String?) throws -> Outcome {
    guard let outcome = Outcome.allCases.first(where: { $0.word == word }) else {
      throw Unreadable(what: word ?? "nothing")
    }
    return outcome
  }

  /// Counts lines or objects by outcome; outcomes without any count 0.
  static func tally(_ outcomes: [Outcome], of told: [Outcome] = Outcome.allCases) -> Told {
    Dictionary(uniqueKeysWithValues: told.map { kind in ([kind], outcomes.count { $0 == kind }) })
  }

  static func add(_ counts: JSONValue?, to told: inout Told) throws {
    for key in told.keys where key.count == 1 {
      guard let count = counts?[key[0].word]?.number else { throw Unreadable(what: "\(key)") }
      told[key, default: 0] += count
    }
  }

  private static func text(_ report: String) throws -> Told {
    guard
      let match = report.firstMatch(
        of: /outcomes? = ([^a-z]*pass[^=]*?waived(?:[ \n]+\+[ \n]+[0-9]+[ \n]+known)?)/)
    else {
      throw Unreadable(what: "Examined")
    }
    var told: Told = [:]
    for part in match.1.split(separator: "+") {
      let words = part.split { $0 == " " || $0 == "\n" }
      told[[try outcome(String(words[1]))]] = Int(words[0])
    }
    return told
  }

  private static func html(_ report: String) throws -> Told {
    guard let totals = report.firstMatch(of: /<tfoot>(.*?)<\/tfoot>/.dotMatchesNewlines()) else {
      throw Unreadable(what: "tfoot")
    }
    let numbers = totals.1.matches(of: /<td class="n">([0-9,]+)</).map {
      Int($0.1.replacing(",", with: "")) ?? -1
    }
    guard (7...8).contains(numbers.count), numbers.dropLast().reduce(0, +) == numbers.last else {
      throw Unreadable(what: "\(numbers)")
    }
    let order: [Outcome] =
      [.pass, .fail, .unknown, .notApplicable, .error, .waived, .baselined]
      .prefix(numbers.count - 1) + []
    var told = Dictionary(uniqueKeysWithValues: zip(order.map { [$0] }, numbers))
    let page = try PageParser(report)
    let hidden = report.firstMatch(of: /([0-9,]+) further outcomes are counted/)
      .flatMap { Int($0.1.replacing(",", with: "")) }
    told[[.fail, .unknown, .error, .waived, .baselined]] =
      page.withClass("finding").count + page.all("li").count { $0.attributes["data-d"] != nil }
      + (hidden ?? 0)
    return told
  }

  private static func junit(_ report: String) throws -> Told {
    let tree = try XMLTree(Array(report.utf8))
    let test = "//testsuite[@name!='inputs']/testcase"
    return [
      [.pass]: tree.count(test + "[not(*)]"), [.fail]: tree.count(test + "/failure"),
      [.unknown]: tree.count(test + "/error[@type='missing-data']"),
      [.error]: tree.count(test + "/error[@type='rule-error']"),
      [.notApplicable]: tree.count(test + "/skipped[starts-with(@message,'not applicable: ')]"),
      [.waived]: tree.count(test + "/skipped[starts-with(@message,'waived until ')]"),
      [.baselined]: tree.count(test + "/skipped[starts-with(@message,'baselined: ')]"),
    ]
  }

  private static func json(_ report: String) throws -> Told {
    let rules = try JSONValue.read(report.utf8)["rules"]?.elements ?? []
    let words = rules.flatMap { $0["outcomes"]?.elements ?? [] }.map { $0["outcome"]?.string }
    return tally(try words.map(outcome))
  }

  private static func ledger(_ report: String) throws -> Told {
    tally(
      try report.split(separator: "\n").map {
        try outcome(try JSONValue.read($0.utf8)["outcome"]?.string)
      })
  }

  private static func outcome(sarif result: JSONValue) throws -> Outcome {
    switch result["kind"]?.string {
    case "pass": return .pass
    case "fail":
      guard let suppression = result["suppressions"]?[0] else { return .fail }
      let isKnown = suppression["justification"]?.string?.hasPrefix("baselined: ") ?? false
      return isKnown ? .baselined : .waived
    case "open": return .unknown
    case "review": return .error
    case "notApplicable": return .notApplicable
    default: throw Unreadable(what: "\(result)")
    }
  }

  private static func sarif(_ report: String) throws -> Told {
    let results = try JSONValue.read(report.utf8)["runs"]?[0]?["results"]?.elements ?? []
    return tally(try results.map(outcome(sarif:)))
  }

  private static func sarifGitHub(_ report: String) throws -> Told {
    let run = try JSONValue.read(report.utf8)["runs"]?[0]
    let results = (run?["results"]?.elements ?? []).filter { $0["ruleIndex"] != nil }
    var told = tally(try results.map(outcome(sarif:)), of: [.fail, .unknown, .error])
    try add(run?["properties"]?["hidden"], to: &told)
    return told
  }

  private static func gitlab(_ report: String) throws -> Told {
    let notices = ["unread-input", "nothing-examined", "export-gap"]
    let entries = try JSONValue.read(report.utf8).elements.filter {
      !notices.contains($0["check_name"]?.string ?? "")
    }
    // Failures of notes and what is open are both minor.
    let serious = entries.count { ["critical", "major"].contains($0["severity"]?.string ?? "") }
    let waived = entries.count { $0["severity"]?.string == "info" }
    return [
      [.waived, .baselined]: waived, [.fail, .unknown, .error]: entries.count - waived,
      [.fail]: serious,
    ]
  }

  private static func github(_ report: String) throws -> Told {
    guard let line = report.split(separator: "\n").last,
      let hidden = line.firstRange(of: "not shown above: ")
    else { throw Unreadable(what: report) }
    var told: Told = [:]
    for outcome in [Outcome.fail, .unknown, .error] {
      // A colon in a title is escaped.
      let shown = report.matches(of: try Regex("title=[^:]* \\(\(outcome.word)\\)::")).count
      let count = line[hidden.upperBound...].firstMatch(of: try Regex("(\\d+) \(outcome.word)"))
      told[[outcome]] = shown + (count?.output[1].substring.flatMap { Int($0) } ?? -1)
    }
    return told
  }

  private static func csv(_ report: String) throws -> Told {
    let words = try CSVReporterTests.rows(Array(report.utf8)).dropFirst().map { $0[0] }
    return tally(words.compactMap { try? outcome($0) })
  }

  private static func prometheus(_ report: String) throws -> Told {
    var told = tally([])
    for line in report.split(separator: "\n") where line.hasPrefix("failover_audit_outcomes{") {
      guard let match = line.firstMatch(of: /,outcome="([a-zA-Z]+)"} (\d+)/) else {
        throw Unreadable(what: String(line))
      }
      told[[try outcome(String(match.1))], default: 0] += Int(match.2) ?? -1
    }
    return told
  }

  private static func tap(_ report: String) throws -> Told {
    let lines = report.split(separator: "\n")
    let isOK = lines.filter { $0.hasPrefix("ok ") }
    func blocks(_ outcome: Outcome) -> Int {
      lines.count { $0 == "  outcome: \"\(outcome.word)\"" }
    }
    let skipped = isOK.count { $0.contains(" # SKIP not applicable:") }
    return [
      [.pass]: isOK.count - skipped, [.notApplicable]: skipped, [.fail]: blocks(.fail),
      [.unknown]: blocks(.unknown), [.error]: blocks(.error),
      [.waived]: lines.count { $0.hasPrefix("not ok ") && $0.contains(" # TODO waived until") },
      [.baselined]: lines.count { $0.hasPrefix("not ok ") && $0.contains(" # TODO baselined: ") },
    ]
  }

  private static func ocsf(_ report: String) throws -> Told {
    let codes = try report.split(separator: "\n").map {
      try JSONValue.read($0.utf8)["compliance"]?["status_code"]?.string
    }
    return tally(codes.compactMap { try? outcome($0) })
  }

  /// What the properties of the findings say; the observations and risks have to agree.
  private static func oscal(_ report: String) throws -> Told {
    let result = try JSONValue.read(report.utf8)["assessment-results"]?["results"]?[0]
    var told = tally([])
    for finding in result?["findings"]?.elements ?? [] {
      for outcome in Outcome.allCases {
        let count = OSCALReporterTests.property("count-\(outcome.word)", of: finding)
        told[[outcome], default: 0] += count.flatMap { Int($0) } ?? -1
      }
    }
    let observed = (result?["observations"]?.elements ?? []).compactMap {
      OSCALReporterTests.property("outcome", of: $0)
    }
    for outcome in [Outcome.fail, .unknown, .error, .waived, .baselined] {
      let count = observed.count { $0 == outcome.word }
      guard told[[outcome]] == count else { throw Unreadable(what: outcome.word) }
    }
    guard
      (told[[.waived]] ?? 0) + (told[[.baselined]] ?? 0) == (result?["risks"]?.elements ?? []).count
    else {
      throw Unreadable(what: "risks")
    }
    return told
  }

  private static func markdown(_ report: String) throws -> Told {
    let lines = report.split(separator: "\n")
    guard
      let start = lines.firstIndex(where: { $0.hasPrefix("| pass |") && $0.hasSuffix("| total |") })
    else { throw Unreadable(what: "total") }
    let outcomes = Outcome.allCases.filter { lines[start].contains(" \($0.word) ") }
    let cells = lines[start + 2].split(separator: "|").compactMap {
      Int($0.filter { $0 != " " })
    }
    guard cells.count == outcomes.count + 1 else {
      throw Unreadable(what: String(lines[start + 2]))
    }
    return Dictionary(
      uniqueKeysWithValues: zip(outcomes.map { [$0] } + [outcomes], cells))
  }
}
