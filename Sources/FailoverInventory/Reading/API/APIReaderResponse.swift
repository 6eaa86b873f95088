/// Members of an answer: what it is, where it belongs, its properties and its lists.
extension APIReader {
  mutating func answerStep(_ stack: inout OpenBrackets) throws(Stop) {
    let top = stack.count - 1
    let key = try scan.nextKey(first: stack[top].isFirst)
    if key == .end {
      let (frame, answer) = stack.removeAnswer()
      stack.noteEnd(line: scan.line)
      commit(frame, answer, &stack)
      return
    }
    let byte = scan.bytes[scan.at]
    switch key {
    case .id, .type, .href, .properties, .metadata, .offset, .limit, .links, .httpStatus,
      .messages:
      try key.note(at: scan.keySlice, in: &stack[top].seen)
      if key == .properties || key == .type { forgetMembers(&stack) }
      try leaf(key, byte, stack[top].place, &stack.answer, room: stack.room(below: depthBase))
    case .entities, .items:
      try key.note(at: scan.keySlice, in: &stack[top].seen)
      forgetMembers(&stack)
      try container(key, byte, &stack)
    default:
      try otherMember(key, byte, &stack)
    }
    stack[top].isFirst = false
  }

  /// A member that must be seen whole.
  private mutating func leaf(
    _ key: Key, _ byte: UInt8, _ place: AnswerPlace, _ answer: inout AnswerMembers, room: Int
  ) throws(Stop) {
    switch key {
    case .id: try identifierMember(place, &answer, byte, room: room)
    case .type: answer.resource.type = try resourceType(byte, room: room)
    case .href: try hrefMember(place, &answer, byte, room: room)
    case .properties where byte == UInt8(ascii: "{"):
      answer.resource.traits.insert(.properties)
      try properties(&answer.resource, room: room)
    case .metadata where byte == UInt8(ascii: "{"): try metadata(&answer.resource, room: room)
    case .offset:
      // An offset that cannot be read may be any: the page is then no beginning.
      let isNull = byte == UInt8(ascii: "n")
      answer.offset = try count(byte, room: room) ?? (isNull ? 0 : .max)
    case .limit:
      // A limit that cannot be read may be any: without links the page may not be the last.
      let isNull = byte == UInt8(ascii: "n")
      answer.limit = try count(byte, room: room) ?? (isNull ? .max : 0)
    case .links where byte == UInt8(ascii: "{"):
      answer.hasLinks = true
      answer.hasNext = try linksHaveNext(room: room)
    case .links:
      answer.hasNext = byte != UInt8(ascii: "n")
      answer.hasLinks = answer.hasNext
      try scan.skipValue(room: room)
    case .httpStatus:
      answer.hasStatus = byte != UInt8(ascii: "n")
      try scan.skipValue(room: room)
    case .messages where byte == UInt8(ascii: "["):
      answer.errorText = try messages(room: room)
    default:
      if key == .properties || key == .metadata { noteShellText(byte) }
      try scan.skipValue(room: room)
    }
  }

  private mutating func container(
    _ key: Key, _ byte: UInt8, _ stack: inout OpenBrackets
  ) throws(Stop) {
    if key == .entities && byte == UInt8(ascii: "{") {
      try enter(.entities, &stack)
    } else if key == .items && byte == UInt8(ascii: "[") {
      stack.answer.hasItems = true
      try enter(.items, &stack)
    } else {
      noteShellText(byte)
      try skip(byte, &stack)
      // Not before: the value may lie in the next window.
      if key == .items && byte != UInt8(ascii: "n") { stack.answer.noteUnread() }
    }
  }

  /// A member that says nothing of a resource: of a whole document it may be an answer in a bundle.
  private mutating func otherMember(
    _ key: Key, _ byte: UInt8, _ stack: inout OpenBrackets
  ) throws(Stop) {
    let top = stack.count - 1
    if key == .format, byte == UInt8(ascii: "\""), stack[top].place.mayBeBundle,
      scan.bytes.holds("failover-inventory/", at: scan.at + 1)
    {
      throw .malformed(.inventoryAmongAnswers, at: scan.at)
    }
    if stack[top].place == .root && byte == UInt8(ascii: "\"") { try refuseForeign() }
    let isContainer = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    if isContainer, scan.bytes.namesItems(scan.keySlice) { stack.answer.noteUnread() }
    if key == .message && byte == UInt8(ascii: "\"") { stack.answer.hasMessage = true }
    guard stack[top].place.mayBeBundle, stack.answer.resource.type == .absent,
      !stack.answer.hasItems,
      !stack.answer.resource.traits.contains(.properties)
    else {
      try skip(byte, &stack)
      return
    }
    if !isContainer && byte != UInt8(ascii: "n") {
      try bundleScalar(byte, &stack)
      return
    }
    let name = scan.bytes.text(scan.keySlice)
    let path = bundlePath(stack[top], name)
    let nameStart = scan.keySlice.start - 1
    let isShares = key == .shares && byte == UInt8(ascii: "{")
    let opensShares = isShares ? try !looksLikeList() : false
    guard !bundleKeys.contains(path) else {
      throw .malformed(.repeatedKey(name), at: nameStart)
    }
    if !isContainer {
      try bundleScalar(byte, &stack)
      bundleKeys.insert(path)
      return
    }
    bundleKeys.insert(path)
    stack[top].isFirst = false
    stack.answer.isBundle = true
    if opensShares {
      try enter(.shares, &stack)
    } else {
      let container = memberPointer(stack[top], name)
      try open(byte, .member, container: container, index: noRow, &stack)
    }
  }

  /// Refuses a document that says what it is: parts of it may look like records and be none, such
  /// as the examples in the description of an API.
  private mutating func refuseForeign() throws(Stop) {
    let at = scan.at
    let name = scan.bytes.text(scan.keySlice)
    guard ForeignJSON.telltales.contains(name) else { return }
    scan.at &+= 1
    defer { scan.at = at }
    let value = scan.bytes.text(try scan.string())
    if let sentence = ForeignJSON.sentence(forKey: name, value) {
      throw .malformed(.foreign(sentence), at: at)
    }
  }

  /// A value that is not an answer, if the object turns out to be a bundle.
  private mutating func bundleScalar(
    _ byte: UInt8, _ stack: inout OpenBrackets
  ) throws(Stop) {
    let frame = stack[stack.count - 1]
    try strayValue(
      byte, key: scan.keySlice, container: frame.container, index: frame.index, &stack)
  }

  /// Distinguishes a key of a bundle from the same key of another.
  private mutating func bundlePath(_ frame: Frame, _ name: String) -> [UInt8] {
    var path = Array(records.symbols[Symbol(number: frame.container)].utf8)
    if frame.index != noRow { path += Array("/\(frame.index)".utf8) }
    return path + [UInt8(ascii: "/")] + Array(name.utf8)
  }

  /// A document that turns out to be a record or a list is not a bundle: the values of its unknown
  /// keys are skipped, as they would have been after the others.
  private mutating func forgetMembers(_ stack: inout OpenBrackets) {
    let top = stack.count - 1
    guard stack.answer.isBundle else {
      records.strays.truncate(to: Int(stack[top].marks.strays))
      return
    }
    stack.answer.isBundle = false
    records.truncate(to: stack[top].marks)
    mentioned = Mentioned()
  }

  /// Whether the object that begins here is a list by itself: its first key is one of a list's.
  private mutating func looksLikeList() throws(Stop) -> Bool {
    let at = scan.at
    let line = scan.line
    scan.at &+= 1
    defer {
      scan.at = at
      scan.line = line
    }
    switch try scan.nextKey(first: true) {
    case .id, .type, .href, .items, .offset, .limit, .links, .metadata, .properties, .entities,
      .httpStatus, .messages:
      return true
    default: return false
    }
  }

  private mutating func identifierMember(
    _ place: AnswerPlace, _ answer: inout AnswerMembers, _ byte: UInt8, room: Int
  ) throws(Stop) {
    if place.isNestedList {
      try scan.skipValue(room: room)
    } else {
      answer.resource.hasNumericID = byte != UInt8(ascii: "\"")
      answer.resource.id = try identifier(byte, room: room)
    }
  }

  private mutating func hrefMember(
    _ place: AnswerPlace, _ answer: inout AnswerMembers, _ byte: UInt8, room: Int
  ) throws(Stop) {
    guard byte == UInt8(ascii: "\""), place.needsHref else {
      try scan.skipValue(room: room)
      return
    }
    scan.at &+= 1
    let slice = try scan.string()
    let text = scan.bytes.text(slice)
    answer.hasAddress = !text.isEmpty
    // A list that was requested with a condition holds what meets it.
    if text.utf8.contains(UInt8(ascii: "?")), text.contains("?filter.") || text.contains("&filter.")
    {
      answer.holdsUnusable = true
    }
    answer.href = Href.of(text, in: &records.symbols)
    answer.guardsNIC =
      answer.href.isFirewall || answer.href.tail == .list(.other) && Href.guardsNIC(text)
  }

  mutating func resourceType(_ byte: UInt8, room: Int) throws(Stop) -> ResourceType {
    guard byte == UInt8(ascii: "\"") else {
      try scan.skipValue(room: room)
      return .absent
    }
    scan.at &+= 1
    let slice = try scan.string()
    if slice.escaped { return ResourceType.of(scan.bytes.text(slice)) }
    return ResourceType.of(scan.bytes, slice.start, slice.count)
  }

  mutating func linksHaveNext(room: Int) throws(Stop) -> Bool {
    if room < 1 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    var seen: UInt64 = 0
    var first = true
    var hasNext = false
    while true {
      let key = try scan.nextKey(first: first)
      if key == .end { break }
      first = false
      let byte = scan.bytes[scan.at]
      if key == .next {
        try key.note(at: scan.keySlice, in: &seen)
        // Null and the empty text do not name a next page.
        hasNext =
          byte != UInt8(ascii: "n")
          && !(byte == UInt8(ascii: "\"") && scan.bytes[scan.at &+ 1] == UInt8(ascii: "\""))
      } else if key == .other, byte != UInt8(ascii: "n"),
        scan.bytes.text(scan.keySlice).lowercased() == "next"
      {
        // Other programs write the names of links with capitals.
        hasNext = true
      }
      try scan.skipValue(room: room - 1)
    }
    return hasNext
  }

  /// The messages of an error body as one text, the first few of them.
  private mutating func messages(room: Int) throws(Stop) -> TextRef {
    if room < 1 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    var parts: [String] = []
    var first = true
    while true {
      scan.skipSpace()
      var byte = scan.bytes[scan.at]
      if byte == UInt8(ascii: "]") { break }
      if !first {
        try scan.take(UInt8(ascii: ","), else: .expectedCommaOrBracket)
        scan.skipSpace()
        byte = scan.bytes[scan.at]
      }
      first = false
      if byte == UInt8(ascii: "{") {
        let part = try message(room: room - 1)
        if parts.count < 3, !part.isEmpty { parts.append(part) }
      } else {
        try scan.skipValue(room: room - 1)
      }
    }
    scan.at &+= 1
    var text = parts.joined(separator: "; ")
    return text.withUTF8 { records.texts.append(UnsafeRawBufferPointer($0)) }
  }

  private mutating func message(room: Int) throws(Stop) -> String {
    if room < 1 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    var code = ""
    var message = ""
    var first = true
    while true {
      let key = try scan.nextKey(first: first)
      if key == .end { break }
      first = false
      if (key == .errorCode || key == .message), scan.bytes[scan.at] == UInt8(ascii: "\"") {
        scan.at &+= 1
        let value = String(scan.bytes.text(try scan.string()).prefix(300))
        if key == .message { message = value } else { code = "error \(value): " }
      } else {
        try scan.skipValue(room: room - 1)
      }
    }
    return code + message
  }
}
