import FailoverAudit
import FailoverBase

/// Puts words on lines: wrapping, indents, headings, colours.
struct TextLayout {
  /// What colours say; words say it as well.
  enum Ink: String {
    case bold = "1"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case magenta = "35"
    case strongRed = "1;31"
    case strongGreen = "1;32"
    case strongYellow = "1;33"
  }

  let width: Int
  let color: Bool

  /// The text in a colour, if there are colours; the text must be visible already.
  func paint(_ text: String, _ ink: Ink) -> String {
    color ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Writes the heading of a section, with a blank line before it.
  func putHeading(_ text: String, to sink: inout ByteSink) throws {
    try sink.put("\n" + paint(text, .bold) + "\n")
    try sink.put(String(repeating: "-", count: min(Wrapping.columns(text), width)) + "\n")
  }

  /// Writes strangers' text made visible and wrapped: `first` begins the first line.
  ///
  /// The other lines are indented further than any line that begins something on the same level,
  /// so that a long name cannot look like a verdict or a finding: by `hanging` columns, or if that
  /// is not given, by 2 where no mark such as `- ` begins the first.
  func putParagraph(
    _ text: String, first: String = "", hanging: Int? = nil, ink: Ink? = nil,
    to sink: inout ByteSink
  ) throws {
    let further = hanging ?? (first.allSatisfy { $0 == " " } ? 2 : 0)
    let margin = String(repeating: " ", count: first.count + further)
    var start = first
    for line in Wrapping.lines(of: TerminalText.visible(text), width: width - margin.count) {
      try sink.put(start)
      try sink.put(ink.map { paint(line, $0) } ?? line)
      try sink.put("\n")
      start = margin
    }
  }

  /// The text with blanks after it, up to `columns`.
  static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - text.count))
  }

  /// The number with blanks before it, up to `columns`.
  static func aligned(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - text.count)) + text
  }
}
