import CLibXML2
import Glibc

/// A small XML document as a tree of its elements and attributes, without its texts.
///
/// It is read like the neutral format: nothing is expanded, fetched or decompressed, and a DOCTYPE
/// ends the reading.
package struct XMLTree: Sendable {
  /// An element, and the range of the elements below it.
  package struct Element: Sendable {
    package let name: String
    /// In the order of the document.
    package let attributes: [(name: String, value: String)]
    /// Counted from 1.
    package let line: Int
    /// The path of names from the root, such as `cib/configuration`.
    package let path: String
    package fileprivate(set) var children: [Element] = []

    /// The value of an attribute.
    package subscript(_ name: String) -> String? {
      attributes.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// The elements of a name right below.
    package func all(_ name: String) -> [Element] {
      children.filter { $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// The first element of a name right below.
    package func first(_ name: String) -> Element? { all(name).first }
  }

  package let root: Element

  /// The most elements of a document.
  package static let elementLimit = 500_000

  /// Why a document cannot be read.
  package struct Failure: Error, Sendable {
    package let line: Int
    package let column: Int
    package let sentence: String
  }

  /// - Parameter bytes: the whole document.
  package init(_ bytes: [UInt8]) throws(Failure) {
    let builder = XMLTreeBuilder()
    bytes.withUnsafeBytes { builder.read($0) }
    if let failure = builder.failure { throw failure }
    guard let root = builder.root else {
      throw Failure(line: 1, column: 1, sentence: XMLFailure.truncated)
    }
    self.root = root
  }
}

/// Puts the tree together from the parser's events.
private final class XMLTreeBuilder {
  private(set) var root: XMLTree.Element?
  private(set) var failure: XMLTree.Failure?
  private var open: [XMLTree.Element] = []
  private var count = 0
  private var isEnding = false
  private var parser: xmlParserCtxtPtr?

  func read(_ bytes: UnsafeRawBufferPointer) {
    if let sentence = XMLDeclaration.problem(bytes) {
      failure = XMLTree.Failure(line: 1, column: 1, sentence: sentence)
      return
    }
    var handler = XMLTreeBuilder.handler
    parser = xmlCreatePushParserCtxt(
      &handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    xmlCtxtUseOptions(parser, failover_xml_options())
    defer { if let parser { xmlFreeParserCtxt(parser) } }
    var pieces = XMLPieces()
    let isShort = pieces.split(bytes) { piece in
      parse(piece)
      return failure == nil
    }
    if !isShort { fail(XMLFailure.longStretch) }
    if failure == nil { pieces.withRest { parse($0) } }
    if failure != nil { return }
    isEnding = true
    xmlParseChunk(parser, nil, 0, 1)
    if !open.isEmpty { fail(XMLFailure.truncated) }
  }

  private func parse(_ piece: UnsafeRawBufferPointer) {
    guard let base = piece.baseAddress else { return }
    if failover_xml_names(parser) > XMLReader.nameLimit { return fail(XMLFailure.manyNames) }
    let code = xmlParseChunk(
      parser, base.assumingMemoryBound(to: CChar.self), Int32(piece.count), 0)
    if code != 0 && !XMLErrors.isHarmless(Int(code)) { fail("malformed XML") }
  }

  // MARK: Events

  private func start(
    _ name: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ count: Int
  ) {
    if failure != nil { return }
    self.count += 1
    if open.count >= ReadingLimits.depth { return fail(Malformation.tooDeep.sentence) }
    if count > XMLReader.attributeLimit { return fail(XMLFailure.manyAttributes) }
    if self.count > XMLTree.elementLimit {
      return fail("refused: more than \(XMLTree.elementLimit) elements")
    }
    let name = String(cString: name)
    open.append(
      XMLTree.Element(
        name: name, attributes: XMLTreeBuilder.values(attributes, count), line: line,
        path: open.last.map { "\($0.path)/\(name)" } ?? name))
  }

  private static func values(
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int
  ) -> [(name: String, value: String)] {
    guard let attributes else { return [] }
    return (0..<count).compactMap { index in
      let parts = attributes + 5 * index
      guard parts[1] == nil, let name = parts[0], let start = parts[3], let end = parts[4] else {
        return nil
      }
      let value = String(
        decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
      return (
        String(cString: name),
        XMLLibrary.escapesAmpersands ? value.withoutEscapedAmpersands : value
      )
    }
  }

  private func end() {
    guard failure == nil, let element = open.popLast() else { return }
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  private var line: Int { max(1, Int(xmlSAX2GetLineNumber(parser))) }

  private func fail(_ sentence: String, line: Int? = nil, column: Int? = nil) {
    if failure != nil { return }
    failure = XMLTree.Failure(
      line: max(1, line ?? self.line),
      column: max(1, column ?? Int(xmlSAX2GetColumnNumber(parser))), sentence: sentence)
    xmlStopParser(parser)
  }

  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    memset(&handler, 0, MemoryLayout<xmlSAXHandler>.size)
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { context, name, _, _, _, _, count, _, attributes in
      guard let name else { return }
      XMLTreeBuilder.of(context)?.start(name, attributes, Int(count))
    }
    handler.endElementNs = { context, _, _, _ in XMLTreeBuilder.of(context)?.end() }
    handler.internalSubset = { context, _, _, _ in
      XMLTreeBuilder.of(context)?.fail(XMLFailure.doctype)
    }
    handler.serror = { context, error in
      guard let problem = error?.pointee, let builder = XMLTreeBuilder.of(context) else { return }
      if problem.level == XML_ERR_WARNING || XMLErrors.isHarmless(Int(problem.code)) { return }
      let isCutOff = builder.isEnding && !builder.open.isEmpty
      builder.fail(
        XMLErrors.sentence(problem, isCutOff: isCutOff, isUTF8: true),
        line: Int(problem.line), column: Int(problem.int2))
    }
    return handler
  }

  /// What the parser's user data points to, for as long as the parser lives.
  private static func of(_ context: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
    context.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
  }
}

extension String {
  /// The text with `&` in place of each `&#38;`.
  fileprivate var withoutEscapedAmpersands: String {
    guard utf8.contains(UInt8(ascii: "&")) else { return self }
    let escape = Array("&#38;".utf8)
    var rest = Array(utf8)[...]
    var bytes: [UInt8] = []
    while let byte = rest.first {
      let isEscape = rest.starts(with: escape)
      bytes.append(byte)
      rest = rest.dropFirst(isEscape ? escape.count : 1)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
