import CLibXML2
import FoundationEssentials

/// The public JUnit schemas, which are not ours and therefore not in the package.
enum JUnitSchema: String, CaseIterable {
  case jenkins = "junit-10.xsd"
  case ant = "junit-windyroad.xsd"

  /// `REPORT_SCHEMAS`, or the folder of schemas beside the package.
  static var folder: URL {
    if let path = ProcessInfo.processInfo.environment["REPORT_SCHEMAS"] {
      return URL(fileURLWithPath: path)
    }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return package.deletingLastPathComponent().appendingPathComponent("shared/schemas")
  }

  /// Whether all schemas are there; says so where they are not.
  static var areThere: Bool {
    let areThere = allCases.allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
    if !areThere { print("skipped: no schemas at \(folder.path)") }
    return areThere
  }

  var path: String { JUnitSchema.folder.appendingPathComponent(rawValue).path }

  struct Unusable: Error {
    let path: String
  }

  /// Whether the schema accepts the document.
  func accepts(_ document: XMLTree) throws -> Bool {
    guard let parser = xmlSchemaNewParserCtxt(path) else { throw Unusable(path: path) }
    defer { xmlSchemaFreeParserCtxt(parser) }
    guard let schema = xmlSchemaParse(parser) else { throw Unusable(path: path) }
    defer { xmlSchemaFree(schema) }
    guard let context = xmlSchemaNewValidCtxt(schema) else { throw Unusable(path: path) }
    defer { xmlSchemaFreeValidCtxt(context) }
    return xmlSchemaValidateDoc(context, document.document) == 0
  }
}

/// A parsed XML document for queries by XPath.
final class XMLTree {
  struct NotWellFormed: Error {}

  let document: xmlDocPtr

  init(_ bytes: [UInt8]) throws {
    xmlInitParser()
    let parsed = bytes.withUnsafeBytes { buffer in
      xmlReadMemory(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
        Int32(XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue))
    }
    guard let parsed else { throw NotWellFormed() }
    document = parsed
  }

  deinit { xmlFreeDoc(document) }

  /// The text of every node that the path selects, in document order.
  func texts(_ path: String) -> [String] {
    guard let context = xmlXPathNewContext(document) else { return [] }
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

  func count(_ path: String) -> Int { texts(path).count }
}
