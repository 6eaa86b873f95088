/// A text that few records share, or a text that is nothing but itself: words, locations, odd ids.
struct Symbol: Hashable, Sendable {
  let number: UInt32

  /// The member was not there.
  static let absent = Symbol(number: 0)
  /// The member was there, but null, empty or of another type: present, and not known.
  static let unusable = Symbol(number: 1)

  /// Words that the API uses, with the same numbers in every table.
  static let running = Symbol(number: 2)
  static let zone1 = Symbol(number: 3)
  static let zone2 = Symbol(number: 4)
  static let auto = Symbol(number: 5)
  static let available = Symbol(number: 6)
  static let busy = Symbol(number: 7)
  static let inactive = Symbol(number: 8)
  /// The JSON Pointer of a whole document: the empty text, which is not the same as no text.
  static let documentRoot = Symbol(number: 9)

  var isKnown: Bool { number > 1 }

  /// Whether a resource in this state is being changed or is out of use; nil if the state is not
  /// known.
  var isInTransition: Bool? { isKnown ? self == .busy || self == .inactive : nil }
}

/// Texts, each held once, with numbers in the order of their arrival.
struct SymbolTable: Sendable {
  private(set) var texts: [String]
  /// The texts as names of subjects write them.
  private(set) var encodedTexts: [String]
  /// By the bytes of the texts: two spellings of one character are two texts.
  private var numbers: [[UInt8]: UInt32]

  /// The texts that every table begins with; those of the two markers are never looked up.
  ///
  /// Words that nearly every export has are listed here so that tables built side by side agree on
  /// them.
  static let common = [
    "", "", "RUNNING", "ZONE_1", "ZONE_2", "AUTO", "AVAILABLE", "BUSY", "INACTIVE", "",
    "SHUTOFF", "SHUTDOWN", "PAUSED", "BLOCKED", "CRASHED", "NOSTATE", "SUSPENDED",
    "ENTERPRISE", "CUBE", "VCPU", "GPU",
    "de/fra", "de/fra/2", "de/txl", "de/fkb", "gb/lhr", "gb/bhx", "es/vit", "fr/par",
    "us/las", "us/ewr", "us/mci",
  ]

  /// The table that holds nothing else.
  private static let initial = SymbolTable(common)

  init() { self = SymbolTable.initial }

  private init(_ common: [String]) {
    texts = common
    encodedTexts = texts.map { SubjectNames.encoded($0) }
    numbers = [:]
    for number in 2..<texts.count where !texts[number].isEmpty {
      numbers[Array(texts[number].utf8)] = UInt32(number)
    }
  }

  /// The symbol of a text, new or old.
  mutating func intern(_ text: String) -> Symbol {
    let key = Array(text.utf8)
    if let number = numbers[key] { return Symbol(number: number) }
    let number = UInt32(texts.count)
    texts.append(text)
    encodedTexts.append(SubjectNames.encoded(text))
    numbers[key] = number
    return Symbol(number: number)
  }

  subscript(_ symbol: Symbol) -> String { texts[Int(symbol.number)] }

  /// Takes over another table's texts; the result maps its numbers to ours, or is nil if they
  /// agree.
  mutating func merge(_ other: SymbolTable) -> [UInt32]? {
    guard other.texts.count > SymbolTable.common.count else { return nil }
    var map: [UInt32] = []
    map.reserveCapacity(other.texts.count)
    for (number, text) in other.texts.enumerated() {
      map.append(number < SymbolTable.common.count ? UInt32(number) : intern(text).number)
    }
    return map
  }
}
