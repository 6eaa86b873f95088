import FailoverAudit
import FailoverBase

/// The XML form of a document of the neutral format, mechanically: nil where XML has no such thing.
extension OrderedJSON {
  var neutralXML: String? {
    element("inventory", attributes: " xmlns=\"urn:failover-audit:inventory:1\"")
  }

  private func element(_ name: String, attributes: String = "") -> String? {
    guard case .object(let members) = self else { return nil }
    var attributes = attributes
    var lists = ""
    for (key, value) in members where key != "format" {
      if case .array(let items) = value {
        guard OrderedJSON.lists.contains(key), let list = OrderedJSON.list(key, items)
        else { return nil }
        lists += list
      } else if OrderedJSON.lists.contains(key) {
        return nil
      } else if let text = value.attribute {
        if value.compact != "null" { attributes += " \(key)=\"\(text)\"" }
      } else {
        return nil
      }
    }
    return "<\(name)\(attributes)>\(lists)</\(name)>"
  }

  private static let lists: Set<String> = [
    "contracts", "datacenters", "ipBlocks", "users", "groups", "lans", "servers", "failoverGroups",
    "masters", "members", "nics", "ips", "firewallRules", "consumers", "owns", "shares",
  ]

  private static func list(_ key: String, _ items: [OrderedJSON]) -> String? {
    let item = key == "owns" ? "own" : String(key.dropLast())
    var text = "<\(key)>"
    for value in items {
      switch value {
      case .object:
        guard let element = value.element(item) else { return nil }
        text += element
      case .string(let content): text += "<\(item)>\(content.markup)</\(item)>"
      case .null: text += "<\(item)/>"
      default: return nil
      }
    }
    return text + "</\(key)>"
  }

  private var attribute: String? {
    switch self {
    case .null: ""
    case .bool(let flag): "\(flag)"
    case .number(let number): "\(number)"
    case .string(let text): text.markup
    default: nil
    }
  }
}

extension String {
  fileprivate var markup: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
