/// Puts what workers read together, in the order of the inputs, and checks what they assumed.
///
/// It holds the one true state: the open brackets and the position after everything merged so far.
/// A part that was started in that very state is appended; any other chunk is read again from here.
struct ChunkMerger: ~Copyable {
  var records = Records()
  var outcomes: [InputOutcome] = []
  let inputs: [Input]
  var waiting: [Int: (chunk: Chunk, part: ChunkPart?)] = [:]
  var nextSequence = 0
  /// What items of each type were to their lists, as far as was seen; workers start with it.
  var places: [ResourceType: AnswerPlace] = [.server: .server, .lan: .lan]

  // The state inside the current input.
  var stack = OpenBrackets(Frame(.document, .root))
  var carry: [UInt8] = []
  var bundleKeys: Set<[UInt8]> = []
  var shareKeys: Set<[UInt8]> = []
  var mark = RecordCounts()
  var recognised = 0
  var recordCount = 0
  var line: UInt32 = 0
  /// The offset in the input of the byte after everything that was read.
  var offset = 0
  /// The offset in the input at which the current line begins.
  var lineStart = 0
  /// The reader of an input that is of the neutral format.
  var neutralJSON: NeutralJSONReader?
  var neutralXML: XMLReader?
  var manifest: ExportManifest?
  var form = InputForm.api
  var failure: Problem?
  /// The line of the first text that PowerShell left in place of an object; `noRow` if there is
  /// none.
  var shellTextLine = noRow
  /// The line of the first item of a NIC's firewall rules or security groups that is not an object;
  /// `noRow` if there is none.
  var unreadGuardLine = noRow
  /// The first bytes of the input, to say what it is if it turns out not to be an inventory.
  var head: [UInt8] = []
  var window: (offset: Int, line: UInt32, lineStart: Int) = (0, 0, 0)

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

  mutating func merge(_ chunk: Chunk, _ part: ChunkPart?) {
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

  mutating func begin(_ chunk: Chunk) {
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
  mutating func makeRoom(_ chunk: Chunk) {
    guard offset > 0, chunk.inputSize > offset else { return }
    let share = Double(chunk.inputSize) / Double(offset) * 1.05
    records.nics.reserve(
      rows: mark.nics + Int(Double(records.nics.count - mark.nics) * share),
      addresses: mark.addresses
        + Int(Double(records.nics.addresses.count - mark.addresses) * share))
  }

  mutating func finish(_ chunk: Chunk) {
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

  mutating func endDocument() {
    switch form {
    case .api: checkEnd()
    case .neutralJSON, .neutralXML: endNeutral()
    case .manifest: readManifest()
    }
  }

  /// Checks that the input ends after a whole document that holds something.
  mutating func checkEnd() {
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
  mutating func readLastScalar() {
    markWindow()
    let last = carry + [0x0A] + Array(repeating: 0, count: ByteWindow.padding)
    let end = offset + carry.count
    carry = []
    last.withUnsafeBytes { read(ByteWindow($0), from: 0) }
    if failure == nil && carry.isEmpty { offset = end }
  }

  /// Notes why the input is not used at all; the first reason counts.
  mutating func fail(_ sentence: String) {
    if failure != nil { return }
    let input = inputs[outcomes.count].name
    failure = Problem(input: input, sentence: sentence)
  }

  /// The state at the first byte of the window that is being read, for places in messages.
  mutating func markWindow() {
    window = (offset, line, lineStart)
  }

  /// Notes a malformation at an offset of the window that is being read.
  mutating func malformed(_ what: Malformation, _ bytes: ByteWindow, at: Int) {
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

  // MARK: Reading on from the true state

  mutating func readOn(_ chunk: Chunk) {
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
  mutating func read(_ window: ByteWindow, from start: Int) {
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
  mutating func advance(_ window: ByteWindow, to at: Int, line newLine: UInt32) {
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
  mutating func noteLineStart(_ window: ByteWindow, before at: Int, _ newLine: UInt32) {
    guard newLine != line else { return }
    var position = at
    while position > 0, window[position - 1] != 0x0A { position -= 1 }
    if position > 0 { lineStart = offset + position }
  }
}
