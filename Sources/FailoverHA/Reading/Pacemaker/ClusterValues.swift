import FailoverBase
import FailoverInventory

/// The values of an attribute set of a CIB: what a reference or a rule sets is not known.
struct ClusterValues {
  private var values: [String: String?] = [:]
  /// Whether there may be values that are not shown.
  private(set) var isOpen = false

  init() {}

  /// - Parameter sets: elements with `nvpair` children.
  init(_ sets: [XMLTree.Element]) {
    for set in sets {
      if set["id-ref"] != nil { isOpen = true }
      let isConditional = set.first("rule") != nil
      for pair in set.all("nvpair") { take(pair, isConditional) }
    }
  }

  private mutating func take(_ pair: XMLTree.Element, _ isConditional: Bool) {
    guard let name = pair["name"] else {
      isOpen = true
      return
    }
    // What may be a secret is not even looked at.
    if ClusterValues.isSecret(name) { return }
    let value: String? = isConditional || pair["id-ref"] != nil ? nil : pair["value"]
    if let known = values[name], known != value {
      values[name] = .some(nil)
    } else {
      values[name] = .some(value)
    }
  }

  private static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["pass", "secret", "token", "key"].contains { name.holds($0) }
  }

  /// The value of a name: nil if it is not set, `.some(nil)` if it is not known.
  subscript(_ name: String) -> String?? {
    if let value = values[name] { return .some(value) }
    return isOpen ? .some(nil) : nil
  }

  /// The first of some names that is set.
  func first(_ names: [String]) -> String?? {
    for name in names { if let value = values[name] { return .some(value) } }
    return isOpen ? .some(nil) : nil
  }

  /// A boolean as Pacemaker reads it; nil if it is not known.
  static func flag(_ value: String??, usually standard: Bool?) -> Bool? {
    guard let value else { return standard }
    return value.flatMap(flag)
  }

  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "on", "yes", "y", "1": true
    case "false", "off", "no", "n", "0": false
    default: nil
    }
  }
}

/// Times as `crm_mon` prints them; those without an offset from UTC say nothing.
enum ClusterTime {
  /// `YYYY-MM-DD HH:MM:SS +HH:MM`, or RFC 3339.
  static func of(_ text: String) -> Moment? {
    if let moment = Moment(text) { return moment }
    let parts = text.split(separator: " ")
    guard parts.count == 3 else { return nil }
    return Moment("\(parts[0])T\(parts[1])\(parts[2])")
  }
}

extension XMLTree.Element {
  /// Its place in a file.
  func place(in input: String) -> Place { Place(input: input, line: line, pointer: path) }

  /// All elements of a name anywhere below.
  func everywhere(_ name: String) -> [XMLTree.Element] {
    children.flatMap { child in
      (child.name == name ? [child] : []) + child.everywhere(name)
    }
  }

  /// An attribute as a boolean.
  func flag(_ name: String) -> Bool? { self[name].flatMap(ClusterValues.flag) }
}
