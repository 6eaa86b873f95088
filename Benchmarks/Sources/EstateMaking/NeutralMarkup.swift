/// Writes the neutral format piece by piece in one of its forms, laid out as failover-audit writes
/// it: an object a line, indented by its depth, with texts in a list on one line.
///
/// Names and texts are written as they are: they hold nothing that needs escaping. Of each object
/// the members come first, then its lists.
struct NeutralMarkup: ~Copyable {
  var out: ByteOutput
  private let isXML: Bool
  private var open: [Level] = []

  /// An object or a list that is open.
  private struct Level {
    let name: StaticString
    let isList: Bool
    /// Whether it holds no member, list or item yet.
    var isEmpty = true
    /// Whether its last part is on a line of its own.
    var endsLine = false
  }

  init(_ out: consuming ByteOutput, isXML: Bool) {
    self.out = out
    self.isXML = isXML
  }

  // MARK: Objects

  /// Begins an object: the root, or an item of the list that is open.
  mutating func begin(_ name: StaticString) {
    if !open.isEmpty { nextItem(onOwnLine: true) }
    if isXML {
      out.put("<")
      out.put(name)
      if open.isEmpty { out.put(" xmlns=\"urn:failover-audit:inventory:1\"") }
    } else {
      out.put("{")
    }
    open.append(Level(name: name, isList: false))
    if open.count == 1 && !isXML { member("format", "failover-inventory/1") }
  }

  mutating func end() {
    let level = open.removeLast()
    if level.endsLine { breakLine() }
    if !isXML {
      out.put("}")
    } else if level.endsLine {
      out.put("</")
      out.put(level.name)
      out.put(">")
    } else {
      out.put("/>")
    }
    if open.isEmpty { out.put("\n") }
  }

  private mutating func key(_ name: StaticString) {
    let isFirst = open[open.count - 1].isEmpty
    open[open.count - 1].isEmpty = false
    if isXML {
      out.put(" ")
      out.put(name)
      out.put("=")
    } else {
      if !isFirst { out.put(", ") }
      out.put("\"")
      out.put(name)
      out.put("\": ")
    }
  }

  mutating func member(_ name: StaticString, _ text: some Printable) {
    key(name)
    quote(text)
  }

  mutating func member(_ name: StaticString, _ text: StaticString) {
    key(name)
    quote(text)
  }

  mutating func member(_ name: StaticString, _ flag: Bool) {
    key(name)
    if isXML { out.put("\"") }
    out.put(flag ? "true" : "false")
    if isXML { out.put("\"") }
  }

  private mutating func quote(_ text: some Printable) {
    out.put("\"")
    text.put(into: &out)
    out.put("\"")
  }

  private mutating func breakLine() {
    out.put("\n")
    for _ in 0..<open.count { out.put(" ") }
  }

  // MARK: Lists

  mutating func beginList(_ name: StaticString) {
    let owner = open[open.count - 1]
    open[open.count - 1].isEmpty = false
    open[open.count - 1].endsLine = true
    if isXML {
      if !owner.endsLine { out.put(">") }
    } else if !owner.isEmpty {
      out.put(",")
    }
    breakLine()
    if isXML {
      out.put("<")
      out.put(name)
    } else {
      out.put("\"")
      out.put(name)
      out.put("\": [")
    }
    open.append(Level(name: name, isList: true))
  }

  mutating func endList() {
    let list = open.removeLast()
    if list.endsLine { breakLine() }
    if !isXML {
      out.put("]")
    } else if list.isEmpty {
      out.put("/>")
    } else {
      out.put("</")
      out.put(list.name)
      out.put(">")
    }
  }

  private mutating func nextItem(onOwnLine: Bool) {
    let isFirst = open[open.count - 1].isEmpty
    open[open.count - 1].isEmpty = false
    open[open.count - 1].endsLine = onOwnLine
    if isXML {
      if isFirst { out.put(">") }
    } else if !isFirst {
      if onOwnLine { out.put(",") } else { out.put(", ") }
    }
    if onOwnLine { breakLine() }
  }

  /// Writes an item that is a text.
  mutating func item(_ name: StaticString, _ text: some Printable) {
    nextItem(onOwnLine: false)
    if isXML {
      out.put("<")
      out.put(name)
      out.put(">")
      text.put(into: &out)
      out.put("</")
      out.put(name)
      out.put(">")
    } else {
      quote(text)
    }
  }
}
