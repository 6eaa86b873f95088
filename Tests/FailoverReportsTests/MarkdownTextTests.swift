import Testing

@testable import FailoverReports

@Suite struct MarkdownTextTests {
  @Test("Nothing ends the code span of a name")
  func code() {
    #expect(MarkdownText.code("a") == "`a`")
    #expect(MarkdownText.code("a`|\\\n") == #"`a\u{60}\u{7c}\\u{a}`"#)
    #expect(MarkdownText.code("") == "` `")
    for text in SampleReport.hostileTexts {
      let span = MarkdownText.code(text).unicodeScalars
      #expect(span.first == "`" && span.last == "`")
      #expect(!span.dropFirst().dropLast().contains { $0 == "`" || $0 == "|" })
    }
  }

  @Test("Nothing in a sentence is markup, a link or a mention")
  func prose() {
    #expect(MarkdownText.prose("All is well: 1.5 (or 2).") == "All is well: 1.5 (or 2).")
    #expect(MarkdownText.prose("**b** [x](javascript:y)") == #"\*\*b\*\* \[x\](javascript:y)"#)
    #expect(MarkdownText.prose("@all #1") == "`@`all `#`1")
    #expect(MarkdownText.prose("https://a.b www.a.b") == "https`:`//a.b www`.`a.b")
    #expect(MarkdownText.prose("1. x") == #"1\. x"#)
    #expect(MarkdownText.prose("- x") == #"\- x"#)
    for text in SampleReport.hostileTexts {
      let prose = MarkdownText.prose(text)
      #expect(!prose.utf8.contains { "<>|\n".utf8.contains($0) })
      let harmless = /\\.|`[@#:.]`|&[a-z#0-9]+;/.matchingSemantics(.unicodeScalar)
      let unescaped = prose.replacing(harmless, with: "")
      #expect(!unescaped.utf8.contains { "*_[]`@#\\$~&".utf8.contains($0) })
      #expect(unescaped.firstMatch(of: /:\/\/|www\./) == nil)
    }
  }
}
