import FailoverAudit
import FailoverBase
import FailoverInventory

/// The files besides the inputs that a saved report names.
extension SavedReader {
  /// Reads what may be null.
  mutating func orNull<Value>(
    _ read: (inout SavedReader) throws(DocumentFault) -> Value
  ) throws(DocumentFault) -> Value? {
    try tokens.null() ? nil : try read(&self)
  }

  mutating func fileDigest(_ what: String) throws(DocumentFault) -> FileDigest {
    var (file, sha256) = ("", "")
    try object(what, required: [.file, .sha256]) { key, reader throws(DocumentFault) in
      switch key {
      case .file: file = try reader.text(key)
      case .sha256: sha256 = try reader.text(key)
      default: return false
      }
      return true
    }
    return FileDigest(file: file, sha256: sha256)
  }

  mutating func baseline() throws(DocumentFault) -> BaselineUse {
    var (file, sha256, isStrict, entries, matched) = ("", "", false, 0, 0)
    var stale: [BaselineEntry] = []
    let required: SavedKeys = [.file, .sha256, .isStrict, .entries, .matched, .stale]
    try object("the baseline", required: required) { key, reader throws(DocumentFault) in
      switch key {
      case .file: file = try reader.text(key)
      case .sha256: sha256 = try reader.text(key)
      case .isStrict: isStrict = try reader.flag(key)
      case .entries: entries = try reader.count(key)
      case .matched: matched = try reader.count(key)
      case .stale:
        try reader.array(key) { reader throws(DocumentFault) in
          stale.append(try reader.baselineEntry())
        }
      default: return false
      }
      return true
    }
    if matched + stale.count > entries {
      throw wrong("more entries of the baseline match or do not than there are")
    }
    return BaselineUse(
      file: FileDigest(file: file, sha256: sha256), entries: entries, matched: matched,
      stale: stale, isStrict: isStrict)
  }

  private mutating func baselineEntry() throws(DocumentFault) -> BaselineEntry {
    var (rule, subject, facet) = ("", "", "")
    try object("an entry of the baseline", required: [.rule, .subject]) {
      key, reader throws(DocumentFault) in
      switch key {
      case .rule: rule = try reader.text(key)
      case .subject: subject = try reader.text(key)
      case .facet: facet = try reader.text(key)
      default: return false
      }
      return true
    }
    return BaselineEntry(rule: rule, subject: subject, facet: facet)
  }

  mutating func waivers() throws(DocumentFault) -> WaiverProvenance {
    var (files, sha256, count, judgedOn) = ([FileDigest](), "", 0, "")
    try object("waivers", required: [.files, .sha256, .count, .judgedOn]) {
      key, reader throws(DocumentFault) in
      switch key {
      case .files:
        try reader.array(key) { reader throws(DocumentFault) in
          files.append(try reader.fileDigest("a waiver file"))
        }
      case .sha256: sha256 = try reader.text(key)
      case .count: count = try reader.count(key)
      case .judgedOn: judgedOn = try reader.text(key)
      default: return false
      }
      return true
    }
    guard judgedOn.utf8.count == 10, CalendarDay(judgedOn) != nil else {
      throw mistyped(.judgedOn, "a day such as 2026-11-23")
    }
    let waivers = WaiverProvenance(files: files, count: count, judgedOn: judgedOn)
    if files.isEmpty || waivers.sha256 != sha256 {
      throw wrong("the digest of the waivers is not that of the files that are listed")
    }
    return waivers
  }

  /// Severities by the ids of rules.
  mutating func severities(_ key: SavedKey) throws(DocumentFault) -> [String: Severity] {
    var severities: [String: Severity] = [:]
    try members(key) { name, reader throws(DocumentFault) in
      let severity = try reader.word(key, of: .severities)
      if severities.updateValue(severity, forKey: name) != nil {
        throw reader.wrong("one of the \(key.rawValue) is there twice")
      }
    }
    return severities
  }
}
