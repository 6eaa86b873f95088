import FailoverBase

/// Text of the neutral format in one of its forms, handed on in blocks.
///
/// Of each object the scalar members come first, then its lists.
struct NeutralEmitter {
  enum Value {
    case text(String)
    case flag(Bool)
    case number(Int)
    /// The member is there, and not known.
    case unknown
    /// The same, where an empty text means that there is none: what a shell leaves in place of an
    /// object.
    case unreadable
  }

  let isXML: Bool
  /// Takes one block after another.
  var write: ([UInt8]) throws -> Void = { _ in }
  private var bytes: [UInt8] = []
  private var open: [Level] = []
  /// Scalar members of the innermost object that were written.
  private var scalars = 0
  /// Texts with characters that XML cannot carry.
  private(set) var replacedTexts = 0

  private enum Level {
    case object(name: String, hasMembers: Bool, hasLists: Bool)
    case list(NeutralList, isEmpty: Bool, ofTexts: Bool)
  }

  init(isXML: Bool) { self.isXML = isXML }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func put(text: String) {
    if !text.isAllowedInXML { replacedTexts += 1 }
    put(XMLText.kept(text))
  }

  private mutating func newLine() {
    put("\n")
    for _ in 0..<open.count { put(" ") }
  }

  private mutating func flush(above limit: Int) throws {
    if bytes.count <= limit { return }
    try write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: Objects

  mutating func begin(_ object: NeutralObject) throws {
    beginItem(ofTexts: false)
    let name = "\(object)"
    if isXML {
      put("<\(name)")
      if object == .inventory { put(" xmlns=\"\(NeutralFormat.namespace)\"") }
    } else {
      put("{")
    }
    open.append(.object(name: name, hasMembers: false, hasLists: false))
    scalars = 0
    if object == .inventory && !isXML { scalar(.format, .text(NeutralFormat.name)) }
    try flush(above: 1 << 16)
  }

  mutating func end() throws {
    guard case .object(let name, _, let hasLists)? = open.popLast() else { return }
    if isXML {
      if hasLists {
        newLine()
        put("</\(name)>")
      } else {
        put("/>")
      }
    } else {
      if hasLists { newLine() }
      put("}")
    }
    if open.isEmpty {
      put("\n")
      try flush(above: 0)
    }
  }

  mutating func scalar(_ scalar: NeutralScalar, _ value: Value?) {
    guard let value, case .object(let name, let hasMembers, let hasLists)? = open.last else {
      return
    }
    scalars += 1
    if isXML {
      put(" \(scalar.word)=\"")
      switch value {
      case .text(let text): put(text: text)
      case .flag(let flag): put("\(flag)")
      case .number(let number): put("\(number)")
      case .unknown: break
      case .unreadable: put("@{}")
      }
      put("\"")
    } else {
      if hasMembers { put(", ") }
      put("\"\(scalar.word)\": ")
      switch value {
      case .text(let text): put(JSONText.quoted(text))
      case .flag(let flag): put("\(flag)")
      case .number(let number): put("\(number)")
      case .unknown: put("\"\"")
      case .unreadable: put("\"@{}\"")
      }
    }
    open[open.count - 1] = .object(name: name, hasMembers: true, hasLists: hasLists)
  }

  /// Says that a record is more than its id, if nothing else was said of it: a member is there, and
  /// not known.
  mutating func keep(_ member: NeutralScalar, if isKnown: Bool) {
    if isKnown && scalars < 2 { scalar(member, .unknown) }
  }

  /// Says that a record has no properties of its own, if something other than its id is known.
  ///
  /// - Parameter withLists: whether lists of it follow.
  mutating func reference(if isReference: Bool, withLists: Bool = true) {
    if isReference && (withLists || scalars > 1) { scalar(.reference, .flag(true)) }
  }

  // MARK: Lists

  mutating func begin(_ list: NeutralList) {
    guard case .object(let name, let hasMembers, let hasLists)? = open.last else { return }
    if isXML {
      if !hasLists { put(">") }
    } else if hasMembers {
      put(",")
    }
    newLine()
    put(isXML ? "<\(list.word)" : "\"\(list.word)\": [")
    open[open.count - 1] = .object(name: name, hasMembers: true, hasLists: true)
    open.append(.list(list, isEmpty: true, ofTexts: false))
  }

  mutating func endList() {
    guard case .list(let list, let isEmpty, let ofTexts)? = open.popLast() else { return }
    if !isEmpty && !ofTexts { newLine() }
    if isXML {
      put(isEmpty ? "/>" : "</\(list.word)>")
    } else {
      put("]")
    }
  }

  /// Says that a list is there, and what it holds is not known.
  mutating func unknown(_ list: NeutralList) {
    begin(list)
    item(nil)
    endList()
  }

  private mutating func beginItem(ofTexts: Bool) {
    guard case .list(let list, let isEmpty, _)? = open.last else { return }
    if isXML {
      if isEmpty { put(">") }
    } else if !isEmpty {
      put(ofTexts ? ", " : ",")
    }
    open[open.count - 1] = .list(list, isEmpty: false, ofTexts: ofTexts)
    if !ofTexts { newLine() }
  }

  /// Writes an item that is a text; nil for any other value, which keeps its place.
  mutating func item(_ text: String?) {
    guard case .list(let list, _, _)? = open.last else { return }
    beginItem(ofTexts: true)
    if isXML {
      guard let text else { return put("<\(list.item)/>") }
      put("<\(list.item)>")
      put(text: text)
      put("</\(list.item)>")
    } else {
      put(text.map(JSONText.quoted) ?? "null")
    }
  }
}
