import FailoverAudit
import FailoverBase

/// A part of a Markdown report that never takes more than its share of bytes.
struct MarkdownSection {
  /// The most bytes of rows or items.
  let share: Int

  private static let closing = 500

  func putHeading(_ title: String, to sink: inout ByteSink) throws {
    try sink.put("\n## \(title)\n\n")
  }

  /// Writes a table of as many rows as there is room for, and says how many are missing.
  func putTable(
    _ titles: [String], _ rows: some Sequence<[String]>, total: Int, _ noun: String,
    to sink: inout ByteSink
  ) throws {
    try sink.put("| \(titles.joined(separator: " | ")) |\n")
    try sink.put("| \(titles.map { _ in "---" }.joined(separator: " | ")) |\n")
    try put(
      rows.lazy.map { "| \($0.joined(separator: " | ")) |\n" }, total: total, noun, to: &sink)
  }

  /// Writes as many sentences of strangers as there is room for, an item each.
  func putList(
    _ sentences: some Collection<String>, _ noun: String, to sink: inout ByteSink
  ) throws {
    try put(
      sentences.lazy.map { "- \(MarkdownText.prose($0))\n" }, total: sentences.count, noun,
      to: &sink)
  }

  /// Writes a sentence of strangers, as a paragraph if there is room for it.
  func putSentence(_ sentence: String, to sink: inout ByteSink) throws {
    let line = MarkdownText.prose(sentence) + ".\n"
    try put([line], total: 1, "sentence", to: &sink)
    try sink.put("\n")
  }

  private func put(
    _ lines: some Sequence<String>, total: Int, _ noun: String, to sink: inout ByteSink
  ) throws {
    var room = share - MarkdownSection.closing
    var count = 0
    for line in lines {
      room -= line.utf8.count
      if room < 0 { break }
      try sink.put(line)
      count += 1
    }
    guard count < total else { return }
    try sink.put("\nNot shown here: \(counted(total - count, "more " + noun)). ")
    try sink.put("The other report formats list them all.\n")
  }
}
