/// The members on which copies of one record disagree.
struct MemberSet: OptionSet, Sendable {
  let rawValue: UInt32

  static func of(_ member: RecordMember) -> MemberSet {
    MemberSet(rawValue: 1 << UInt32(RecordMember.allCases.firstIndex(of: member) ?? 0))
  }

  /// In the order of their declaration.
  var members: [RecordMember] { RecordMember.allCases.filter { contains(.of($0)) } }
}

/// A record whose copies disagree.
struct Conflict<Row: Sendable>: Sendable {
  var members: MemberSet = []
  /// The row that represents the record, as it was read.
  let original: Row
  /// The rows of the other copies, in order.
  var copies: [UInt32] = []
}

/// Every record whose copies disagree, by its canonical row.
struct Conflicts: Sendable {
  var servers: [UInt32: Conflict<ServerTable.Row>] = [:]
  var lans: [UInt32: Conflict<LANTable.Row>] = [:]
  var nics: [UInt32: Conflict<NICTable.Row>] = [:]
  var datacenters: [UInt32: Conflict<DatacenterTable.Row>] = [:]
}

extension Dictionary {
  /// Those whose copies disagree, with all their copies.
  func settled<Row>(_ canonical: CanonicalRows) -> Self
  where Key == UInt32, Value == Conflict<Row> {
    var kept = filter { !$0.value.members.isEmpty }
    if kept.isEmpty || canonical.row.isEmpty { return kept }
    for (row, target) in canonical.row.enumerated() where target != UInt32(row) {
      kept[target]?.copies.append(UInt32(row))
    }
    return kept
  }

  /// Notes what comparing a record with another copy gave.
  mutating func note<Row>(
    _ row: Int, _ original: @autoclosure () -> Row, _ comparison: CopyComparison
  ) where Key == UInt32, Value == Conflict<Row> {
    guard comparison.isWorthNoting else { return }
    self[UInt32(row), default: Conflict(original: original())].members.formUnion(
      comparison.conflicts)
  }
}

/// Puts one copy of a record together with another, and notes where they disagree.
struct CopyComparison {
  let texts: TextPool
  private(set) var conflicts: MemberSet = []
  /// Whether the first copy learned something from the second.
  private var isChanged = false

  init(_ texts: TextPool) { self.texts = texts }

  /// Whether the first copy differs from what was read.
  var isWorthNoting: Bool { isChanged || !conflicts.isEmpty }

  private mutating func learned<Value>(_ value: Value) -> Value {
    isChanged = true
    return value
  }

  mutating func note(_ member: RecordMember) { conflicts.insert(.of(member)) }

  mutating func join(_ member: RecordMember, _ a: Symbol, _ b: Symbol) -> Symbol {
    if a == .absent { return learned(b) }
    if b == .absent || a == b { return a }
    note(member)
    return .unusable
  }

  mutating func join(_ member: RecordMember, _ a: Flag, _ b: Flag) -> Flag {
    if a == .absent { return learned(b) }
    if b == .absent || a == b { return a }
    note(member)
    return .unusable
  }

  mutating func join(_ member: RecordMember, _ a: TextRef, _ b: TextRef) -> TextRef {
    if a == .absent { return learned(b) }
    if b == .absent || a == b || texts.areEqual(a, b) { return a }
    note(member)
    return .unusable
  }

  mutating func join(_ member: RecordMember, _ a: LANCode, _ b: LANCode) -> LANCode {
    if a == .absent { return learned(b) }
    if b == .absent || a == b { return a }
    note(member)
    return .unusable
  }

  mutating func join(
    _ member: RecordMember, _ a: HardwareAddress, _ b: HardwareAddress
  ) -> HardwareAddress {
    if a == .absent { return learned(b) }
    if b == .absent || a == b { return a }
    note(member)
    return .unusable
  }

  mutating func join(_ member: RecordMember, _ a: Identifier, _ b: Identifier) -> Identifier {
    if a == .missing { return learned(b) }
    if b == .missing || a == b { return a }
    note(member)
    return .unusable
  }

  mutating func join(_ member: RecordMember, _ a: FieldValue, _ b: FieldValue) -> FieldValue {
    if case .text(let first) = a, case .text(let second) = b {
      return .text(join(member, first, second))
    }
    if a.isAbsent { return learned(b) }
    if b.isAbsent || a == b { return a }
    note(member)
    return a.unusable
  }

  /// Rows of parents, or markers.
  mutating func join(_ member: RecordMember, row a: UInt32, _ b: UInt32) -> UInt32 {
    if a == noRow { return learned(b) }
    if b == noRow || a == b { return a }
    note(member)
    return conflictingRow
  }
}
