/// Reads a page as strictly as a test needs it: every tag is known, closed where it has to be, and
/// every attribute is in double quotes.
struct PageParser {
  struct Element {
    let name: String
    let attributes: [String: String]
    let path: [String]
  }

  struct Broken: Error {
    let what: String
  }

  private(set) var elements: [Element] = []
  /// The text between tags, without the style sheet and the script.
  private(set) var text = ""
  private(set) var raw: [String: String] = [:]

  private static let void: Set<String> = ["meta", "br", "input"]

  init(_ page: String) throws {
    var rest = Substring(page)
    var open: [String] = []
    let doctype = "<!DOCTYPE html>"
    guard rest.hasPrefix(doctype) else { throw Broken(what: "no doctype") }
    rest = rest.dropFirst(doctype.count)
    // By scalars, as browsers do: `>` with a combining mark ends a tag.
    while let start = rest.unicodeScalars.firstIndex(of: "<") {
      text += rest[..<start]
      rest = rest[rest.unicodeScalars.index(after: start)...]
      guard let end = rest.unicodeScalars.firstIndex(of: ">") else {
        throw Broken(what: "a tag without end")
      }
      let tag = rest[..<end]
      rest = rest[rest.unicodeScalars.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { throw Broken(what: String(tag)) }
        continue
      }
      let element = try PageParser.element(tag, in: open)
      elements.append(element)
      if element.name == "style" || element.name == "script" {
        guard let close = rest.firstRange(of: "</\(element.name)>") else {
          throw Broken(what: "no end of \(element.name)")
        }
        raw[element.name] = String(rest[..<close.lowerBound])
        rest = rest[close.upperBound...]
      } else if !tag.hasSuffix("/") && !PageParser.void.contains(element.name) {
        open.append(element.name)
      }
    }
    guard open.isEmpty else { throw Broken(what: "open: \(open)") }
    text += rest
  }

  private static func element(_ tag: Substring, in path: [String]) throws -> Element {
    var rest = tag.hasSuffix("/") ? tag.dropLast() : tag
    let name = rest.prefix { $0.isLetter || $0.isNumber }
    rest = rest.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while let first = rest.first {
      guard first == " " else { throw Broken(what: String(tag)) }
      rest = rest.dropFirst()
      let attribute = rest.prefix { $0.isLetter || $0 == "-" || $0.isNumber }
      rest = rest.dropFirst(attribute.count)
      guard !attribute.isEmpty else { throw Broken(what: String(tag)) }
      guard rest.hasPrefix("=\"") else {
        attributes[String(attribute)] = ""
        continue
      }
      rest = rest.dropFirst(2)
      guard let end = rest.unicodeScalars.firstIndex(of: "\"") else {
        throw Broken(what: String(tag))
      }
      attributes[String(attribute)] = String(rest[..<end])
      rest = rest[end...]
      rest = Substring(rest.unicodeScalars.dropFirst())
    }
    return Element(name: String(name), attributes: attributes, path: path)
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  func withClass(_ name: String) -> [Element] {
    elements.filter {
      ($0.attributes["class"] ?? "").split(separator: " ").contains(Substring(name))
    }
  }
}
