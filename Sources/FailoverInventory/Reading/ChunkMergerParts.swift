/// Taking over what another worker read of a list.
extension ChunkMerger {
  func canAppend(_ part: ChunkPart, _ chunk: Chunk) -> Bool {
    guard carry.isEmpty, records.canHold(part.records) else { return false }
    if chunk.isFirst { return true }
    guard let top = stack.last, stack.count - 1 <= ChunkPart.depthReserve else { return false }
    return top.kind == .items && !top.isFirst && top.place == part.stack[0].place
  }

  mutating func append(_ part: consuming ChunkPart, _ chunk: Chunk) {
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
  mutating func adopt(_ part: ChunkPart, isFirst: Bool) {
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
  mutating func shift(
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
  mutating func join(_ part: AnswerMembers, _ move: RowShift) {
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
