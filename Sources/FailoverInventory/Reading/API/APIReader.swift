/// Reads answers of the IONOS Cloud API out of a stream of windows into rows.
///
/// The stack of open brackets is kept by the caller: between two steps it and the position in the
/// bytes are the whole state, so reading can stop at the end of any window and go on in the next
/// one, in this reader or in another.
struct APIReader: ~Copyable {
  var scan: JSONScanner
  var records = Records()
  /// Levels that may be open above what this reader sees.
  let depthBase: Int
  /// Resources, lists and errors that were recognised; a document without any is not an inventory.
  var recognised = 0
  /// Records with properties.
  var recordCount = 0
  /// Keys of the bundle and of its `shares` that were read, to refuse one given twice.
  ///
  /// By their bytes, those of a bundle with the JSON Pointer of the bundle in front.
  var bundleKeys: Set<[UInt8]> = []
  var shareKeys: Set<[UInt8]> = []
  /// Words of states, zones and types.
  var words = WordCache()
  /// Words that are compared letter by letter: locations and types of servers.
  var exactWords = WordCache()
  /// The server that was mentioned last, and its row: runs of NICs share one.
  var mentioned = Mentioned()
  /// The line of the first text that PowerShell left in place of an object; `noRow` if there is
  /// none.
  var shellTextLine = noRow
  /// The line of the first item of a NIC's firewall rules or security groups that is not an object;
  /// `noRow` if there is none.
  var unreadGuardLine = noRow
  /// Rows of items that are directly in the list which this reader continues.
  var direct: [DirectRow] = []

  struct Mentioned {
    var server = Identifier.missing
    var serverRow = noRow
    var datacenter = Identifier.missing
    var datacenterRow = noRow
  }

  /// A row whose index counts from the beginning of the reader's part of a list.
  enum DirectRow {
    case datacenter(Int), server(Int), lan(Int), nic(Int), account(Int), list(Int)
  }

  init(_ bytes: ByteWindow, at: Int, depthBase: Int) {
    scan = JSONScanner(bytes, at: at)
    self.depthBase = depthBase
  }

  /// Reads until the bytes end (`needMore`), or until the list closes in which the stack began.
  ///
  /// - Throws: `needMore` with the scanner at the last step that was whole; `malformed`.
  mutating func run(_ stack: inout OpenBrackets) throws(Stop) {
    var at = scan.at
    var line = scan.line
    var texts = 0
    var addresses = 0
    var entries = 0
    var rules = 0
    var consumers = 0
    var labels = 0
    var seen: UInt64 = 0
    do throws(Stop) {
      while true {
        at = scan.at
        line = scan.line
        texts = records.texts.bytes.count
        addresses = records.nics.addresses.count
        entries = records.entries.rows.count
        rules = records.firewallRules.rows.count
        consumers = records.consumers.rows.count
        labels = records.labels.rows.count
        seen = stack[stack.count - 1].seen
        if try step(&stack) { return }
      }
    } catch {
      guard case .needMore = error else { throw error }
      // A value that is passed over keeps its own place in the middle.
      if stack[stack.count - 1].kind != .skipped {
        scan.at = at
        scan.line = line
      }
      records.texts.truncate(to: texts)
      records.nics.addresses.removeLast(records.nics.addresses.count - addresses)
      // A step that forgot the members of a bundle leaves fewer than it found.
      records.entries.rows.removeLast(max(0, records.entries.rows.count - entries))
      records.firewallRules.rows.removeLast(max(0, records.firewallRules.rows.count - rules))
      records.consumers.rows.removeLast(records.consumers.rows.count - consumers)
      records.labels.rows.removeLast(max(0, records.labels.rows.count - labels))
      stack[stack.count - 1].seen = seen
      throw .needMore
    }
  }

  /// Reads one member, item or bracket; true if the list closed in which the stack began.
  private mutating func step(_ stack: inout OpenBrackets) throws(Stop) -> Bool {
    let top = stack.count - 1
    switch stack[top].kind {
    case .answer: try answerStep(&stack)
    case .items: return try itemsStep(&stack)
    case .entities: try entitiesStep(&stack)
    case .skipped:
      try scan.skip(&stack[top].skip, room: stack.room(below: depthBase) + 1)
      stack.removeLast()
    case .array: try arrayStep(&stack)
    case .shares: try sharesStep(&stack)
    case .document: try documentStep(&stack)
    }
    return false
  }

  // MARK: Containers

  /// Before or after a document: in newline-delimited JSON another one may follow.
  private mutating func documentStep(_ stack: inout OpenBrackets) throws(Stop) {
    let start = scan.at
    scan.skipSpace()
    if scan.at >= scan.bytes.count {
      // White space is done with, however much there is of it.
      if scan.at > start { return }
      throw .needMore
    }
    if !stack[0].isFirst && scan.line == stack[0].line {
      throw .malformed(.textAfterDocument, at: scan.at)
    }
    let byte = scan.bytes[scan.at]
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
      try scalarDocument(byte, &stack)
      return
    }
    if byte == UInt8(ascii: "[") { records.strays.seal() }
    bundleKeys.removeAll()
    shareKeys.removeAll()
    stack[0].isFirst = false
    try open(byte, .root, container: Symbol.documentRoot.number, index: noRow, &stack)
  }

  /// An item of a list; true if the list closes and nothing of it is on this stack.
  private mutating func itemsStep(_ stack: inout OpenBrackets) throws(Stop) -> Bool {
    let top = stack.count - 1
    scan.skipSpace()
    var byte = scan.bytes[scan.at]
    if byte == UInt8(ascii: "]") {
      if top == 0 { return true }
      scan.at &+= 1
      scan.keyOrder.leaveList(from: stack[top].listStart)
      stack.answer.count = UInt64(stack[top].index)
      close(&stack)
      return false
    }
    byte = try comma(byte, first: stack[top].isFirst, .expectedCommaOrBracket)
    scan.keyOrder.beginItem(of: stack[top].listStart)
    if byte == UInt8(ascii: "{") {
      let place = stack[top].place
      if wholeItem(
        place, index: stack[top].index, room: stack.room(below: depthBase), isDirect: top == 0,
        holdsReferences: &stack.answer.holdsReferences)
      {
        stack[top].isFirst = false
        stack[top].index &+= 1
        return false
      }
      let container = place.isTop ? stack[top].container : 0
      try open(byte, place, container: container, index: stack[top].index, &stack)
    } else {
      noteShellText(byte)
      try scan.skipValue(room: stack.room(below: depthBase))
      stack.noteUnusableItem(isUnread: true)
    }
    stack[top].isFirst = false
    stack[top].index &+= 1
    return false
  }

  private mutating func arrayStep(_ stack: inout OpenBrackets) throws(Stop) {
    let top = stack.count - 1
    scan.skipSpace()
    var byte = scan.bytes[scan.at]
    if byte == UInt8(ascii: "]") {
      scan.at &+= 1
      if stack[top].isFirst {
        records.strays.append(
          Stray(
            .emptyList, Position(line: stack[top].line, index: noRow),
            container: stack[top].container))
      }
      close(&stack)
      return
    }
    byte = try comma(byte, first: stack[top].isFirst, .expectedCommaOrBracket)
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
      try open(
        byte, .element, container: stack[top].container, index: stack[top].index, &stack)
    } else {
      try strayValue(byte, container: stack[top].container, index: stack[top].index, &stack)
    }
    stack[top].isFirst = false
    stack[top].index &+= 1
  }

  /// Takes the comma that is due before the next item and returns the item's first byte.
  private mutating func comma(
    _ byte: UInt8, first: Bool, _ what: Malformation
  ) throws(Stop) -> UInt8 {
    if first { return byte }
    if byte != UInt8(ascii: ",") { throw scan.stop(what, at: scan.at) }
    scan.at &+= 1
    scan.skipSpace()
    return scan.bytes[scan.at]
  }

  /// A member of `entities`: the lists that matter are entered, the others passed over.
  private mutating func entitiesStep(_ stack: inout OpenBrackets) throws(Stop) {
    let top = stack.count - 1
    let key = try scan.nextKey(first: stack[top].isFirst)
    if key == .end {
      close(&stack)
      return
    }
    let byte = scan.bytes[scan.at]
    let parent = (stack[top - 1].place, stack.answer.resource.type)
    let place = key.list(of: parent)
    if place != nil || key == .firewallRules || key == .securityGroups {
      try key.note(at: scan.keySlice, in: &stack[top].seen)
    }
    if key == .firewallRules || key == .securityGroups {
      try firewallMember(key, byte, &stack.answer.resource, room: stack.room(below: depthBase))
      stack[top].isFirst = false
      return
    }
    guard byte == UInt8(ascii: "{"), let place else {
      if place != nil { noteShellText(byte) }
      try skip(byte, &stack)
      stack[top].isFirst = false
      return
    }
    stack[top].isFirst = false
    try open(byte, place, container: 0, index: noRow, &stack)
  }

  /// A member of the bundle's `shares`: a list of shares below its group's id.
  private mutating func sharesStep(_ stack: inout OpenBrackets) throws(Stop) {
    let top = stack.count - 1
    if try scan.nextKey(first: stack[top].isFirst) == .end {
      close(&stack)
      return
    }
    try scan.keySlice.checkLength()
    let group = scan.bytes.text(scan.keySlice)
    guard shareKeys.insert(Array(group.utf8)).inserted else {
      throw .malformed(.repeatedKey(group), at: scan.keySlice.start - 1)
    }
    let byte = scan.bytes[scan.at]
    let container = pointer(stack[top].container, index: noRow, key: group)
    if byte == UInt8(ascii: "{") {
      stack[top].isFirst = false
      try open(byte, .shareMember, container: container, index: noRow, &stack)
      stack.answer.group = .of(group, in: &records.symbols)
    } else {
      do throws(Stop) {
        try strayValue(
          byte, key: scan.keySlice, container: stack[top].container, index: noRow, &stack)
      } catch {
        shareKeys.remove(Array(group.utf8))
        throw error
      }
      stack[top].isFirst = false
    }
  }

  // MARK: Opening and closing

  /// Pushes the frame of an object or a plain array whose bracket is the next byte.
  mutating func open(
    _ byte: UInt8, _ place: AnswerPlace, container: UInt32, index: UInt32,
    _ stack: inout OpenBrackets
  ) throws(Stop) {
    if stack.room(below: depthBase) < 1 { throw .malformed(.tooDeep, at: scan.at) }
    var frame = Frame(byte == UInt8(ascii: "[") ? .array : .answer, place)
    frame.line = scan.line
    frame.container = container
    frame.index = index
    if frame.kind == .array {
      frame.container = pointer(container, index: index, key: nil)
      frame.index = 0
    } else {
      frame.marks = currentMarks()
    }
    scan.at &+= 1
    stack.append(frame)
  }

  /// Pushes the frame of `entities`, `items` or `shares`.
  mutating func enter(_ kind: Frame.Kind, _ stack: inout OpenBrackets) throws(Stop) {
    if stack.room(below: depthBase) < 1 { throw .malformed(.tooDeep, at: scan.at) }
    let top = stack.count - 1
    let place = stack[top].place
    var frame = Frame(kind, kind == .items ? place.item : place)
    frame.line = scan.line
    frame.index = 0
    frame.listStart = scan.keyOrder.listStart
    if kind == .items && frame.place == .topItem {
      // A part does not have the place of its list, and so neither the place of a list in one of
      // its items: it ends here, and the reader that has the place reads its chunk.
      if stack[top].container == Symbol.unusable.number {
        throw .malformed(.expectedValue, at: scan.at)
      }
      frame.container = pointer(stack[top].container, index: stack[top].index, key: "items")
    } else if kind == .shares {
      frame.container = pointer(stack[top].container, index: noRow, key: "shares")
    }
    scan.at &+= 1
    stack.append(frame)
  }

  /// Passes over a value; a container that goes on after the window is left on the stack.
  mutating func skip(_ byte: UInt8, _ stack: inout OpenBrackets) throws(Stop) {
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
      try scan.skipValue(room: 0)
      return
    }
    if stack.room(below: depthBase) < 1 { throw .malformed(.tooDeep, at: scan.at) }
    let depth = stack.room(below: depthBase)
    scan.at &+= 1
    var state = SkipState(object: byte == UInt8(ascii: "{"))
    do throws(Stop) {
      try scan.skip(&state, room: depth)
    } catch {
      guard case .needMore = error else { throw error }
      var frame = Frame(.skipped, .root)
      frame.skip = state
      frame.line = scan.line
      stack.append(frame)
    }
  }

  /// Removes the frame on top of the stack, which is not an answer.
  mutating func close(_ stack: inout OpenBrackets) {
    stack.removeLast()
    stack.noteEnd(line: scan.line)
  }

  private mutating func currentMarks() -> RecordMarks {
    RecordMarks(
      servers: UInt32(records.servers.rows.count), lans: UInt32(records.lans.rows.count),
      nics: UInt32(records.nics.count), accounts: UInt32(records.accounts.rows.count),
      datacenters: UInt32(records.datacenters.rows.count),
      lists: UInt32(records.lists.rows.count), entries: UInt32(records.entries.rows.count),
      errors: UInt32(records.errors.count), unplaced: UInt32(records.unplaced.count),
      declared: UInt32(records.declared.rows.count), strays: UInt32(records.strays.count),
      labels: UInt32(records.labels.rows.count))
  }

  /// The symbol of the JSON Pointer of a member or an item of the value at `container`.
  private mutating func pointer(_ container: UInt32, index: UInt32, key: String?) -> UInt32 {
    guard container > Symbol.unusable.number else { return container }
    var text = records.symbols[Symbol(number: container)]
    if index != noRow { text += "/\(index)" }
    if let key { text += "/" + key.pointerEscaped }
    return text.isEmpty ? Symbol.documentRoot.number : records.symbols.intern(text).number
  }

  mutating func memberPointer(_ frame: Frame, _ key: String) -> UInt32 {
    pointer(frame.container, index: frame.index, key: key)
  }
}

extension String {
  /// The text as a part of a JSON Pointer (RFC 6901).
  var pointerEscaped: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
