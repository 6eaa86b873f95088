import CLibXML2
import Glibc

/// What is the same for every parser.
enum XMLLibrary {
  /// Whether the library hands `&` in attributes on as `&#38;`: versions before 2.14 do, where
  /// entities are not replaced.
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
      XMLEvents.of(context)?.pointee.start(name, namespace, attributes, Int(count))
    }
    handler.endElementNs = { context, _, _, _ in XMLEvents.of(context)?.pointee.end() }
    handler.characters = { context, start, count in
      guard let start else { return }
      XMLEvents.of(context)?.pointee.characters(start, Int(count))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.internalSubset = { context, _, _, _ in
      XMLEvents.of(context)?.pointee.fail(XMLFailure.doctype)
    }
    handler.serror = { context, error in
      guard let error else { return }
      let problem = error.pointee
      if problem.level == XML_ERR_WARNING || XMLErrors.isHarmless(Int(problem.code)) { return }
      guard let events = XMLEvents.of(context) else { return }
      let isCutOff = events.pointee.isEnding && !events.pointee.builder.isClosed
      let sentence = XMLErrors.sentence(
        problem, isCutOff: isCutOff, isUTF8: events.pointee.standsAtUTF8)
      events.pointee.fail(sentence, line: Int(problem.line), column: Int(problem.int2))
    }
    return handler
  }
}

extension XMLEvents {
  /// What the parser's user data points to, for as long as the parser lives.
  fileprivate static func of(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<
    XMLEvents
  >? {
    context?.assumingMemoryBound(to: XMLEvents.self)
  }
}
