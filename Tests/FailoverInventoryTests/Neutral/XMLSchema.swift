import CLibXML2

/// A document as libxml2 reads it.
final class XMLDocument {
  struct NotWellFormed: Error {}

  let pointer: xmlDocPtr

  /// - Parameter bytes: the schema; nothing in it is fetched or expanded.
  init(_ bytes: some Collection<UInt8>) throws {
    xmlInitParser()
    let options = failover_xml_options() | Int32(XML_PARSE_NOERROR.rawValue)
    let parsed = Array(bytes).withUnsafeBytes { buffer in
      xmlReadMemory(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
        options | Int32(XML_PARSE_NOWARNING.rawValue))
    }
    guard let parsed else { throw NotWellFormed() }
    pointer = parsed
  }

  deinit { xmlFreeDoc(pointer) }

  /// The text of every node that the path selects.
  func texts(_ path: String) -> [String] {
    guard let context = xmlXPathNewContext(pointer) else { return [] }
    defer { xmlXPathFreeContext(context) }
    guard let result = xmlXPathEvalExpression(path, context) else { return [] }
    defer { xmlXPathFreeObject(result) }
    guard let nodes = result.pointee.nodesetval else { return [] }
    return (0..<Int(nodes.pointee.nodeNr)).map { index in
      let buffer = xmlBufferCreate()
      defer { xmlBufferFree(buffer) }
      xmlNodeBufGetContent(buffer, nodes.pointee.nodeTab[index])
      return xmlBufferContent(buffer).map { String(cString: $0) } ?? ""
    }
  }
}

/// An XML schema.
struct XMLSchema {
  struct Unusable: Error {}

  let document: XMLDocument

  init(_ bytes: [UInt8]) throws { document = try XMLDocument(bytes) }

  /// Whether the schema accepts the document.
  func accepts(_ tree: XMLDocument) throws -> Bool {
    guard let parser = xmlSchemaNewDocParserCtxt(document.pointer) else { throw Unusable() }
    defer { xmlSchemaFreeParserCtxt(parser) }
    guard let schema = xmlSchemaParse(parser) else { throw Unusable() }
    defer { xmlSchemaFree(schema) }
    guard let context = xmlSchemaNewValidCtxt(schema) else { throw Unusable() }
    defer { xmlSchemaFreeValidCtxt(context) }
    xmlSchemaSetValidErrors(context, nil, nil, nil)
    xmlSchemaSetValidStructuredErrors(context, { _, _ in }, nil)
    return xmlSchemaValidateDoc(context, tree.pointer) == 0
  }

  func accepts(_ text: String) throws -> Bool { try accepts(XMLDocument(text.utf8)) }

  // MARK: What it declares

  private static func named(_ element: String, _ name: String) -> String {
    "/*[local-name()='\(element)' and @name='\(name)']"
  }

  /// The names of the types of elements.
  var objects: [String] { document.texts("/*/*[local-name()='complexType']/@name") }

  /// The attributes of a type, and their types.
  func attributes(_ object: String) -> [String: String] {
    let path = "/*\(XMLSchema.named("complexType", object))/*[local-name()='attribute']"
    return Dictionary(
      uniqueKeysWithValues: zip(document.texts("\(path)/@name"), document.texts("\(path)/@type")))
  }

  /// The lists of a type, with the element and the type of an item.
  func lists(_ object: String) -> [String: [String]] {
    let all = "/*\(XMLSchema.named("complexType", object))/*[local-name()='all']"
    let names = document.texts("\(all)/*/@name")
    return Dictionary(
      uniqueKeysWithValues: names.map { name in
        let item = "\(all)\(XMLSchema.named("element", name))//*[local-name()='element']"
        return (name, document.texts("\(item)/@name") + document.texts("\(item)/@type"))
      })
  }
}
