import FailoverAudit
import FailoverBase
import Testing

@testable import FailoverReports

@Suite struct HostileTextTests {
  static let formats = Reporters.all.map { type(of: $0).format }

  /// Scalars that change what a reader sees; a line feed is a reporter's own.
  static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
      0xFFFE, 0xFFFF, 0xE0041:
      true
    default: false
    }
  }

  @Test("The sample holds every kind of hostile scalar")
  func sampleIsHostile() {
    let kinds: [UInt32] = [0, 0x1B, 0x7F, 0x85, 0x9B, 0x202E, 0x2028, 0x200B, 0xFEFF, 0xFFFE]
    for kind in kinds {
      #expect(SampleReport.hostile.unicodeScalars.contains { $0.value == kind })
    }
  }

  /// Formats that show counts only, and no names except those of files other than inputs.
  static let nameless: Set<String> = ["prometheus"]

  /// The hostile report of an audit that only read its inputs.
  static var withoutFiles: SampleReport {
    var sample = SampleReport.hostileReport
    (sample.configuration, sample.waivers, sample.baseline) = (nil, nil, nil)
    return sample
  }

  /// The lines that a reader sees; those of CSV end as RFC 4180 says.
  static func lines(_ format: String, _ sample: SampleReport) throws -> [String.UnicodeScalarView] {
    let reporter = try #require(Reporters.reporter(named: format))
    let written = try text(reporter, sample.report)
    return written.unicodeScalars.split(separator: "\n").map { line in
      .init(format == "csv" && line.last == "\r" ? line.dropLast() : line)
    }
  }

  @Test("No hostile scalar reaches a reader", arguments: formats)
  func noHostileScalar(_ format: String) throws {
    for sample in SampleReport.corpus {
      let lines = try Self.lines(format, sample)
      #expect(lines.allSatisfy { !$0.contains(where: Self.isHostile) }, "\(sample)")
    }
    let shown = try Self.lines(format, Self.withoutFiles).contains { $0.contains("東") }
    #expect(shown != Self.nameless.contains(format))
  }

  @Test("A line break in a name does not begin a line", arguments: formats)
  func noInjectedLine(_ format: String) throws {
    for sample in SampleReport.corpus {
      let lines = try Self.lines(format, sample)
      #expect(!lines.contains { $0.starts(with: "FAKE".unicodeScalars) }, "\(sample)")
    }
    let shown = try Self.lines(format, Self.withoutFiles).contains { String($0).contains("FAKE") }
    #expect(shown != Self.nameless.contains(format))
  }

  @Test("Colours are those of the text reporter only")
  func colours() throws {
    let report = SampleReport.hostileReport.report
    let plain = try text(TextReporter(color: false), report)
    let colored = try text(TextReporter(color: true), report)
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[1;31mVIOLATIONS\u{1B}[0m"))
    let stripped = colored.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(stripped == plain)
  }

  @Test("No markup of a stranger is markup in XML")
  func noMarkup() throws {
    let tree = try XMLTree(bytes(JUnitReporter(), SampleReport.hostileReport.report))
    #expect(tree.count("//b") == 0)
    let remediation = try #require(tree.texts("//property[@name='remediation']/@value").first)
    #expect(remediation.hasPrefix("<b a=\"1\">&amp;]]>\u{FFFD}[31m\nFAKE \r\u{FFFD}"))
    #expect(remediation.contains("\t"))
  }

  @Test("Hidden scalars are shown by their number in text")
  func visible() {
    #expect(TerminalText.visible("a\u{1B}[2J\u{202E}\n") == #"a\u{1b}[2J\u{202e}\u{a}"#)
    let none = [0x1FFFE, 0xFDD0, 0x10FFFF].compactMap { Unicode.Scalar(UInt32($0)) }
    let visible = TerminalText.visible(String(String.UnicodeScalarView(none)))
    #expect(visible == #"\u{1fffe}\u{fdd0}\u{10ffff}"#)
    #expect(TerminalText.visible("Köln 東京 💥") == "Köln 東京 💥")
  }

  @Test(
    "Text for a terminal commands no build server",
    arguments: [
      ("::error file=a::b", #"\u{3a}:error file=a::b"#), ("a ::debug::b", #"a \u{3a}:debug::b"#),
      ("##[error]x", #"#\u{23}[error]x"#), ("a##vso[task]x", #"a#\u{23}vso[task]x"#),
      ("###", #"#\u{23}\u{23}"#), (":::x::", #"\u{3a}::x::"#), ("2001:db8::1", nil), ("::1", nil),
      ("# [x]", nil),
    ] as [(String, String?)])
  func commands(text: String, visible: String?) {
    #expect(TerminalText.visible(text) == visible ?? text)
  }

  @Test("No line of a report for people begins a command", arguments: ["text", "tap", "markdown"])
  func noCommand(_ format: String) throws {
    let reporter = try #require(Reporters.reporter(named: format))
    for sample in SampleReport.corpus + [.hostileReport] {
      let lines = try text(reporter, sample.report).split(separator: "\n")
      #expect(!lines.contains { $0.contains("##[") || $0.contains("##vso[") })
      #expect(!lines.contains { $0.drop { $0 == " " }.firstMatch(of: /^::[a-z-]+.*::/) != nil })
    }
  }

  @Test("JSON escapes hidden scalars, beyond the first plane as a pair")
  func json() {
    #expect(JSONText.escaped("\u{1}\u{7F}\u{2028}\u{E0041}") == #"\u0001\u007f\u2028\udb40\udc41"#)
    #expect(JSONText.escaped("\"\\\n\t\ré/") == #"\"\\\n\t\ré/"#)
  }
}
