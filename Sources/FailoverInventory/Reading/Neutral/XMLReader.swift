import CLibXML2
import Glibc

/// Reads the neutral format in XML with libxml2's push parser, piece by piece.
///
/// Nothing is expanded, fetched or decompressed: a DOCTYPE ends the reading, and the parser sees
/// only bytes that we read. What libxml2 does not limit (depth, text, attributes of an element,
/// length of a tag) is limited here.
final class XMLReader {
  private let parser: xmlParserCtxtPtr?
  private var pieces = XMLPieces()
  /// The first bytes, as long as they are too few to show what the document declares.
  private var beginning: [UInt8] = []
  /// What the parser's events change. It has a pointer of its own: events come while we are in
  /// a call of the parser, and are many.
  private let state: UnsafeMutablePointer<XMLEvents>

  /// Documents have no more different names than this: libxml2 looks each up among all.
  static let nameLimit = 20_000
  /// Elements have no more attributes than this.
  static let attributeLimit = 64

  init() {
    state = .allocate(capacity: 1)
    state.initialize(to: XMLEvents())
    var handler = XMLLibrary.handler
    parser = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil)
    xmlCtxtUseOptions(parser, failover_xml_options())
    state.pointee.parser = parser
  }

  deinit {
    if let parser { xmlFreeParserCtxt(parser) }
    state.pointee.scratch.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var failure: XMLFailure? { state.pointee.failure }

  var builder: NeutralBuilder {
    _read { yield state.pointee.builder }
    _modify { yield &state.pointee.builder }
  }

  /// Reads the next bytes of the input.
  func read(_ bytes: UnsafeRawBufferPointer) {
    if failure != nil { return }
    if pieces.hasBegun { return readOn(bytes) }
    if beginning.isEmpty && bytes.count >= XMLDeclaration.limit { return begin(bytes) }
    beginning.append(contentsOf: bytes)
    if beginning.count >= XMLDeclaration.limit { beginning.withUnsafeBytes(begin) }
  }

  private func begin(_ bytes: UnsafeRawBufferPointer) {
    if let sentence = XMLDeclaration.problem(bytes) {
      state.pointee.failure = XMLFailure(line: 1, column: 1, path: "", sentence: sentence)
      return
    }
    readOn(bytes)
  }

  private func readOn(_ bytes: UnsafeRawBufferPointer) {
    let isShort = pieces.split(bytes) { piece in
      parse(piece)
      return failure == nil
    }
    if !isShort { state.pointee.fail(XMLFailure.longStretch) }
  }

  /// Reads what is left when the input has ended.
  func finish() {
    if failure != nil { return }
    if !pieces.hasBegun { beginning.withUnsafeBytes(begin) }
    if failure != nil { return }
    pieces.withRest { rest in parse(rest) }
    if failure != nil { return }
    state.pointee.isEnding = true
    xmlParseChunk(parser, nil, 0, 1)
    if !state.pointee.builder.isClosed { state.pointee.fail(XMLFailure.truncated) }
  }

  private func parse(_ piece: UnsafeRawBufferPointer) {
    guard let base = piece.baseAddress else { return }
    if failover_xml_names(parser) > XMLReader.nameLimit {
      state.pointee.fail(XMLFailure.manyNames)
      return
    }
    let code = xmlParseChunk(
      parser, base.assumingMemoryBound(to: CChar.self), Int32(piece.count), 0)
    if code != 0 && !XMLErrors.isHarmless(Int(code)) { state.pointee.fail("malformed XML") }
  }
}

/// Why an input cannot be read as XML.
struct XMLFailure: Error {
  let line: Int
  let column: Int
  let path: String
  let sentence: String

  static let doctype = "refused: a document type declaration (DOCTYPE); none is needed"
  static let manyAttributes =
    "refused: an element with more than \(XMLReader.attributeLimit) attributes"
  static let manyNames =
    "refused: more than \(XMLReader.nameLimit) different names of elements and attributes"
  static let longStretch =
    "refused: a tag, a text or a comment of more than \(XMLPieces.limit) bytes"
  static let truncated = "malformed XML: the input ends in the middle of the document"

  static func repeated(_ element: String) -> String {
    "malformed: the element \"\(element)\" is twice in one element"
  }
}
