import FailoverAudit
import FailoverBase

/// A document in which one value was replaced by something that says nothing.
struct Mangling: Sendable {
  let path: JSONPath
  let document: OrderedJSON
  /// The document without the value, if that leaves open what it was.
  let without: OrderedJSON?
  /// The key of the value, or `name[]` for an item of a list.
  let what: String
  let replacement: OrderedJSON

  /// What a shell, a script or a mistake leaves in place of a value.
  static let replacements: [OrderedJSON] = [
    .null, .number(7), .string(""), .object([]), .array([]), .string("@{a=b}"),
  ]

  /// Keys that say what an export lacks, what a record is, or nothing that a rule uses.
  private static let unread: Set<String> = [
    "_links", "next", "offset", "limit", "httpStatus", "messages", "errorCode", "message", "href",
    "type", "name", "hostname", "description",
  ]

  /// Values that mean that nothing is there, and that this is certain.
  private static let nothing: [String: [OrderedJSON]] = [
    "ipFailover": [.null, .array([])], "ips": [.array([])], "ipConsumers": [.array([])],
    "items": [.array([])], "datacenters": [.array([])],
    "nicUuid": [.null, .string("")], "nicId": [.null, .string("")],
    "pcc": [.null, .string("")], "ipv6CidrBlock": [.null, .string("")],
    // A LAN may have this id.
    "lan": [.number(7)], "id": [.number(7)],
    // Of the neutral format: null is the same as absent, and an empty text of these counts as
    // absent.
    "nic": [.null, .string("")], "crossConnect": [.null, .string("")],
    "masters": [.null, .array([])], "members": [.null, .array([])],
    "failoverGroups": [.null, .array([])], "lans": [.array([])], "servers": [.array([])],
    "nics": [.array([])], "consumers": [.array([])], "ipBlocks": [.array([])],
    "users": [.array([])], "groups": [.array([])], "shares": [.array([])], "owns": [.array([])],
    "contracts": [.array([])], "firewallRules": [.array([])], "role": [.null, .string("")],
  ]

  /// Members that certainly do not exist where they are absent.
  private static let absentIsNone: Set<String> = [
    "nicUuid", "nicId", "pcc", "ipv6CidrBlock", "securitygroups",
  ]

  /// Every value of a document in every replacement.
  static func all(of document: OrderedJSON) -> [Mangling] {
    document.everything().flatMap { path, value -> [Mangling] in
      let key = path.key ?? path.parent.listName
      if path.steps.contains(where: { unread.contains($0) }) { return [] }
      let isItem = path.key == nil
      return replacements.compactMap { new in
        if new.compact == value.compact { return nil }
        if !isItem && (nothing[key] ?? []).contains(where: { $0.compact == new.compact }) {
          return nil
        }
        return Mangling(
          path: path, document: document.setting(path, to: new),
          without: isItem || absentIsNone.contains(key) ? nil : document.setting(path, to: nil),
          what: isItem ? key + "[]" : key, replacement: new)
      }
    }
  }
}

extension Set<String> {
  fileprivate func contains(_ step: JSONPath.Step) -> Bool {
    if case .member(let key) = step { contains(key) } else { false }
  }
}
