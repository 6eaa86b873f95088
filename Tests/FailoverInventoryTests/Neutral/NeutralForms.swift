import TestSupport
import Testing

@testable import FailoverInventory

/// Ways to write a document of the neutral format that all mean the same.
struct NeutralStyle: OptionSet, CaseIterable, CustomTestStringConvertible {
  let rawValue: Int

  static let turned = NeutralStyle(rawValue: 1)
  static let singleQuotes = NeutralStyle(rawValue: 2)
  static let cdata = NeutralStyle(rawValue: 4)
  static let references = NeutralStyle(rawValue: 8)
  static let prefix = NeutralStyle(rawValue: 16)
  static let comments = NeutralStyle(rawValue: 32)
  static let instructions = NeutralStyle(rawValue: 64)
  static let carriageReturns = NeutralStyle(rawValue: 128)
  static let unknownKeys = NeutralStyle(rawValue: 256)

  static let allCases: [NeutralStyle] =
    [[]] + (0..<9).map { NeutralStyle(rawValue: 1 << $0) } + [
      NeutralStyle(rawValue: 511), [.turned, .cdata, .comments], [.prefix, .references],
    ]

  var testDescription: String { String(rawValue, radix: 2) }
}

/// Writes a document in one of these ways; an oracle that knows the mapping, not the writer.
struct NeutralFormWriter {
  let style: NeutralStyle

  /// Members in the order of their names or the other way round.
  private func sorted(_ members: [String: AnyJSON]) -> [(String, AnyJSON)] {
    let sorted = members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return style.contains(.turned) ? sorted.reversed() : sorted
  }

  /// Items in their order or reversed, except for addresses, whose order means something.
  private func ordered(_ items: [AnyJSON], _ list: String) -> [AnyJSON] {
    style.contains(.turned) && list != "ips" ? items.reversed() : items
  }

  private func finished(_ text: String) -> String {
    guard style.contains(.carriageReturns) else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  }

  // MARK: JSON

  func json(_ value: AnyJSON) -> String { finished(json(value, "") + "\n") }

  private func json(_ value: AnyJSON, _ list: String) -> String {
    switch value {
    case .null: return "null"
    case .bool(let flag): return "\(flag)"
    case .number(let number): return "\(Int(number))"
    case .string(let text):
      let escaped = text.unicodeScalars.map { scalar in
        scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : jsonReference(scalar)
      }
      return "\"\(escaped.joined())\""
    case .array(let items):
      return "[" + ordered(items, list).map { json($0, "") }.joined(separator: ",\n") + "]"
    case .object(let members):
      var parts = sorted(members).map { "\"\($0)\" :\(json($1, $0))" }
      if style.contains(.unknownKeys) { parts.append(#""x": {"ips": [1, null]}"#) }
      return "{" + parts.joined(separator: ",\n ") + "}"
    }
  }

  private func jsonReference(_ scalar: Unicode.Scalar) -> String {
    guard style.contains(.references), scalar.value <= 0xFFFF else { return "\(scalar)" }
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  // MARK: XML

  func xml(_ root: AnyJSON) -> String {
    let name = style.contains(.prefix) ? "xmlns:f" : "xmlns"
    var declared = " \(name)=\(quoted(NeutralFormat.namespace))"
    if style.contains(.unknownKeys) { declared += " xmlns:o='urn:others' o:id='x' other=''" }
    let text = element("inventory", root, declared)
    return finished("<?xml version=\"1.0\"?>\n\(between)\(text)\n\(between)")
  }

  private var between: String {
    (style.contains(.comments) ? "<!-- <lan id='9'/> -->\n" : "")
      + (style.contains(.instructions) ? "<?audit <lan id='9'/>?>\n" : "")
  }

  private func tag(_ name: String) -> String { style.contains(.prefix) ? "f:\(name)" : name }

  private func quoted(_ text: String) -> String {
    style.contains(.singleQuotes) ? "'\(text)'" : "\"\(text)\""
  }

  private func element(_ name: String, _ value: AnyJSON, _ declared: String = "") -> String {
    guard case .object(let members) = value else { return item(name, value) }
    var tags = "<\(tag(name))\(declared)"
    var lists = ""
    for (key, value) in sorted(members) where key != "format" {
      if case .array(let items) = value {
        let own = NeutralList.allCases.first { $0.word == key }?.item ?? key
        let all = ordered(items, key).map { element(own, $0) }.joined(separator: "\n")
        lists += "\(between)<\(tag(key))>\n\(between)\(all)\n</\(tag(key))\n>"
      } else if value != .null {
        tags += "\n  \(key) = \(quoted(escaped(scalar(value))))"
      }
    }
    if style.contains(.unknownKeys) {
      lists += "<\(tag("more"))><ips/>text</\(tag("more"))><ips xmlns=''/>"
    }
    return "\(tags)>\(lists)</\(tag(name))>"
  }

  private func item(_ name: String, _ value: AnyJSON) -> String {
    let text = scalar(value)
    var content = escaped(text)
    if style.contains(.cdata), !text.isEmpty { content = "<![CDATA[\(text)]]>" }
    if style.contains(.comments), style.isDisjoint(with: [.cdata, .references]) {
      content = "\(content.prefix(3))<!-- 9 -->\(content.dropFirst(3))"
    }
    return "<\(tag(name))>\(content)</\(tag(name))>"
  }

  private func scalar(_ value: AnyJSON) -> String {
    switch value {
    case .bool(let flag): "\(flag)"
    case .number(let number): "\(Int(number))"
    case .string(let text): text
    default: ""
    }
  }

  private func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      if style.contains(.references) { return "&#x\(String(scalar.value, radix: 16));" }
      return "<&\"'".unicodeScalars.contains(scalar) ? "&#\(scalar.value);" : "\(scalar)"
    }.joined()
  }
}
