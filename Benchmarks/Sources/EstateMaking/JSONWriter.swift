/// How an estate is written.
public enum EstateLayout: String, CaseIterable, Sendable {
  /// Everything on one line, without blanks.
  case compact
  /// Two blanks a level, as the API writes with `pretty=true`: `"key" : value`, `[ {`, `}, {`.
  case indented
  /// Compact, with each item of the first list, a data center, on a line of its own.
  case lines
  /// The neutral format of failover-audit, as it writes it: an object a line.
  case neutralJSON = "neutral-json"
  case neutralXML = "neutral-xml"

  /// Answers of the API.
  public static let api: [EstateLayout] = [.compact, .indented, .lines]
}

/// Writes JSON piece by piece in one of the layouts.
///
/// Keys and texts are written as they are: they hold nothing that needs escaping. What takes a text
/// has a second form for literals, whose type would be `String` otherwise.
struct JSONWriter: ~Copyable {
  var out: ByteOutput
  private let layout: EstateLayout
  /// Objects that are open.
  private var level = 0
  /// Whether the innermost object or array is still empty.
  private var isFirst = true

  init(_ out: consuming ByteOutput, layout: EstateLayout) {
    self.out = out
    self.layout = layout
  }

  // MARK: Objects

  mutating func beginObject() {
    out.put(UInt8(ascii: "{"))
    level += 1
    isFirst = true
  }

  mutating func endObject() {
    level -= 1
    if layout == .indented { isFirst ? out.put(" ") : breakLine() }
    out.put(UInt8(ascii: "}"))
    isFirst = false
  }

  @inline(__always)
  mutating func key(_ name: some Printable) {
    if !isFirst { out.put(UInt8(ascii: ",")) }
    isFirst = false
    if layout == .indented { breakLine() }
    out.put(UInt8(ascii: "\""))
    name.put(into: &out)
    if layout == .indented { out.put("\" : ") } else { out.put("\":") }
  }

  /// Begins an object that is a member of another one.
  mutating func beginObject(_ name: some Printable) {
    key(name)
    beginObject()
  }

  mutating func beginObject(_ name: StaticString) {
    key(name)
    beginObject()
  }

  private mutating func breakLine() {
    let blanks: StaticString = "                                                "
    let count = min(2 * level, blanks.utf8CodeUnitCount)
    out.put(UInt8(ascii: "\n"))
    out.put(UnsafeRawBufferPointer(start: blanks.utf8Start, count: count))
  }

  // MARK: Arrays

  mutating func beginArray(_ name: StaticString) {
    key(name)
    out.put(UInt8(ascii: "["))
    isFirst = true
  }

  /// Begins an object in an array.
  ///
  /// - Parameter line: whether it is on a line of its own in the layout that has such.
  mutating func beginItem(line: Bool = false) {
    nextElement()
    if line && layout == .lines { out.put(UInt8(ascii: "\n")) }
    beginObject()
  }

  mutating func element(_ text: some Printable) {
    nextElement()
    quote(text)
  }

  mutating func element(_ text: StaticString) {
    nextElement()
    quote(text)
  }

  private mutating func nextElement() {
    if !isFirst { out.put(UInt8(ascii: ",")) }
    isFirst = false
    if layout == .indented { out.put(UInt8(ascii: " ")) }
  }

  mutating func endArray(line: Bool = false) {
    if line && layout == .lines { out.put(UInt8(ascii: "\n")) }
    if layout == .indented { out.put(UInt8(ascii: " ")) }
    out.put(UInt8(ascii: "]"))
    isFirst = false
  }

  // MARK: Scalars

  @inline(__always)
  mutating func member(_ name: StaticString, _ text: some Printable) {
    key(name)
    quote(text)
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ text: StaticString) {
    key(name)
    quote(text)
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ number: Int) {
    key(name)
    out.put(decimal: number)
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    out.put(value ? "true" : "false")
  }

  @inline(__always)
  mutating func null(_ name: StaticString) {
    key(name)
    out.put("null")
  }

  @inline(__always)
  private mutating func quote(_ text: some Printable) {
    out.put(UInt8(ascii: "\""))
    text.put(into: &out)
    out.put(UInt8(ascii: "\""))
  }
}
