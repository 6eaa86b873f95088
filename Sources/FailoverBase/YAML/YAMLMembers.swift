/// The members of a mapping, read by their keys; every key that nobody knows is refused.
public struct YAMLMembers: Sendable {
  /// What the mapping is, for messages, such as `a waiver`.
  public let what: String
  public let place: YAMLPlace
  /// Under keys that are known.
  private let members: [YAMLMember]

  /// Notes every key that is not known; nil, noting it, if the node is not a mapping.
  ///
  /// - Parameters:
  ///   - node: the mapping.
  ///   - what: what it is, for messages.
  ///   - keys: all keys that it may have.
  public init?(
    _ node: YAMLNode, _ what: String, keys: [String], _ faults: inout FileFaults
  ) {
    guard case .mapping(let members) = node.value else {
      faults.note(node.place, "\(what) is a mapping of keys to values here")
      return nil
    }
    self.what = what
    place = node.place
    let unknown = members.filter { !keys.contains($0.key) }
    for member in unknown {
      faults.note(
        member.place,
        "\(what) has no key \"\(member.key)\""
          + NearestWord.hint(
            for: member.key, among: keys, else: "; there are \(keys.joined(separator: ", "))"))
    }
    let known = members.filter { keys.contains($0.key) }
    self.members = known + YAMLMembers.meant(by: unknown, keys, besides: known)
  }

  /// Misspelt members under the keys that are meant, where those are missing: what is wrong with
  /// their values is noted as well, and the keys are not missed.
  private static func meant(
    by unknown: [YAMLMember], _ keys: [String], besides known: [YAMLMember]
  ) -> [YAMLMember] {
    var missing = keys.filter { key in !known.contains { $0.key == key } }
    var meant: [YAMLMember] = []
    // Of more than are listed nobody sees what was meant.
    for member in unknown.prefix(FileFaults.mostOfFile) where !missing.isEmpty {
      guard let key = NearestWord.of(member.key, among: keys),
        let index = missing.firstIndex(of: key)
      else { continue }
      missing.remove(at: index)
      meant.append(YAMLMember(key: key, place: member.place, value: member.value))
    }
    return meant
  }

  /// The value of a key; nil if it is not there, or null.
  public subscript(_ key: String) -> YAMLNode? {
    guard let node = members.first(where: { $0.key == key })?.value else { return nil }
    return node.isNull ? nil : node
  }

  /// Where a key is; the mapping's own place if it is not there.
  public func place(of key: String) -> YAMLPlace {
    members.first { $0.key == key }?.place ?? place
  }

  /// The value of a key; nil, noting it, if there is none.
  public func required(_ key: String, _ faults: inout FileFaults) -> YAMLNode? {
    let node = self[key]
    if node == nil { faults.note(place(of: key), "\(what) needs \"\(key)\"") }
    return node
  }
}

/// The value of a node as what a key takes; nil, noting it, if it is something else.
extension YAMLNode {
  /// The text that it is; a number or a word counts as its text.
  public func text(_ what: String, _ faults: inout FileFaults) -> String? {
    if case .scalar(let scalar) = value, !scalar.isNull { return scalar.text }
    faults.note(place, "\(what) takes a text")
    return nil
  }

  /// The text that it is, without blanks around it and not empty.
  public func filledText(_ what: String, _ faults: inout FileFaults) -> String? {
    guard let text = text(what, &faults) else { return nil }
    let trimmed = text.unicodeScalars.drop { $0.properties.isWhitespace }
      .reversed().drop { $0.properties.isWhitespace }.reversed()
    var result = String.UnicodeScalarView()
    result.append(contentsOf: trimmed)
    if !result.isEmpty { return String(result) }
    faults.note(place, "\(what) is empty")
    return nil
  }

  /// The boolean that it is.
  public func boolean(_ what: String, _ faults: inout FileFaults) -> Bool? {
    if case .scalar(let scalar) = value, let boolean = scalar.boolean { return boolean }
    faults.note(place, "\(what) takes true or false")
    return nil
  }

  /// The whole number in a range that it is.
  public func integer(
    _ what: String, in range: ClosedRange<Int>, _ faults: inout FileFaults
  ) -> Int? {
    guard case .scalar(let scalar) = value, let integer = scalar.integer else {
      faults.note(place, "\(what) takes a whole number")
      return nil
    }
    if range.contains(integer) { return integer }
    faults.note(
      place, "\(what) is \(integer), but must lie in \(range.lowerBound)...\(range.upperBound)")
    return nil
  }

  /// Its items.
  public func items(_ what: String, _ faults: inout FileFaults) -> [YAMLNode]? {
    if case .sequence(let items) = value { return items }
    faults.note(place, "\(what) takes a list")
    return nil
  }

  /// The members of a mapping with keys of any name.
  public func freeMembers(_ what: String, _ faults: inout FileFaults) -> [YAMLMember]? {
    if case .mapping(let members) = value { return members }
    faults.note(place, "\(what) takes a mapping of keys to values")
    return nil
  }

  /// One of a set of words.
  public func word(_ what: String, of words: [String], _ faults: inout FileFaults) -> String? {
    guard let text = text(what, &faults) else { return nil }
    if words.contains(text) { return text }
    faults.note(
      place,
      "\(what) takes \(words.joined(separator: ", ")), not \"\(text)\""
        + NearestWord.hint(for: text, among: words))
    return nil
  }
}
