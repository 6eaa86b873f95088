/// A member of a record on which its copies may disagree; the names are those of the neutral
/// format.
public enum RecordMember: String, Sendable, CaseIterable {
  case datacenter, server
  case name, hostname, zone, vmState, type, cores, ramMB, cpuFamily, state
  case isPublic = "public"
  case crossConnect, ipv6CidrBlock, failoverGroups
  case lan, mac, dhcp, firewallActive, securityGroups, ips, firewallRules
  case location, creator, consumers
  case email, active, administrator, groups, owns
  case users, shares
}

/// A field of servers: reading, joining of copies, conflicts, the neutral format and the columns of
/// the table `servers` are derived from what is declared of it here.
package enum ServerField: UInt8, Sendable, CaseIterable {
  case name, hostname, zone, vmState, type, cores, ramMB, cpuFamily, state

  /// All of them, in an array that is made once.
  static let all = allCases

  /// Room for the value of each field.
  typealias Values = InlineArray<9, UInt32>

  fileprivate var declaration: Declaration {
    switch self {
    case .name:
      Declaration(.name, nil, .text, "name", "The name.", "the name of the server")
    case .hostname:
      Declaration(
        .hostname, .hostname, .text, "hostname", "The host name.", "the host name of the server")
    case .zone:
      Declaration(
        .zone, .availabilityZone, .word, "zone_text",
        "What is written as its zone, in upper case, such as AUTO.",
        "what is set as availability zone of the server")
    case .vmState:
      Declaration(
        .vmState, .vmState, .word, "vm_state",
        "The state of the machine in upper case, such as RUNNING.",
        "the state of the server's machine")
    case .type:
      Declaration(
        .type, .type, .exactWord, "type", "The type in upper case, such as ENTERPRISE.",
        "the type of the server")
    case .cores:
      Declaration(
        .cores, .cores, .number, "cores", "How many cores it has.",
        "how many cores the server has")
    case .ramMB:
      Declaration(
        .ramMB, .ram, .number, "ram_mb", "Its memory in MB.", "the memory of the server")
    case .cpuFamily:
      Declaration(
        .cpuFamily, .cpuFamily, .word, "cpu_family",
        "The CPU family in upper case, such as INTEL_ICELAKE.", "the CPU family of the server")
    case .state:
      Declaration(
        .state, nil, .word, "state",
        "The state of the resource in upper case, such as AVAILABLE.", "the state of the server")
    }
  }

  /// What there is to say of a field.
  fileprivate struct Declaration {
    let member: RecordMember
    let key: Key?
    let kind: FieldKind
    let column: String
    let summary: String
    let words: String

    /// - Parameters:
    ///   - member: what it is called in the neutral format.
    ///   - key: its key in `properties`; nil if records of several kinds have it.
    ///   - column: the column of the table `servers`.
    ///   - summary: one sentence about the column.
    ///   - words: what people call it in a sentence.
    init(
      _ member: RecordMember, _ key: Key?, _ kind: FieldKind, _ column: String,
      _ summary: String, _ words: String
    ) {
      self.member = member
      self.key = key
      self.kind = kind
      self.column = column
      self.summary = summary
      self.words = words
    }
  }
}

extension ServerField {
  var member: RecordMember { declaration.member }
  /// Its key in `properties`; nil if records of several kinds have it.
  var key: Key? { declaration.key }
  var kind: FieldKind { ServerField.kinds[Int(rawValue)] }
  /// The column of the table `servers`.
  package var column: String { declaration.column }
  /// One sentence about the column.
  var summary: String { declaration.summary }
  /// What people call it in a sentence.
  package var words: String { declaration.words }

  private static let kinds = all.map(\.declaration.kind)

  /// The field that a key of `properties` is, unless records of several kinds have it.
  @inline(__always)
  static func of(_ key: Key) -> ServerField? { byKey[Int(key.rawValue)] }

  private static let byKey: [ServerField?] = {
    var fields = [ServerField?](repeating: nil, count: Int(UInt8.max) + 1)
    for field in all {
      if let key = field.key { fields[Int(key.rawValue)] = field }
    }
    return fields
  }()
}

/// What the values of a field are.
enum FieldKind: Sendable {
  case text
  /// A word that is compared in any letter case.
  case word
  /// A word that is compared exactly.
  case exactWord
  /// A whole number from 0.
  case number
}

/// The value of a field.
enum FieldValue: Hashable, Sendable {
  case text(TextRef)
  case word(Symbol)
  case number(Quantity)

  /// A value of a kind that is present, and not known.
  static func unusable(_ kind: FieldKind) -> FieldValue { FieldValue(kind, bits: 1) }

  /// A value of the same kind that is present, and not known.
  var unusable: FieldValue {
    switch self {
    case .text: .text(.unusable)
    case .word: .word(.unusable)
    case .number: .number(.unusable)
    }
  }

  fileprivate init(_ kind: FieldKind, bits: UInt32) {
    switch kind {
    case .text: self = .text(TextRef(offset: bits))
    case .word, .exactWord: self = .word(Symbol(number: bits))
    case .number: self = .number(Quantity(bits: bits))
    }
  }

  /// Absent is 0 of each kind, and 1 is present and not known.
  fileprivate var bits: UInt32 {
    switch self {
    case .text(let text): text.offset
    case .word(let word): word.number
    case .number(let number): number.bits
    }
  }

  var isAbsent: Bool { bits == 0 }
}

/// The values of a server's fields, in one copy of it.
struct ServerFields: Sendable {
  private var values = ServerField.Values(repeating: 0)

  init() {}

  subscript(_ field: ServerField) -> FieldValue {
    get { FieldValue(field.kind, bits: values[Int(field.rawValue)]) }
    set { values[Int(field.rawValue)] = newValue.bits }
  }

  /// Sets a field by the bits of a value of its kind.
  @inline(__always)
  mutating func set(_ field: ServerField, bits: UInt32) { values[Int(field.rawValue)] = bits }

  /// A field that is a text.
  @inline(__always)
  func text(_ field: ServerField) -> TextRef { TextRef(offset: values[Int(field.rawValue)]) }

  /// A field that is a word.
  @inline(__always)
  func word(_ field: ServerField) -> Symbol { Symbol(number: values[Int(field.rawValue)]) }

  /// A field that is a number.
  func number(_ field: ServerField) -> Quantity { Quantity(bits: values[Int(field.rawValue)]) }

  /// Moves the values after those of another part.
  ///
  /// - Parameters:
  ///   - texts: how far the part's texts move.
  ///   - symbols: our numbers of the part's symbols; nil where they agree.
  mutating func move(texts: UInt32, symbols: [UInt32]?) {
    for field in ServerField.all {
      switch self[field] {
      case .text(let text): self[field] = .text(text.moved(by: texts))
      case .word(let word):
        if let symbols { self[field] = .word(Symbol(number: symbols[Int(word.number)])) }
      case .number: break
      }
    }
  }
}
