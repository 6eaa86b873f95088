import FailoverAudit
import FailoverInventory

/// The members of a saved report, wherever they are.
enum SavedKey: String, CaseIterable {
  // Of the document.
  case format, tool, ruleSetDigest, time, verdict, settings, estate, gaps, inputs, counts, rules
  case groups, assumptions, name, version, configuration, waivers, files, file, count, judgedOn
  case baseline, entries, matched, stale, isStrict
  case history, runs, number, violations, new, fixed, notJudged, state, firstSeen, openSince,
    stretches
  // Of verdict and settings.
  case word, exitCode, reasons, failOn, allowUnknown, selected, skipped, parameters, ownRanges
  case severities, ignoresWaivers, leftOut
  // Of contracts.
  case contracts, numbers, namesOwner, listsUsers
  // Of numbers.
  case datacenters, servers, lans, nics, exports
  case pass, fail, unknown, notApplicable, error, waived, known, baselined, total
  // Of inputs.
  case status, bytes, sha256, records, problems, input, line, column, pointer, sentence
  // Of rules.
  case id, title, severity, standardSeverity, family, judgesExport, rationale, remediation
  case references, supportsEvidenceFor, outcomes, url, framework, summary, minimum, maximum
  case standard, `default`, value, aliases, fault
  // Of outcomes.
  case rule, subject, outcome, message, evidence, fingerprint, findings, waiver, kind, datacenter
  case lan, record, facet, about, reason, owner, approver, expires
  // Of groups.
  case memberCount, showsAllMembers, members, strangers, nic, server, zone, isRunning, isPrimary
  case isMaster, software
  // Of gaps and rules, in reports of later versions.
  case otherDatacenters, missingDatacenters
  case named, loss, sharedCause, unknownRemedy
  case unseenDatacenters, lastSeen
  // Of the time of the data.
  case dataTime, oldest, newest, isPartial
  // Of exports, which are given by mistake.
  case type, href, items, ipblocks, users, httpStatus

  /// All of them by their numbers.
  static let all = Array(allCases)
  static let table = KeyTable(all.map(\.rawValue))

  /// Its place in a set of keys.
  var position: Int { SavedKey.positions[self] ?? 0 }

  private static let positions = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
}

/// Which members an object had: a bit for each key.
struct SavedKeys: ExpressibleByArrayLiteral {
  /// A bit for each key, of the first 128 and of those after them.
  private var bits: UInt128 = 0
  private var highBits: UInt128 = 0

  init(arrayLiteral keys: SavedKey...) {
    for key in keys { _ = insert(number: key.position) }
  }

  /// Adds the key of a number; false if it was there.
  @inline(__always)
  mutating func insert(number: Int) -> Bool {
    if number < UInt128.bitWidth { return SavedKeys.set(number, in: &bits) }
    return SavedKeys.set(number - UInt128.bitWidth, in: &highBits)
  }

  @inline(__always)
  private static func set(_ number: Int, in bits: inout UInt128) -> Bool {
    let bit: UInt128 = 1 << UInt128(number)
    defer { bits |= bit }
    return bits & bit == 0
  }

  mutating func formUnion(_ others: SavedKeys) {
    bits |= others.bits
    highBits |= others.highBits
  }

  func contains(_ key: SavedKey) -> Bool {
    var copy = self
    return !copy.insert(number: key.position)
  }

  /// The first key, in the order of `SavedKey`, that is there and not here.
  func missing(of others: SavedKeys) -> SavedKey? {
    let missing = others.bits & ~bits
    if missing != 0 { return SavedKey.all[missing.trailingZeroBitCount] }
    let high = others.highBits & ~highBits
    return high == 0 ? nil : SavedKey.all[UInt128.bitWidth + high.trailingZeroBitCount]
  }
}

/// A set of words that a member may hold.
struct SavedWords<Value: Sendable>: Sendable {
  let values: [Value]
  let words: [String]
  let table: KeyTable

  init(_ values: [Value], _ word: (Value) -> String) {
    self.values = values
    words = values.map(word)
    table = KeyTable(words)
  }

  /// The same, with a word that earlier versions used for one of them.
  init(_ values: [Value], former: String, for value: Value, _ word: (Value) -> String) {
    self.values = values + [value]
    words = values.map(word) + [former]
    table = KeyTable(words)
  }
}
