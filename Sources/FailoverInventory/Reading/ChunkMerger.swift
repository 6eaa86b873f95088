/// Puts what workers read together, in the order of the inputs, and checks what they assumed.
///
/// It holds the one true state: the open brackets and the position after everything merged so far.
/// A part that was started in that very state is appended; any other chunk is read again from here.
struct ChunkMerger: ~Copyable {
  private(set) var records = Records()
  private(set) var outcomes: [InputOutcome] = []
  private let inputs: [Input]
  private var waiting: [Int: (chunk: Chunk, part: ChunkPart?)] = [:]
  private var nextSequence = 0
  /// What items of each type were to their lists, as far as was seen; workers start with it.
  private(set) var places: [ResourceType: AnswerPlace] = [.server: .server, .lan: .lan]

  // The state inside the current input.
  private var stack = OpenBrackets(Frame(.document, .root))
  private var carry: [UInt8] = []
  private var bundleKeys: Set<[UInt8]> = []
  private var shareKeys: Set<[UInt8]> = []
  private var mark = RecordCounts()
  private var recognised = 0
  private var recordCount = 0
  private var line: UInt32 = 0
  /// The offset in the input of the byte after everything that was read.
  private var offset = 0
  /// The offset in the input at which the current line begins.
  private var lineStart = 0
  /// The reader of an input that is of the neutral format.
  private var neutralJSON: NeutralJSONReader?
  private var neutralXML: XMLReader?
  private var manifest: ExportManifest?
  private var form = InputForm.api
  private var failure: Problem?
  /// The line of the first text that PowerShell left in place of an object; `noRow` if there is
  /// none.
  private var shellTextLine = noRow
  /// The line of the first item of a NIC's firewall rules or security groups that is not an object;
  /// `noRow` if there is none.
  private var unreadGuardLine = noRow
  /// The first bytes of the input, to say what it is if it turns out not to be an inventory.
  private var head: [UInt8] = []
  private var window: (offset: Int, line: UInt32, lineStart: Int) = (0, 0, 0)

  /// What became of one input.
  struct InputOutcome: Sendable {
    var problem: Problem?
    /// Nil if it was not read to its end and its size is not known otherwise.
    var bytes: Int?
    var digest: String?
    var recordCount = 0
    var form = InputForm.api
    var origin = NeutralOrigin()
    /// What it says, if it is the manifest of an export.
    var manifest: ExportManifest?
    /// The line, from 0, of the first text that PowerShell left in place of an object.
    var shellTextLine: UInt32?
    /// The line, from 0, of the first item of a NIC's firewall rules or security groups that is not
    /// an object.
    var unreadGuardLine: UInt32?
    /// What looks like lists of the neutral format and was not read.
    var unknownMembers: [UnknownMembers.Found] = []
    /// Rows that were there when its first row was added.
    var start = RecordCounts()
  }

  init(_ inputs: [Input]) { self.inputs = inputs }

  /// Takes a chunk and what was read from it; the result are chunks whose buffers are free again.
  ///
  /// - Parameter part: nil if nothing was read from it yet.
  mutating func add(_ chunk: Chunk, _ part: consuming ChunkPart?) -> [Chunk] {
    waiting[chunk.sequence] = (chunk, part)
    var done: [Chunk] = []
    while let next = waiting.removeValue(forKey: nextSequence) {
      nextSequence += 1
      merge(next.chunk, next.part)
      done.append(next.chunk)
    }
    return done
  }

  /// Whether the rest of an input need not be read.
  func isDone(with input: Int) -> Bool { outcomes.count > input }

  private mutating func merge(_ chunk: Chunk, _ part: ChunkPart?) {
    if chunk.isFirst { begin(chunk) }
    if isDone(with: chunk.input) { return }
    markWindow()
    if failure == nil {
      if let problem = chunk.problem {
        fail(problem)
      } else if form == .manifest {
        keepManifest(chunk)
      } else if form != .api {
        readNeutral(chunk)
      } else if let part, canAppend(part, chunk) {
        append(part, chunk)
      } else {
        // NICs in a LAN's list look up at the LAN, which a part does not see.
        if chunk.startsWith != .absent, let top = stack.last, top.kind == .items, top.place != .nic
        {
          places[chunk.startsWith] = top.place
        }
        readOn(chunk)
      }
    }
    if chunk.isFirst { makeRoom(chunk) }
    if chunk.isLast || failure != nil { finish(chunk) }
  }

  // MARK: One input

  private mutating func begin(_ chunk: Chunk) {
    mark = records.counts
    records.strays.seal()
    shellTextLine = noRow
    unreadGuardLine = noRow
    head = []
    stack = OpenBrackets(Frame(.document, .root))
    carry = []
    bundleKeys = []
    shareKeys = []
    recognised = 0
    recordCount = 0
    line = 0
    offset = 0
    lineStart = 0
    failure = nil
    form = .api
    if chunk.problem != nil { return }
    head = chunk.head
    if let sentence = ForeignInput.sentence(forStart: head) {
      fail(sentence)
      return
    }
    if let problem = chunk.withWindow({ InputStart.problem($0, isWhole: chunk.isLast) }) {
      fail(problem)
      return
    }
    form = chunk.form
    if form == .neutralJSON { neutralJSON = NeutralJSONReader() }
    if form == .neutralXML { neutralXML = XMLReader() }
  }

  /// Reserves what the NICs of the whole input will take if it goes on as it began: columns that
  /// grow are copied again and again. What is reserved and never written takes no memory.
  private mutating func makeRoom(_ chunk: Chunk) {
    guard offset > 0, chunk.inputSize > offset else { return }
    let share = Double(chunk.inputSize) / Double(offset) * 1.05
    records.nics.reserve(
      rows: mark.nics + Int(Double(records.nics.count - mark.nics) * share),
      addresses: mark.addresses
        + Int(Double(records.nics.addresses.count - mark.addresses) * share))
  }

  private mutating func finish(_ chunk: Chunk) {
    if failure == nil { endDocument() }
    var outcome = InputOutcome(start: mark)
    outcome.origin = neutralXML?.builder.origin ?? neutralJSON?.builder.origin ?? NeutralOrigin()
    outcome.manifest = failure == nil ? manifest : nil
    unreadGuardLine = min(
      unreadGuardLine,
      neutralXML?.builder.unreadGuardLine ?? neutralJSON?.builder.unreadGuardLine ?? noRow)
    outcome.unknownMembers =
      neutralXML?.builder.unknown.found ?? neutralJSON?.builder.unknown.found ?? []
    neutralJSON = nil
    neutralXML = nil
    manifest = nil
    if let failure {
      records.truncate(to: mark)
      outcome.problem = failure
      outcome.bytes = chunk.trueSize == 0 && chunk.count > 0 ? nil : chunk.trueSize
    } else {
      outcome.bytes = offset + carry.count
      if shellTextLine != noRow { outcome.shellTextLine = shellTextLine }
      if unreadGuardLine != noRow { outcome.unreadGuardLine = unreadGuardLine }
      outcome.recordCount = recordCount
      outcome.digest = chunk.digest
    }
    outcome.form = form
    outcomes.append(outcome)
    failure = nil
  }

  private mutating func endDocument() {
    switch form {
    case .api: checkEnd()
    case .neutralJSON, .neutralXML: endNeutral()
    case .manifest: readManifest()
    }
  }

  /// Checks that the input ends after a whole document that holds something.
  private mutating func checkEnd() {
    let blank: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    if stack.count == 1 && !carry.allSatisfy(blank.contains) {
      readLastScalar()
      if failure != nil { return }
    }
    guard stack.count == 1, carry.allSatisfy(blank.contains) else {
      markWindow()
      let end = carry + Array(repeating: 0, count: ByteWindow.padding)
      end.withUnsafeBytes { malformed(.truncated, ByteWindow($0), at: carry.count) }
      return
    }
    if recognised > 0 { return }
    if let scalar = ForeignInput.loneScalar(head) {
      failure = Problem(
        input: inputs[outcomes.count].name, line: scalar.line, column: scalar.column,
        sentence: Malformation.expectedDocument.sentence)
    } else {
      fail(ForeignInput.sentence(forJSON: head))
    }
  }

  /// Reads a document that is not an object and that ends only where the input ends.
  private mutating func readLastScalar() {
    markWindow()
    let last = carry + [0x0A] + Array(repeating: 0, count: ByteWindow.padding)
    let end = offset + carry.count
    carry = []
    last.withUnsafeBytes { read(ByteWindow($0), from: 0) }
    if failure == nil && carry.isEmpty { offset = end }
  }

  /// Notes why the input is not used at all; the first reason counts.
  private mutating func fail(_ sentence: String) {
    if failure != nil { return }
    let input = inputs[outcomes.count].name
    failure = Problem(input: input, sentence: sentence)
  }

  /// The state at the first byte of the window that is being read, for places in messages.
  private mutating func markWindow() {
    window = (offset, line, lineStart)
  }

  /// Notes a malformation at an offset of the window that is being read.
  private mutating func malformed(_ what: Malformation, _ bytes: ByteWindow, at: Int) {
    if case .foreign(let sentence) = what {
      fail(ForeignJSON(head).sentence ?? sentence)
      return
    }
    var start = window.lineStart - window.offset
    var before = window.line
    for position in 0..<min(at, bytes.count) where bytes[position] == 0x0A {
      start = position + 1
      before += 1
    }
    if what == .expectedDocument && window.offset + at < head.count && recognised == 0,
      let sentence = ForeignInput.sentence(forText: head)
    {
      fail(sentence)
      return
    }
    failure = Problem(
      input: inputs[outcomes.count].name, line: Int(before) + 1, column: at - start + 1,
      pointer: neutralJSON.map(\.builder.path) ?? stack.pointer(records.symbols),
      sentence: what.sentence)
  }

  // MARK: The manifest of an export

  /// Keeps what was handed out: a manifest is read when all of it is there.
  private mutating func keepManifest(_ chunk: Chunk) {
    if carry.count + chunk.count > ExportManifest.mostBytes {
      fail("refused: a manifest of more than \(ExportManifest.mostBytes) bytes")
    } else {
      carry.append(contentsOf: chunk.bytes[..<chunk.count])
    }
  }

  private mutating func readManifest() {
    let size = carry.count
    markWindow()
    (carry + Array(repeating: 0, count: ByteWindow.padding)).withUnsafeBytes { bytes in
      let window = ByteWindow(bytes)
      var scan = JSONScanner(window, at: InputStart.skippedBytes(window))
      var reader = ManifestReader()
      do throws(Stop) {
        try reader.read(&scan)
        manifest = reader.manifest
      } catch {
        switch error {
        case .needMore: malformed(.truncated, window, at: size)
        case .malformed(let what, let position): malformed(what, window, at: position)
        }
      }
    }
  }

  // MARK: The neutral format

  private mutating func readNeutral(_ chunk: Chunk) {
    if form == .neutralXML {
      readXML(chunk)
    } else if carry.isEmpty {
      chunk.withWindow { readNeutralJSON($0) }
    } else {
      var joined = carry
      joined.append(contentsOf: chunk.bytes[..<(chunk.count + ByteWindow.padding)])
      carry = []
      joined.withUnsafeBytes { readNeutralJSON(ByteWindow($0)) }
    }
  }

  private mutating func readNeutralJSON(_ window: ByteWindow) {
    guard var reader = neutralJSON else { return }
    neutralJSON = nil
    let isStart = offset == 0 && reader.builder.frames.isEmpty
    var scan = JSONScanner(window, at: isStart ? InputStart.skippedBytes(window) : 0)
    scan.line = line
    var stop: Stop?
    swap(&reader.builder.records, &records)
    do throws(Stop) {
      try reader.read(&scan)
    } catch {
      stop = error
    }
    swap(&reader.builder.records, &records)
    neutralJSON = reader
    if case .malformed(let what, let position) = stop {
      malformed(what, window, at: position)
      return
    }
    advance(window, to: scan.at, line: scan.line)
  }

  private mutating func readXML(_ chunk: Chunk) {
    guard let reader = neutralXML else { return }
    swap(&reader.builder.records, &records)
    chunk.withWindow { window in reader.read(window.slice(0, window.count)) }
    swap(&reader.builder.records, &records)
    offset += chunk.count
    noteFailure(of: reader)
    if failure == nil && records.isFull {
      fail("refused: more records or names than one audit can hold")
    }
  }

  private mutating func noteFailure(of reader: XMLReader) {
    guard let problem = reader.failure, failure == nil else { return }
    failure = Problem(
      input: inputs[outcomes.count].name, line: problem.line, column: problem.column,
      pointer: problem.path, sentence: problem.sentence)
  }

  /// Checks that the input ends after a whole document.
  private mutating func endNeutral() {
    if let reader = neutralXML {
      swap(&reader.builder.records, &records)
      reader.finish()
      swap(&reader.builder.records, &records)
      noteFailure(of: reader)
      recordCount = reader.builder.recordCount
      if !reader.builder.hasRootList { fail(reader.builder.unknown.sentence) }
    } else if let reader = neutralJSON {
      let blank: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
      recordCount = reader.builder.recordCount
      if !reader.isComplete || !carry.allSatisfy(blank.contains) {
        markWindow()
        let end = carry + Array(repeating: 0, count: ByteWindow.padding)
        end.withUnsafeBytes { malformed(.truncated, ByteWindow($0), at: carry.count) }
      } else if !reader.hasFormat {
        fail(ForeignInput.sentence(forJSON: head))
      } else if !reader.builder.hasRootList {
        fail(reader.builder.unknown.sentence)
      }
    }
  }

  // MARK: Reading on from the true state

  private mutating func readOn(_ chunk: Chunk) {
    if carry.isEmpty {
      chunk.withWindow { read($0, from: 0) }
      return
    }
    var joined = carry
    joined.reserveCapacity(carry.count + chunk.count + ByteWindow.padding)
    joined.append(contentsOf: chunk.bytes[..<(chunk.count + ByteWindow.padding)])
    carry = []
    joined.withUnsafeBytes { read(ByteWindow($0), from: 0) }
  }

  /// Reads a window whose first byte is at `offset` of the input, in the true state.
  ///
  /// - Parameter start: the offset in the window to read from; everything before was read by a
  ///   part.
  private mutating func read(_ window: ByteWindow, from start: Int) {
    var at = start
    if offset == 0 && start == 0 && stack.count == 1 && stack[0].isFirst {
      at = InputStart.skippedBytes(window)
    }
    var reader = APIReader(window, at: at, depthBase: 0)
    reader.scan.line = line
    swap(&reader.records, &records)
    swap(&reader.bundleKeys, &bundleKeys)
    swap(&reader.shareKeys, &shareKeys)
    var stop = Stop.needMore
    do throws(Stop) {
      try reader.run(&stack)
    } catch {
      stop = error
    }
    swap(&reader.records, &records)
    swap(&reader.bundleKeys, &bundleKeys)
    swap(&reader.shareKeys, &shareKeys)
    recognised += reader.recognised
    recordCount += reader.recordCount
    shellTextLine = min(shellTextLine, reader.shellTextLine)
    unreadGuardLine = min(unreadGuardLine, reader.unreadGuardLine)
    if case .malformed(let what, let position) = stop {
      malformed(what, window, at: position)
      return
    }
    advance(window, to: reader.scan.at, line: reader.scan.line)
  }

  /// Moves the true state to an offset of the window and keeps the rest for the next chunk.
  private mutating func advance(_ window: ByteWindow, to at: Int, line newLine: UInt32) {
    noteLineStart(window, before: at, newLine)
    carry = Array(window.slice(at, window.count))
    offset += at
    line = newLine
    if carry.count > ReadingLimits.valueBytes {
      malformed(.tooLarge, window, at: at)
    } else if records.isFull {
      fail("refused: more records or names than one audit can hold")
    }
  }

  /// Finds the beginning of the line that holds an offset of the window.
  private mutating func noteLineStart(_ window: ByteWindow, before at: Int, _ newLine: UInt32) {
    guard newLine != line else { return }
    var position = at
    while position > 0, window[position - 1] != 0x0A { position -= 1 }
    if position > 0 { lineStart = offset + position }
  }

  // MARK: Parts

  private func canAppend(_ part: ChunkPart, _ chunk: Chunk) -> Bool {
    guard carry.isEmpty, records.canHold(part.records) else { return false }
    if chunk.isFirst { return true }
    guard let top = stack.last, stack.count - 1 <= ChunkPart.depthReserve else { return false }
    return top.kind == .items && !top.isFirst && top.place == part.stack[0].place
  }

  private mutating func append(_ part: consuming ChunkPart, _ chunk: Chunk) {
    adopt(part, isFirst: chunk.isFirst)
    recognised += part.recognised
    recordCount += part.recordCount
    if part.shellTextLine != noRow {
      shellTextLine = min(shellTextLine, part.shellTextLine + line)
    }
    if part.unreadGuardLine != noRow {
      unreadGuardLine = min(unreadGuardLine, part.unreadGuardLine + line)
    }
    if chunk.isFirst {
      bundleKeys = part.bundleKeys
      shareKeys = part.shareKeys
    }
    chunk.withWindow { window in
      if part.leftList {
        line += part.lines
        noteLineStart(window, before: part.at, line &- 1)
        read(window, from: part.at)
      } else {
        advance(window, to: part.at, line: line + part.lines)
      }
    }
  }

  /// Appends a part's rows and puts its open brackets on top of ours.
  private mutating func adopt(_ part: ChunkPart, isFirst: Bool) {
    let base = records.counts
    let top = stack.count - 1
    let inherited = isFirst ? 0 : stack[top].container
    let move = records.append(part.records, container: inherited, lines: line)
    if top > 0 { records.deepen(from: base, by: UInt16(truncatingIfNeeded: top)) }
    let items = isFirst ? 0 : stack[top].index
    let lines = line
    if isFirst {
      stack[0] = part.stack[0]
    } else {
      shift(part.direct, base, by: items)
      stack[top].index += part.stack[0].index
      stack.answer.join(part.stack.firstAnswer, move)
    }
    var isNext = !isFirst
    stack.append(part.stack, from: 1) { frame in
      var frame = frame
      frame.marks.move(by: base)
      frame.line += lines
      frame.container = frame.container == 0 ? 0 : move.container(frame.container)
      if isNext { frame.index += items }
      isNext = false
      return frame
    } answer: { answer in
      var answer = answer
      answer.move(by: base, texts: move.texts, symbols: move.symbols)
      return answer
    }
  }

  /// Counts the items of a continued list from the list's beginning.
  private mutating func shift(
    _ rows: [APIReader.DirectRow], _ base: RecordCounts, by items: UInt32
  ) {
    for row in rows {
      switch row {
      case .datacenter(let row):
        records.datacenters.rows[base.datacenters + row].position.index += items
      case .server(let row): records.servers.rows[base.servers + row].position.index += items
      case .lan(let row): records.lans.rows[base.lans + row].position.index += items
      case .nic(let row): records.nics.details[base.nics + row].position.index += items
      case .account(let row): records.accounts.rows[base.accounts + row].position.index += items
      case .list(let row): records.lists.rows[base.lists + row].position.index += items
      }
    }
  }
}

extension AnswerMembers {
  /// Adds what a part learned of the list that it continues.
  fileprivate mutating func join(_ part: AnswerMembers, _ move: RowShift) {
    var learned = part
    if let symbols = move.symbols { learned.itemsHref.move(symbols) }
    holdsReferences = holdsReferences || learned.holdsReferences
    holdsUnusable = holdsUnusable || learned.holdsUnusable
    holdsUnread = holdsUnread || learned.holdsUnread
    holdsOurs = holdsOurs || learned.holdsOurs
    holdsOthers = holdsOthers || learned.holdsOthers
    if itemType == .absent {
      itemType = learned.itemType
      itemsHref = learned.itemsHref
      itemsAgree = itemsAgree && learned.itemsAgree
    } else if learned.itemType != .absent,
      learned.itemType != itemType || !learned.itemsAgree
        || !itemsHref.sameList(as: learned.itemsHref)
    {
      itemsAgree = false
      if learned.itemType != itemType { typesAgree = false }
    }
    typesAgree = typesAgree && learned.typesAgree
  }
}
