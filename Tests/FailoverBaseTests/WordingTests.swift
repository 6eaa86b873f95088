import Foundation
import Testing

/// The words of comments, sentences and documents: plain ones, one for each thing.
struct WordingTests {
  /// Words that are retired, and what to write instead.
  private static let retired: [(word: String, better: String)] = [
    ("tell", "report, show or state"), ("tells", "reports, shows or states"),
    ("told", "reported, shown or stated"), ("telling", "reporting or showing"),
    ("stand", "be, or be listed"), ("stands", "is, or is listed"), ("behind", "after"),
    ("anew", "again"), ("aside", "leave out or ignore"), ("whoever", "anyone who"),
    ("ask", "run, check, request or need"), ("asks", "runs, checks, requests or needs"),
    ("asked", "run, checked, requested or needed"), ("asking", "running or checking"),
  ]

  /// Phrases that are retired. One that begins with a group is right where the group matches.
  nonisolated(unsafe) private static let phrases:
    [(phrase: Regex<(Substring, Substring?)>, better: String)] = [
      (/(there )?\b(?:is|are) no (?!longer|more|less)/, "is not a, are not"),
      (/(\r)?\bof which\b/, "a sentence of its own"), (/(\r)?\bbe it\b/, "whether"),
      (/(\r)?\bknows? to\b/, "has"), (/(\r)?\bknown to\b/, "certainly"),
      (/(\r)?\bthose (?:that|who)\b/, "the ones that, or a noun"),
      (/(\r)?\bstandard(?! (?:input|output|error|library|stream))\b/, "default"),
    ]

  /// Where a word is right: a key that files of earlier versions have, and the name of a document.
  private static let allowed = [
    "Sources/FailoverAudit/RuleFiles/RuleHeader.swift": "standard",
    "Sources/FailoverInventory/Scanning/UTF8Validation.swift": "standard",
  ]

  /// Sentences of earlier versions that saved reports hold.
  private static let former = [
    "known: it stands in the baseline", "incomplete-export tells how",
    "incomplete-export tells which",
  ]

  private static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// The files below some folders that end in a suffix, by their paths from the root.
  private static func files(_ folders: [String], _ suffix: String) -> [String] {
    folders.flatMap { folder in
      let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      return (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(suffix) }
        .map { "\(folder)/\($0)" }
    }.sorted()
  }

  private static func lines(_ file: String) throws -> [Substring] {
    try String(contentsOf: root.appending(path: file), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The parts of a line of Swift that people read: a comment, or the texts in quotation marks.
  private static func readable(_ line: Substring, inText: Bool) -> [Substring] {
    if inText { return [line] }
    if let comment = line.firstMatch(of: /(?:^|\s)\/\/(.*)$/) { return [comment.1] }
    return line.matches(of: /"((?:[^"\\]|\\.)*)"/).map(\.1)
  }

  /// The first retired word or phrase of a text, in whole words.
  private static func retiredWord(_ text: Substring) -> (word: String, better: String)? {
    if former.contains(where: { text.contains($0) }) { return nil }
    let plain = text.replacing(/\\\([^)]*\)|`[^`]*`/, with: " ").lowercased()
    let words = plain.split { !$0.isLetter && $0 != "-" && $0 != "_" }
    if let word = retired.first(where: { entry in words.contains { $0 == entry.word } }) {
      return word
    }
    for (phrase, better) in phrases {
      let found = plain.matches(of: phrase).first { $0.output.1 == nil }
      if let found { return (String(found.output.0), better) }
    }
    return nil
  }

  private static func check(_ text: Substring, _ file: String, _ number: Int) {
    guard let found = retiredWord(text), allowed[file] != found.word else { return }
    Issue.record("\(file):\(number + 1): write \(found.better) in place of \(found.word)")
  }

  @Test("comments and sentences of the sources use no retired word")
  func sources() throws {
    for file in Self.files(["Sources", "Examples/SwiftRule/Sources"], ".swift") {
      var inText = false
      for (number, line) in try Self.lines(file).enumerated() {
        let togglesText = line.matches(of: /"""/).count % 2 == 1
        for text in Self.readable(line, inText: inText && !togglesText) {
          Self.check(text, file, number)
        }
        if togglesText { inText.toggle() }
      }
    }
  }

  @Test("documents use no retired word outside of code")
  func documents() throws {
    let files =
      ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
      + ["reports", "rules", "packaging", "Examples", "Benchmarks"].map { $0 + "/README.md" }
      + Self.files(["docs"], ".md")
    for file in files {
      var inCode = false
      for (number, line) in try Self.lines(file).enumerated() {
        if line.hasPrefix("```") { inCode.toggle() }
        if !inCode { Self.check(line, file, number) }
      }
    }
  }

  @Test("rules, scripts, the manual page and what is packaged use no retired word")
  func others() throws {
    let files =
      Self.files(["rules"], ".sql") + Self.files(["scripts"], ".sh")
      + Self.files(["scripts", "Examples/rules"], ".py") + Self.files(["Examples/rules"], ".yaml")
      + ["1.in", "1", "cron", "service", "timer"].map { "packaging/failover-audit." + $0 }
      + ["Makefile"]
    for file in files {
      for (number, line) in try Self.lines(file).enumerated() { Self.check(line, file, number) }
    }
  }

  @Test("no comment is over 100 columns")
  func columns() throws {
    for file in Self.files(["Sources", "Tests"], ".swift") where !file.contains("/Fixtures/") {
      for (number, line) in try Self.lines(file).enumerated() where line.count > 100 {
        let isComment = line.drop { $0 == " " }.hasPrefix("//")
        if isComment { Issue.record("\(file):\(number + 1) has \(line.count) columns: break it") }
      }
    }
  }

  @Test("a retired word is found in comments and texts, not in names")
  func finds() {
    #expect(Self.retiredWord("what it Tells of") != nil)
    #expect(Self.retiredWord("standing, `told` and \\(told) in stand-by") == nil)
    #expect(Self.retiredWord("It is no list") != nil && Self.retiredWord("is no longer") == nil)
    #expect(Self.retiredWord("there is no list") == nil)
    #expect(Self.retiredWord("to standard output") == nil && Self.retiredWord("standard 2") != nil)
    #expect(Self.retiredWord("asked for those that fail") != nil)
    #expect(Self.readable("let told = 1  // stands", inText: false) == [" stands"])
    #expect(Self.readable("put(\"a\", told, \"b \\\" c\")", inText: false) == ["a", "b \\\" c"])
  }
}
