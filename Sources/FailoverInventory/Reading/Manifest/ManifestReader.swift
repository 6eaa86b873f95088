import FailoverBase

/// Reads the manifest of an export, which is small: all of it is kept until it has ended.
struct ManifestReader {
  private(set) var manifest = ExportManifest()
  private var seen: Set<String> = []

  /// Reads a whole document.
  ///
  /// - Throws: `needMore` if it ends early.
  mutating func read(_ scan: inout JSONScanner) throws(Stop) {
    try scan.take(UInt8(ascii: "{"), else: .expectedDocument)
    var isFirst = true
    while try scan.nextKey(first: isFirst) != .end {
      isFirst = false
      try member(&scan)
    }
    scan.skipSpace()
    if scan.at < scan.bytes.count { throw .malformed(.textBehindManifest, at: scan.at) }
  }

  private mutating func member(_ scan: inout JSONScanner) throws(Stop) {
    let slice = scan.keySlice
    let key = slice.count > 32 ? "" : scan.bytes.text(slice)
    guard ["format", "started", "finished", "scope", "failed", "failures"].contains(key) else {
      return try scan.skipValue(room: ReadingLimits.depth - 1)
    }
    if !seen.insert(key).inserted {
      throw .malformed(.repeatedKey(key), at: slice.start - 1)
    }
    switch key {
    case "format": try format(&scan)
    case "started": manifest.started = try text(&scan).flatMap { Moment($0) }
    case "finished":
      manifest.finished = try text(&scan).flatMap { Moment($0) }
    case "scope": try scope(&scan)
    case "failed": try failed(&scan)
    default: try failures(&scan)
    }
  }

  private mutating func failed(_ scan: inout JSONScanner) throws(Stop) {
    let start = scan.at
    try scan.skipValue(room: ReadingLimits.depth - 1)
    let digits = scan.bytes.slice(start, scan.at)
    if digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
      let count = Int(String(decoding: digits, as: UTF8.self))
      manifest.counted = min(count ?? .max, 1 << 40)
    } else {
      manifest.hasUnreadableCount = true
    }
  }

  private func format(_ scan: inout JSONScanner) throws(Stop) {
    let start = scan.at
    let format = try text(&scan) ?? ""
    if format != ExportManifest.name {
      throw .malformed(.unknownManifest(String(format.prefix(100))), at: start)
    }
  }

  /// A text; nil for any other value.
  private func text(
    _ scan: inout JSONScanner, room: Int = ReadingLimits.depth - 1
  ) throws(Stop) -> String? {
    guard scan.bytes[scan.at] == UInt8(ascii: "\"") else {
      try scan.skipValue(room: room)
      return nil
    }
    scan.at &+= 1
    let slice = try scan.string()
    return scan.bytes.text(slice)
  }

  // MARK: Scope

  private mutating func scope(_ scan: inout JSONScanner) throws(Stop) {
    guard scan.bytes[scan.at] == UInt8(ascii: "{") else {
      manifest.hasUnreadableScope = true
      return try scan.skipValue(room: ReadingLimits.depth - 1)
    }
    scan.at &+= 1
    var isFirst = true
    while try scan.nextKey(first: isFirst) != .end {
      isFirst = false
      if scan.bytes.text(scan.keySlice) == "datacenters" {
        try datacenters(&scan)
      } else {
        try scan.skipValue(room: ReadingLimits.depth - 2)
      }
    }
  }

  /// The ids of data centers, or "all".
  private mutating func datacenters(_ scan: inout JSONScanner) throws(Stop) {
    guard scan.bytes[scan.at] == UInt8(ascii: "[") else {
      if try text(&scan, room: ReadingLimits.depth - 2) != "all" {
        manifest.hasUnreadableScope = true
      }
      return
    }
    scan.at &+= 1
    var isFirst = true
    while true {
      scan.skipSpace()
      if scan.bytes[scan.at] == UInt8(ascii: "]") { break }
      if !isFirst {
        try scan.take(UInt8(ascii: ","), else: .expectedCommaOrBracket)
        scan.skipSpace()
      }
      isFirst = false
      let id = try text(&scan, room: ReadingLimits.depth - 3) ?? ""
      if id.isEmpty {
        manifest.hasUnreadableScope = true
      } else {
        manifest.datacenters.append(id)
      }
    }
    if isFirst { manifest.hasUnreadableScope = true }
    scan.at &+= 1
  }

  // MARK: Failures

  private mutating func failures(_ scan: inout JSONScanner) throws(Stop) {
    guard scan.bytes[scan.at] == UInt8(ascii: "[") else {
      return try scan.skipValue(room: ReadingLimits.depth - 1)
    }
    manifest.listsFailures = true
    scan.at &+= 1
    while true {
      scan.skipSpace()
      if scan.bytes[scan.at] == UInt8(ascii: "]") { break }
      if manifest.listed > 0 {
        try scan.take(UInt8(ascii: ","), else: .expectedCommaOrBracket)
        scan.skipSpace()
      }
      try failure(&scan)
    }
    scan.at &+= 1
  }

  private mutating func failure(_ scan: inout JSONScanner) throws(Stop) {
    let line = scan.line
    let index = manifest.listed
    manifest.listed += 1
    var request: String?
    var problem: String?
    if index < ExportManifest.mostFailures, scan.bytes[scan.at] == UInt8(ascii: "{") {
      scan.at &+= 1
      var keys: Set<String> = []
      var isFirst = true
      while try scan.nextKey(first: isFirst) != .end {
        isFirst = false
        let slice = scan.keySlice
        let key = slice.count > 32 ? "" : scan.bytes.text(slice)
        guard key == "request" || key == "problem" else {
          try scan.skipValue(room: ReadingLimits.depth - 3)
          continue
        }
        if !keys.insert(key).inserted {
          throw .malformed(.repeatedKey(key), at: slice.start - 1)
        }
        if key == "request" { request = try text(&scan) } else { problem = try text(&scan) }
      }
    } else {
      try scan.skipValue(room: ReadingLimits.depth - 2)
    }
    guard index < ExportManifest.mostFailures else { return }
    manifest.failures.append(
      ExportManifest.Failure(request: request, problem: problem, line: line, index: index))
  }
}
