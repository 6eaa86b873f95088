import Mustache

/// What a template may ask for.
enum PageValue {
  case text(PageText)
  case list([PageContext])
  case flag(Bool)
  /// Known to be absent: the template library would look for the name in what surrounds it otherwise.
  case absent

  /// Text of any origin; absent if there is none.
  static func text(_ text: String?) -> PageValue { text.map { .text(PageText($0)) } ?? .absent }
  /// Text of a rule's declaration, with its code; absent if there is none.
  static func prose(_ text: String?) -> PageValue {
    text.map { .text(PageText(prose: $0)) } ?? .absent
  }
  static func link(_ address: String) -> PageValue {
    PageLink(address).map { .text($0.text) } ?? .absent
  }
  /// A number with its thousands set apart.
  static func count(_ number: Int) -> PageValue { .text(PageText(PageNumber.grouped(number))) }
  /// A number as attributes take it.
  static func number(_ number: Int) -> PageValue { .text(PageText(String(number))) }
  static func texts(_ texts: [String]) -> PageValue {
    .list(texts.map { ["text": .text($0)] })
  }
  static func context(_ context: PageContext?) -> PageValue {
    context.map { .list([$0]) } ?? .absent
  }
}

/// The values that one template shows, by their names.
struct PageContext: MustacheParent, ExpressibleByDictionaryLiteral {
  private var values: [String: PageValue]

  init(dictionaryLiteral elements: (String, PageValue)...) {
    values = Dictionary(elements) { _, last in last }
  }

  /// These values and those of another, which win.
  func with(_ more: PageContext) -> PageContext {
    var result = self
    result.values.merge(more.values) { _, last in last }
    return result
  }

  func child(named name: String) -> Any? {
    switch values[name] {
    case .text(let text): text
    case .list(let contexts): contexts
    case .flag(let flag): flag
    case .absent: Absence()
    case nil: nil
    }
  }

  /// Stands where nothing is, so that nothing else is taken for it.
  private struct Absence: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
  }
}

/// Numbers as a reader of the page sees them.
enum PageNumber {
  /// Digits in groups of three: `1,234,567`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  /// A size such as `1,234 bytes` or `12.3 MB`.
  static func size(_ bytes: Int) -> String {
    if bytes < 100_000 { return grouped(bytes) + (bytes == 1 ? " byte" : " bytes") }
    let unit = bytes < 100_000_000 ? (1_000, "kB") : (1_000_000, "MB")
    return grouped((bytes + unit.0 / 2) / unit.0) + " " + unit.1
  }
}
