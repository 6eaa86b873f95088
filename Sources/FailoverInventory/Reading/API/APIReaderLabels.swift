/// Labels of data centers and servers: below `entities`, in lists of their own, or in the list of
/// the contract, where each says what it belongs to.
extension APIReader {
  /// Reads a member that labels have.
  ///
  /// - Parameter row: the row of the label that the resource may be.
  mutating func labelMember(
    _ key: Key, _ row: inout UInt32, _ byte: UInt8, room: Int
  ) throws(Stop) {
    if row == noRow {
      row = UInt32(records.labels.rows.count)
      records.labels.rows.append(LabelTable.Row())
    }
    switch key {
    case .key: records.labels.rows[Int(row)].key = try name(byte, room: room)
    case .value: records.labels.rows[Int(row)].value = try labelValue(byte, room: room)
    case .resourceId: records.labels.rows[Int(row)].resource = try identifier(byte, room: room)
    default:
      let type = try resourceType(byte, room: room)
      records.labels.rows[Int(row)].isForeign = type != .datacenter && type != .server
    }
  }

  /// A value, which may be the empty text.
  private mutating func labelValue(_ byte: UInt8, room: Int) throws(Stop) -> TextRef {
    guard byte == UInt8(ascii: "\""), scan.bytes[scan.at &+ 1] == byte else {
      return try name(byte, room: room)
    }
    try scan.skipValue(room: room)
    return records.texts.append(UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// Keeps the row of a label that has closed, with what its address says of it.
  ///
  /// - Returns: whether it is a label that has a key, and whose resource is known or will be.
  mutating func commitLabel(
    _ frame: Frame, _ answer: borrowing AnswerMembers, inList: Bool
  ) -> Bool {
    guard answer.resource.label != noRow else { return false }
    let row = Int(answer.resource.label)
    if records.labels.rows[row].resource.isMissing {
      records.labels.rows[row].resource = answer.href.labelled
    }
    let label = records.labels.rows[row]
    let isPlaced = inList || !label.resource.isMissing || label.isForeign
    if !isPlaced { unplaced("label without a resource", frame) }
    let isWhole = label.key.isKnown && isPlaced
    if !isWhole || label.isForeign { records.labels.rows.remove(at: row) }
    return isWhole
  }

  /// Forgets what a resource of another kind seemed to say of a label.
  mutating func forgetLabel(of resource: borrowing ResourceMembers) {
    if resource.label != noRow { records.labels.rows.remove(at: Int(resource.label)) }
  }

  /// Gives the labels below a data center or server to it, and the lists that hold them.
  mutating func claimLabels(from marks: RecordMarks, by resource: Identifier) {
    records.labels.claim(from: Int(marks.labels), by: resource)
    for row in Int(marks.lists)..<records.lists.rows.count
    where records.lists.rows[row].kind == .labels && records.lists.rows[row].holder.isMissing {
      records.lists.rows[row].holder = resource
    }
  }

  /// Gives the items of a list of labels to the resource that its address names. Those of a list of
  /// the contract name theirs; where one does not, the list is not known completely.
  mutating func claimLabels(of row: inout ListTable.Row, from marks: RecordMarks) {
    let start = Int(marks.labels)
    records.labels.claim(from: start, by: row.holder)
    let count = records.labels.rows.count
    records.labels.rows[start...].removeAll { $0.resource.isMissing }
    if records.labels.rows.count < count { row.holdsUnusable = true }
  }
}
