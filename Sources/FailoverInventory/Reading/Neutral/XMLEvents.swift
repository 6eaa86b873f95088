import CLibXML2
import Glibc

/// Makes calls of the builder out of the parser's events.
struct XMLEvents {
  var builder = NeutralBuilder(isXML: true)
  var failure: XMLFailure?
  var parser: xmlParserCtxtPtr?
  /// Whether the parser has been informed that the input has ended.
  var isEnding = false
  /// A value with room after it, for whole words to be loaded.
  let scratch: UnsafeMutableRawBufferPointer
  private var names = XMLNames()
  /// Levels that are open, and how many of the innermost are foreign.
  private var depth = 0
  private var foreignDepth = 0
  /// The text of the item that is being read, if one is.
  private var text: [UInt8] = []
  private var isInItem = false
  /// Whether it holds nothing but text.
  private var isText = true
  private var itemLine: UInt32 = 0
  /// Whether the open list holds text between its items.
  private var listHoldsText = false
  /// The element that is passed over, if its name may be that of a list of the format.
  private var passedOver: PassedOver?
  private let escapesAmpersands = XMLLibrary.escapesAmpersands

  init() {
    scratch = .allocate(byteCount: XMLPieces.limit + ByteWindow.padding, alignment: 16)
    scratch.initializeMemory(as: UInt8.self, repeating: 0)
  }

  // MARK: Elements

  mutating func start(
    _ name: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int
  ) {
    if failure != nil { return }
    depth += 1
    if depth > ReadingLimits.depth { return fail(Malformation.tooDeep.sentence) }
    if count > XMLReader.attributeLimit { return fail(XMLFailure.manyAttributes) }
    if foreignDepth > 0 || isInItem {
      foreignDepth += 1
      passedOver?.note(depth: foreignDepth, attributes: count)
      isText = false
      return
    }
    let isOurs = names.isOurs(namespace)
    if builder.depth == 0 {
      guard isOurs && strcmp(name, "inventory") == 0 else {
        return fail(
          ForeignInput.sentence(
            forXMLRoot: String(cString: name), namespace.map { String(cString: $0) },
            isOurs: isOurs))
      }
      open(.inventory, attributes, count)
    } else if let (list, item) = builder.openList {
      if isOurs && names[name].isItem(of: list) {
        startItem(item, attributes, count)
      } else {
        builder.unusableItem()
        foreignDepth = 1
      }
    } else if isOurs, let list = names[name].list, let item = builder.object.item(of: list) {
      if !builder.note(list.bit) { return fail(XMLFailure.repeated(list.word)) }
      if builder.object == .inventory { builder.hasRootList = true }
      builder.open(list, of: item)
      listHoldsText = false
    } else {
      foreignDepth = 1
      if isOurs {
        passedOver = PassedOver(
          name: String(cString: name), line: place().line, holdsObjects: count > 0)
      }
    }
  }

  private mutating func startItem(
    _ item: NeutralItem, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int
  ) {
    switch item {
    case .object(let object): open(object, attributes, count)
    case .text:
      isInItem = true
      isText = true
      text.removeAll(keepingCapacity: true)
      itemLine = place().line
    }
  }

  private mutating func open(
    _ object: NeutralObject, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ count: Int
  ) {
    builder.open(object, line: place().line)
    guard let attributes else { return }
    for index in 0..<count {
      let parts = attributes + 5 * index
      guard parts[1] == nil, let name = parts[0], let start = parts[3], let end = parts[4],
        let scalar = names[name].scalar, object.has(scalar), scalar != .format
      else { continue }
      _ = builder.note(scalar.bit)
      set(scalar, UnsafeRawBufferPointer(start: start, count: end - start))
      if failure != nil { return }
    }
  }

  mutating func end() {
    if failure != nil { return }
    depth -= 1
    if foreignDepth > 0 {
      foreignDepth -= 1
      if foreignDepth == 0 { notePassedOver() }
    } else if isInItem {
      isInItem = false
      endItem()
    } else if builder.openList != nil {
      builder.closeList()
    } else {
      builder.close()
    }
  }

  private mutating func notePassedOver() {
    guard let element = passedOver else { return }
    passedOver = nil
    builder.unknown.note(
      element.name, of: builder.object, line: element.line, holdsObjects: element.holdsObjects)
  }

  // MARK: Values

  private mutating func set(_ scalar: NeutralScalar, _ value: UnsafeRawBufferPointer) {
    var count = min(value.count, XMLPieces.limit)
    scratch.copyMemory(from: UnsafeRawBufferPointer(rebasing: value[..<count]))
    if escapesAmpersands { count = scratch.withoutEscapedAmpersands(count) }
    do throws(Malformation) {
      try builder.set(scalar, scratchText(count))
    } catch {
      fail(error.sentence)
    }
  }

  /// The first bytes of the scratch space as a text.
  private func scratchText(_ count: Int) -> NeutralText {
    let bytes = UnsafeRawBufferPointer(rebasing: scratch[..<(count + ByteWindow.padding)])
    return NeutralText(bytes: ByteWindow(bytes), start: 0, end: count)
  }

  mutating func characters(_ start: UnsafePointer<UInt8>, _ count: Int) {
    guard foreignDepth == 0, failure == nil else { return }
    guard isInItem else { return noteTextInList(UnsafeBufferPointer(start: start, count: count)) }
    text.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    if text.count > 2 * ReadingLimits.idBytes { fail(Malformation.longID.sentence) }
  }

  /// Notes text between the items of a list, which replaces items that cannot be read.
  private mutating func noteTextInList(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !listHoldsText, builder.openList != nil,
      bytes.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) })
    else { return }
    listHoldsText = true
    builder.unusableItem()
  }

  private mutating func endItem() {
    scratch.copyBytes(from: text)
    do throws(Malformation) {
      try builder.item(isText ? scratchText(text.count) : nil, line: itemLine)
    } catch {
      fail(error.sentence)
    }
  }

  // MARK: Failures

  mutating func fail(_ sentence: String) {
    let place = place()
    fail(sentence, line: Int(place.line) + 1, column: place.column)
  }

  mutating func fail(_ sentence: String, line: Int, column: Int) {
    if failure != nil { return }
    failure = XMLFailure(
      line: max(1, line), column: max(1, column), path: builder.path, sentence: sentence)
    xmlStopParser(parser)
  }

  /// Whether there is nothing but UTF-8 from the last `<` up to the character at the parser's
  /// position.
  var standsAtUTF8: Bool {
    var first: UnsafePointer<UInt8>?
    let count = failover_xml_input(parser, &first)
    guard let start = UnsafeRawPointer(first) else { return true }
    let tag = memrchr(start, Int32(UInt8(ascii: "<")), count).map { UnsafeRawPointer($0) - start }
    let from = tag ?? 0
    // The longest character has four bytes.
    let end = count + min(4, failover_xml_ahead(parser))
    let bytes = Array(UnsafeRawBufferPointer(start: start + from, count: end - from))
    let padded = bytes + Array(repeating: 0, count: ByteWindow.padding)
    return padded.withUnsafeBytes { raw in
      let bad = firstInvalidUTF8(in: ByteWindow(raw), 0, bytes.count)
      return bad.map { $0 > count - from } ?? true
    }
  }

  /// The line, from 0, and the column, from 1, on which the tag begins that the parser is in.
  private func place() -> (line: UInt32, column: Int) {
    let line = max(1, Int(xmlSAX2GetLineNumber(parser))) - 1
    let column = max(1, Int(xmlSAX2GetColumnNumber(parser)))
    var first: UnsafePointer<UInt8>?
    let count = failover_xml_input(parser, &first)
    guard count > 0, let start = UnsafeRawPointer(first),
      let found = memrchr(start, Int32(UInt8(ascii: "<")), count)
    else { return (UInt32(line), column) }
    let at = UnsafeRawPointer(found) - start
    var newlines = 0
    var next = at
    while next < count, let end = memchr(start + next, 0x0A, count - next) {
      newlines += 1
      next = UnsafeRawPointer(end) - start + 1
    }
    if newlines == 0 { return (UInt32(line), max(1, column - (count - at))) }
    let lineStart = memrchr(start, 0x0A, at).map { UnsafeRawPointer($0) - start }
    return (UInt32(max(0, line - newlines)), at - (lineStart ?? -1))
  }
}

/// An element that an object of the format does not have.
private struct PassedOver {
  let name: String
  let line: UInt32
  /// Whether it is an object or holds some: these have attributes or lists, and ids have neither.
  var holdsObjects: Bool

  mutating func note(depth: Int, attributes: Int) {
    if depth > 2 || attributes > 0 { holdsObjects = true }
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Puts `&` in place of each `&#38;` in the first bytes.
  ///
  /// - Returns: how many bytes are left.
  fileprivate func withoutEscapedAmpersands(_ count: Int) -> Int {
    guard let base = baseAddress, memchr(base, Int32(UInt8(ascii: "&")), count) != nil else {
      return count
    }
    let rest = Array("#38;".utf8)
    var read = 0
    var write = 0
    while read < count {
      self[write] = self[read]
      let isEscape =
        self[read] == UInt8(ascii: "&") && read + 5 <= count
        && self[(read + 1)..<(read + 5)].elementsEqual(rest)
      read += isEscape ? 5 : 1
      write += 1
    }
    return write
  }
}
