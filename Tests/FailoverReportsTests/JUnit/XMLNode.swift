import CLibXML2
import Glibc

/// An element of a parsed document, as readers of reports see it.
struct XMLNode {
  let name: String
  let attributes: [String: String]
  let children: [XMLNode]
  /// The text of the element and all below it.
  let text: String

  /// The root of a document.
  init?(_ tree: XMLTree) {
    guard let root = xmlDocGetRootElement(tree.document) else { return nil }
    self.init(root)
  }

  private init(_ node: xmlNodePtr) {
    name = XMLNode.string(node.pointee.name)
    var attributes: [String: String] = [:]
    var attribute = node.pointee.properties
    while let one = attribute {
      let value = xmlNodeListGetString(node.pointee.doc, one.pointee.children, 1)
      attributes[XMLNode.string(one.pointee.name)] = value.map { XMLNode.string($0) } ?? ""
      free(value)
      attribute = one.pointee.next
    }
    self.attributes = attributes
    var children: [XMLNode] = []
    var text = ""
    var child = node.pointee.children
    while let one = child {
      if one.pointee.type == XML_ELEMENT_NODE {
        children.append(XMLNode(one))
        text += children.last?.text ?? ""
      } else if let content = one.pointee.content {
        text += XMLNode.string(content)
      }
      child = one.pointee.next
    }
    self.children = children
    self.text = text
  }

  private static func string(_ bytes: UnsafePointer<xmlChar>?) -> String {
    bytes.map { String(cString: $0) } ?? ""
  }

  /// The children of a name.
  func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

  /// The first child of a name.
  func first(_ name: String) -> XMLNode? { children.first { $0.name == name } }

  func has(_ name: String) -> Bool { first(name) != nil }

  /// Every element of a name below, at any depth.
  func deep(_ name: String) -> [XMLNode] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.deep(name) }
  }
}
