import FailoverBase

/// A sentence with columns in braces: `the LAN {lan} has {count} members`; `{{` is a brace.
struct MessageTemplate: Sendable, Hashable {
  private enum Part: Sendable, Hashable {
    case text(String)
    case column(String)
  }
  private let parts: [Part]

  /// - Parameter fault: makes the error of a sentence that says what is wrong.
  init(_ text: String, fault: (String) -> FileFault) throws(FileFault) {
    var parts: [Part] = []
    var rest = text[...]
    while let brace = rest.firstIndex(of: "{") {
      parts.append(.text(String(rest[..<brace])))
      rest = rest[rest.index(after: brace)...]
      if rest.first == "{" {
        parts.append(.text("{"))
        rest = rest.dropFirst()
        continue
      }
      guard let end = rest.firstIndex(of: "}"), end > rest.startIndex else {
        throw fault("a brace is not closed; write {{ for a brace")
      }
      parts.append(.column(String(rest[..<end])))
      rest = rest[rest.index(after: end)...]
    }
    parts.append(.text(String(rest)))
    self.parts = parts
  }

  /// The columns that it quotes.
  var columns: [String] {
    parts.compactMap { if case .column(let name) = $0 { name } else { nil } }
  }

  /// The sentence with the values of a row.
  func filled(_ value: (String) -> String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .column(let name): value(name)
      }
    }.joined()
  }
}
