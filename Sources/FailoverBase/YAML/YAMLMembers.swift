/// The members of a mapping, read by their keys; every key that nobody knows is refused.
public struct YAMLMembers: Sendable {
  /// What the mapping is, for messages, such as `a waiver`.
  public let what: String
  public let place: YAMLPlace
  private let members: [YAMLMember]

  /// - Parameters:
  ///   - node: the mapping.
  ///   - what: what it is, for messages.
  ///   - keys: all keys that it may have.
  /// - Throws: `FileFault` if it is not a mapping, or for the first key that is not among them.
  public init(_ node: YAMLNode, _ what: String, keys: [String]) throws(FileFault) {
    guard case .mapping(let members) = node.value else {
      throw FileFault(node.place, "\(what) is a mapping of keys to values here")
    }
    for member in members where !keys.contains(member.key) {
      let hint = NearestWord.of(member.key, among: keys).map { "; did you mean \"\($0)\"?" } ?? ""
      let known = hint.isEmpty ? "; there are \(keys.joined(separator: ", "))" : hint
      throw FileFault(member.place, "\(what) has no key \"\(member.key)\"" + known)
    }
    self.what = what
    self.members = members
    place = node.place
  }

  /// The value of a key; nil if it is not there, or null.
  public subscript(_ key: String) -> YAMLNode? {
    guard let node = members.first(where: { $0.key == key })?.value else { return nil }
    if case .scalar(let scalar) = node.value, scalar.isNull { return nil }
    return node
  }

  /// Where a key is; the mapping's own place if it is not there.
  public func place(of key: String) -> YAMLPlace {
    members.first { $0.key == key }?.place ?? place
  }

  /// The value of a key.
  ///
  /// - Throws: `FileFault` if there is none.
  public func required(_ key: String) throws(FileFault) -> YAMLNode {
    guard let node = self[key] else { throw FileFault(place(of: key), "\(what) needs \"\(key)\"") }
    return node
  }
}

extension YAMLNode {
  /// The text that it is; a number or a word counts as its text.
  public func text(_ what: String) throws(FileFault) -> String {
    guard case .scalar(let scalar) = value, !scalar.isNull else {
      throw FileFault(place, "\(what) takes a text")
    }
    return scalar.text
  }

  /// The text that it is, without blanks around it and not empty.
  public func filledText(_ what: String) throws(FileFault) -> String {
    let text = try text(what)
    let trimmed = text.unicodeScalars.drop { $0.properties.isWhitespace }
      .reversed().drop { $0.properties.isWhitespace }.reversed()
    var result = String.UnicodeScalarView()
    result.append(contentsOf: trimmed)
    if result.isEmpty { throw FileFault(place, "\(what) is empty") }
    return String(result)
  }

  public func boolean(_ what: String) throws(FileFault) -> Bool {
    guard case .scalar(let scalar) = value, let boolean = scalar.boolean else {
      throw FileFault(place, "\(what) takes true or false")
    }
    return boolean
  }

  public func integer(_ what: String, in range: ClosedRange<Int>) throws(FileFault) -> Int {
    guard case .scalar(let scalar) = value, let integer = scalar.integer else {
      throw FileFault(place, "\(what) takes a whole number")
    }
    if !range.contains(integer) {
      throw FileFault(
        place, "\(what) is \(integer), but must lie in \(range.lowerBound)...\(range.upperBound)")
    }
    return integer
  }

  /// Its items.
  public func items(_ what: String) throws(FileFault) -> [YAMLNode] {
    guard case .sequence(let items) = value else { throw FileFault(place, "\(what) takes a list") }
    return items
  }

  /// The members of a mapping with keys of any name.
  public func freeMembers(_ what: String) throws(FileFault) -> [YAMLMember] {
    guard case .mapping(let members) = value else {
      throw FileFault(place, "\(what) takes a mapping of keys to values")
    }
    return members
  }

  /// One of a set of words.
  public func word(_ what: String, of words: [String]) throws(FileFault) -> String {
    let text = try text(what)
    if words.contains(text) { return text }
    let hint = NearestWord.of(text, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
    throw FileFault(
      place, "\(what) takes \(words.joined(separator: ", ")), not \"\(text)\"" + hint)
  }
}
