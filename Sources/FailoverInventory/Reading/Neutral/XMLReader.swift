import CLibXML2
import Glibc

/// Reads the neutral format in XML with libxml2's push parser, piece by piece.
///
/// Nothing is expanded, fetched or decompressed: a DOCTYPE ends the reading, and the parser sees only bytes
/// that we read. What libxml2 does not limit (depth, text, attributes of an element, length of a tag) is
/// limited here.
final class XMLReader {
  var builder = NeutralBuilder(isXML: true)
  private(set) var failure: XMLFailure?
  private var parser: xmlParserCtxtPtr?
  private var pieces = XMLPieces()
  private var names = XMLNames()
  /// Levels that are open, and how many of the innermost are foreign.
  private var depth = 0
  private var foreignDepth = 0
  /// The text of the item that is being read.
  private var text: [UInt8]?
  private var textLine: UInt32 = 0
  /// A value with room behind it, for whole words to be loaded.
  private let scratch: UnsafeMutableRawBufferPointer
  private let escapesAmpersands: Bool

  /// Elements have no more attributes than this.
  static let attributeLimit = 64

  init() {
    scratch = .allocate(
      byteCount: XMLPieces.limit + ByteWindow.padding, alignment: 16)
    scratch.initializeMemory(as: UInt8.self, repeating: 0)
    escapesAmpersands = XMLLibrary.escapesAmpersands
    var handler = XMLLibrary.handler
    parser = xmlCreatePushParserCtxt(
      &handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    xmlCtxtUseOptions(parser, failover_xml_options())
  }

  deinit {
    if let parser { xmlFreeParserCtxt(parser) }
    scratch.deallocate()
  }

  /// Reads the next bytes of the input.
  func read(_ bytes: UnsafeRawBufferPointer) {
    if failure != nil { return }
    if !pieces.hasBegun, let sentence = XMLDeclaration.problem(bytes) {
      failure = XMLFailure(line: 1, column: 1, path: "", sentence: sentence)
      return
    }
    let isShort = pieces.split(bytes) { piece in
      parse(piece)
      return failure == nil
    }
    if !isShort && failure == nil { fail(XMLFailure.longStretch) }
  }

  /// Reads what is left when the input has ended.
  func finish() {
    if failure != nil { return }
    pieces.withRest { rest in parse(rest) }
    if failure != nil { return }
    xmlParseChunk(parser, nil, 0, 1)
    if failure == nil && !builder.isClosed { fail(XMLFailure.truncated) }
  }

  private func parse(_ piece: UnsafeRawBufferPointer) {
    guard let base = piece.baseAddress else { return }
    let code = xmlParseChunk(
      parser, base.assumingMemoryBound(to: CChar.self), Int32(piece.count), 0)
    if code != 0 && failure == nil { fail("malformed XML") }
  }

  // MARK: Events

  fileprivate func start(
    _ name: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int
  ) {
    if failure != nil { return }
    depth += 1
    if depth > ReadingLimits.depth { return fail(Malformation.tooDeep.sentence) }
    if count > XMLReader.attributeLimit { return fail(XMLFailure.manyAttributes) }
    if foreignDepth > 0 || text != nil {
      foreignDepth += 1
      return
    }
    let isOurs = names.isOurs(namespace)
    guard let frame = builder.frames.last else {
      let isRoot = isOurs && strcmp(name, "inventory") == 0
      if !isRoot { return fail(XMLFailure.unknownRoot) }
      return open(.inventory, attributes, count)
    }
    guard let list = frame.list else {
      guard isOurs, let list = names[name].list, let item = frame.object.item(of: list) else {
        foreignDepth = 1
        return
      }
      if !builder.note(list.bit) { return fail(XMLFailure.repeated(list.word)) }
      builder.open(list, of: item)
      return
    }
    guard isOurs, names[name].item.contains(list.kind) else {
      builder.unusableItem()
      foreignDepth = 1
      return
    }
    switch list.item {
    case .object(let object): open(object, attributes, count)
    case .text:
      text = []
      textLine = place().line
    }
  }

  private func open(
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

  private func set(_ scalar: NeutralScalar, _ value: UnsafeRawBufferPointer) {
    var count = min(value.count, XMLPieces.limit)
    scratch.copyMemory(from: UnsafeRawBufferPointer(rebasing: value[..<count]))
    if escapesAmpersands { count = scratch.withoutEscapedAmpersands(count) }
    do throws(Malformation) {
      try builder.set(scalar, text(count))
    } catch {
      fail(error.sentence)
    }
  }

  /// The first bytes of the scratch space as a text.
  private func text(_ count: Int) -> NeutralText {
    let bytes = UnsafeRawBufferPointer(rebasing: scratch[..<(count + ByteWindow.padding)])
    return NeutralText(bytes: ByteWindow(bytes), start: 0, end: count)
  }

  fileprivate func end() {
    if failure != nil { return }
    depth -= 1
    if foreignDepth > 0 {
      foreignDepth -= 1
    } else if let item = text {
      text = nil
      add(item)
    } else if builder.frames.last?.list != nil {
      builder.closeList()
    } else {
      builder.close()
    }
  }

  private func add(_ item: [UInt8]) {
    scratch.copyBytes(from: item)
    do throws(Malformation) {
      try builder.item(text(item.count), line: textLine)
    } catch {
      fail(error.sentence)
    }
  }

  fileprivate func characters(_ start: UnsafePointer<UInt8>, _ count: Int) {
    guard text != nil, foreignDepth == 0, failure == nil else { return }
    text?.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    if (text?.count ?? 0) > 2 * ReadingLimits.idBytes { fail(Malformation.longID.sentence) }
  }

  // MARK: Failures

  fileprivate func fail(_ sentence: String) {
    let place = place()
    fail(sentence, line: Int(place.line) + 1, column: place.column)
  }

  fileprivate func fail(_ sentence: String, line: Int, column: Int) {
    if failure != nil { return }
    failure = XMLFailure(
      line: max(1, line), column: max(1, column), path: builder.path, sentence: sentence)
    xmlStopParser(parser)
  }

  /// The line, from 0, and the column, from 1, on which the tag begins that the parser is in.
  private func place() -> (line: UInt32, column: Int) {
    let line = max(1, Int(xmlSAX2GetLineNumber(parser))) - 1
    let column = max(1, Int(xmlSAX2GetColumnNumber(parser)))
    var start: UnsafePointer<UInt8>?
    let count = failover_xml_input(parser, &start)
    guard count > 0, let start,
      let found = memrchr(start, Int32(UInt8(ascii: "<")), count)
    else { return (UInt32(line), column) }
    let at = UnsafeRawPointer(found) - UnsafeRawPointer(start)
    var newlines = 0
    var next = at
    while next < count, let end = memchr(start + next, 0x0A, count - next) {
      newlines += 1
      next = UnsafeRawPointer(end) - UnsafeRawPointer(start) + 1
    }
    if newlines == 0 { return (UInt32(line), max(1, column - (count - at))) }
    let lineStart = memrchr(start, 0x0A, at).map { UnsafeRawPointer($0) - UnsafeRawPointer(start) }
    return (UInt32(max(0, line - newlines)), at - (lineStart ?? -1))
  }
}

/// Why an input cannot be read as XML.
struct XMLFailure: Error {
  let line: Int
  let column: Int
  let path: String
  let sentence: String

  static let doctype = "refused: a document type declaration (DOCTYPE); none is needed"
  static let unknownRoot =
    "no inventory: the root element is not \"inventory\" of \(NeutralFormat.namespace)"
  static let manyAttributes =
    "refused: an element with more than \(XMLReader.attributeLimit) attributes"
  static let longStretch =
    "refused: a tag, a text or a comment of more than \(XMLPieces.limit) bytes"
  static let truncated = "malformed XML: the input ends in the middle of the document"

  static func repeated(_ element: String) -> String {
    "malformed: the element \"\(element)\" stands twice in one element"
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

/// What is the same for every parser.
enum XMLLibrary {
  /// Whether the library hands `&` in attributes on as `&#38;`: versions before 2.14 do, where entities
  /// are not replaced.
  static let escapesAmpersands: Bool = {
    xmlInitParser()
    var handler = xmlSAXHandler()
    memset(&handler, 0, MemoryLayout<xmlSAXHandler>.size)
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { context, _, _, _, _, _, _, _, attributes in
      guard let start = attributes?[3], let end = attributes?[4] else { return }
      context?.assumingMemoryBound(to: Int.self).pointee = end - start
    }
    var length = 0
    let document = "<a b=\"&amp;\"/>"
    withUnsafeMutablePointer(to: &length) { length in
      let parser = xmlCreatePushParserCtxt(&handler, length, nil, 0, nil)
      xmlCtxtUseOptions(parser, failover_xml_options())
      xmlParseChunk(parser, document, Int32(document.utf8.count), 1)
      xmlFreeParserCtxt(parser)
    }
    return length > 1
  }()

  /// The handler of a reader's events.
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    memset(&handler, 0, MemoryLayout<xmlSAXHandler>.size)
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
      guard let name else { return }
      XMLReader.of(context)?.start(name, namespace, attributes, Int(count))
    }
    handler.endElementNs = { context, _, _, _ in XMLReader.of(context)?.end() }
    handler.characters = { context, start, count in
      guard let start else { return }
      XMLReader.of(context)?.characters(start, Int(count))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.internalSubset = { context, _, _, _ in
      XMLReader.of(context)?.fail(XMLFailure.doctype)
    }
    handler.serror = { context, error in
      guard let error else { return }
      let problem = error.pointee
      if problem.level == XML_ERR_WARNING { return }
      XMLReader.of(context)?.fail(
        XMLErrors.sentence(Int(problem.code)), line: Int(problem.line),
        column: Int(problem.int2))
    }
    return handler
  }
}

extension XMLReader {
  /// The reader behind the parser's user data, for as long as the parser lives.
  fileprivate static func of(_ context: UnsafeMutableRawPointer?) -> XMLReader? {
    context.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }
}
