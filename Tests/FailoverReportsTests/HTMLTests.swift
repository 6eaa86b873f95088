import FailoverAudit
import FailoverBase
import Testing

@testable import FailoverReports

@Suite struct HTMLTests {
  private static func text(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

  @Test(
    "Text is escaped between tags and in attributes",
    arguments: [
      ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"),
      ("`", "&#96;"), ("</p><script>", "&lt;/p&gt;&lt;script&gt;"),
      ("\" onclick=\"x", "&quot; onclick=&quot;x"), ("&amp;", "&amp;amp;"),
      ("Köln 東 💥", "Köln 東 💥"), ("", ""),
    ])
  func escapes(_ name: String, _ escaped: String) {
    #expect(Self.text("<p>\(name)</p>") == "<p>\(escaped)</p>")
    #expect(Self.text("<p title=\"\(name)\">") == "<p title=\"\(escaped)\">")
  }

  @Test(
    "What is hidden is shown by its number",
    arguments: [
      ("a\0b", "a\\u{0}b"), ("a\nb\tc\r", "a\\u{a}b\\u{9}c\\u{d}"), ("\u{7F}", "\\u{7f}"),
      ("\u{1B}[31m", "\\u{1b}[31m"), ("a\u{202E}b", "a\\u{202e}b"), ("\u{200B}", "\\u{200b}"),
      ("\u{FEFF}", "\\u{feff}"), ("\u{E0041}", "\\u{e0041}"),
    ])
  func hidden(_ name: String, _ shown: String) { #expect(Self.text("\(name)") == shown) }

  @Test("A scalar with a combining mark is escaped like the scalar alone")
  func combiningMarks() {
    #expect(Self.text("\("\"\u{301} onclick=x")") == "&quot;\u{301} onclick=x")
    #expect(Self.text("\("<\u{301}b>")") == "&lt;\u{301}b&gt;")
  }

  @Test("Every ASCII byte of a text reaches the page as itself, an entity or its number")
  func everyByte() {
    for byte in UInt8(0)..<128 {
      let scalar = Unicode.Scalar(byte)
      let shown = Self.text("\(String(Character(scalar)))")
      let isSpecial = "&<>\"'`".unicodeScalars.contains(scalar)
      if byte < 0x20 || byte == 0x7F {
        #expect(shown == "\\u{\(String(byte, radix: 16))}")
      } else {
        #expect(isSpecial ? shown.hasPrefix("&") && shown.hasSuffix(";") : shown.utf8.first == byte)
      }
    }
  }

  @Test("Markup in markup is not escaped again")
  func nested() {
    let cell: HTML = "<td>\("a & b")</td>"
    #expect(Self.text("<tr>\(cell)</tr>") == "<tr><td>a &amp; b</td></tr>")
    #expect(Self.text("\([cell, cell])") == "<td>a &amp; b</td><td>a &amp; b</td>")
    #expect(
      Self.text([cell, cell].joined(separator: " &middot; "))
        == "<td>a &amp; b</td> &middot; <td>a &amp; b</td>")
    #expect(Self.text([HTML]().joined(separator: ", ")) == "")
  }

  @Test("Numbers are digits, and markup that is not there is nothing")
  func others() {
    let none: HTML? = nil
    #expect(Self.text("<rect x=\"\(-12)\"/>\(none)\([])") == "<rect x=\"-12\"/>")
  }

  @Test("Items of a list are escaped")
  func items() {
    #expect(Self.text("\(HTML.items(["a", "<b>"]))") == "<li>a</li><li>&lt;b&gt;</li>")
  }

  @Test(
    "Text between grave accents is code, escaped like all else; one accent alone is itself",
    arguments: [
      ("ask `scan -v` now", "ask <code>scan -v</code> now"),
      ("`<b>` & `c`", "<code>&lt;b&gt;</code> &amp; <code>c</code>"),
      ("one ` alone", "one &#96; alone"), ("`a` and ` alone", "<code>a</code> and &#96; alone"),
      ("", ""),
    ])
  func prose(_ text: String, _ markup: String) { #expect(Self.text(HTML(prose: text)) == markup) }

  @Test(
    "Only addresses of web pages become links",
    arguments: [
      ("https://docs.example/a?b=1&c=2", "https://docs.example/a?b=1&amp;c=2"),
      ("http://docs.example", "http://docs.example"),
      ("https://x/\"onclick=\"y", "https://x/&quot;onclick=&quot;y"),
      ("javascript:alert(1)", nil), ("JAVASCRIPT:alert(1)", nil), ("data:text/html,x", nil),
      (" https://x", nil), ("https://x y", nil), ("https://x\ny", nil), ("//x", nil), ("", nil),
    ] as [(String, String?)])
  func links(_ address: String, _ link: String?) {
    let expected = link.map { "<a href=\"\($0)\" rel=\"noopener noreferrer\">&lt;title&gt;</a>" }
    #expect(Self.text(HTML.link("<title>", to: address)) == expected ?? "&lt;title&gt;")
  }

  @Test("A literal that a sink gets as HTML is markup in which text is escaped")
  func sink() throws {
    var written: [UInt8] = []
    var sink = ByteSink { written += $0 }
    try sink.put(html: "<b>\("<")</b>")
    try sink.flush()
    #expect(String(decoding: written, as: UTF8.self) == "<b>&lt;</b>")
  }
}
