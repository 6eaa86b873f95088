import Foundation

@testable import FailoverInventory

/// What must hold of the scanner, whatever bytes it is given.
enum ScannerProperty {
  /// What the scanner says of a text that is to be one value.
  enum Verdict: Equatable {
    /// The offset after the value, and the line ends up to there.
    case value(end: Int, lines: UInt32)
    case malformed(Malformation, at: Int)
    case truncated
  }

  /// Bytes that a window gains at a time; small ones cut every token, and are slow for long texts.
  private static let steps = [1, 7, 8, 61, 512]
  private static let longestForSmallSteps = 600

  /// Says what does not hold; nil if all does.
  static func violation(_ text: [UInt8]) -> String? {
    let whole = whole(text)
    for step in steps where step > 8 || text.count <= longestForSmallSteps {
      let pieces = inPieces(text, step: step)
      if pieces != whole { return "whole: \(whole); in pieces of \(step) bytes: \(pieces)" }
    }
    return aboutUTF8(text) ?? aboutFoundation(text, whole)
  }

  /// Passes over the value in one go.
  private static func whole(_ text: [UInt8]) -> Verdict {
    withWindow(text[...]) { window in
      var scan = JSONScanner(window)
      do throws(Stop) {
        try scan.skipValue(room: ReadingLimits.depth)
      } catch {
        return verdict(error)
      }
      return .value(end: scan.at, lines: scan.line)
    }
  }

  /// What the scanner says of a text of any number of values, with a byte order mark or without.
  static func document(_ text: [UInt8]) -> Verdict {
    withWindow(text[...]) { window in
      var scan = JSONScanner(window, at: InputStart.skippedBytes(window))
      while true {
        scan.skipSpace()
        if scan.at >= window.count { return .value(end: scan.at, lines: scan.line) }
        do throws(Stop) {
          try scan.skipValue(room: ReadingLimits.depth)
        } catch {
          return verdict(error)
        }
      }
    }
  }

  /// Passes over the value with windows that gain a few bytes at a time and lose what was passed.
  private static func inPieces(_ text: [UInt8], step: Int) -> Verdict {
    var state: SkipState?
    var start = 0
    var end = 0
    var lines: UInt32 = 0
    while true {
      let isLast = end == text.count
      let found = withWindow(text[start..<end]) { window -> Verdict? in
        var scan = JSONScanner(window)
        scan.line = lines
        do throws(Stop) {
          try passOver(&scan, &state)
        } catch {
          if case .needMore = error, !isLast {
            // A value that is not a container is read again from its beginning.
            if state != nil { (start, lines) = (start + scan.at, scan.line) }
            return nil
          }
          return verdict(error, start)
        }
        return .value(end: start + scan.at, lines: scan.line)
      }
      if let found { return found }
      end = min(end + step, text.count)
    }
  }

  private static func passOver(_ scan: inout JSONScanner, _ state: inout SkipState?) throws(Stop) {
    if state == nil {
      scan.skipSpace()
      let byte = scan.bytes[scan.at]
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
        return try scan.skipValue(room: ReadingLimits.depth)
      }
      scan.at += 1
      state = SkipState(object: byte == UInt8(ascii: "{"))
    }
    var open = state ?? SkipState(object: true)
    defer { state = open }
    try scan.skip(&open, room: ReadingLimits.depth)
  }

  private static func verdict(_ stop: Stop, _ start: Int = 0) -> Verdict {
    switch stop {
    case .needMore: .truncated
    case .malformed(let what, let offset): .malformed(what, at: start + offset)
    }
  }

  /// Calls a function with bytes that have nothing around them, so that reading past them is
  /// noticed.
  private static func withWindow<Result>(
    _ bytes: ArraySlice<UInt8>, _ body: (ByteWindow) -> Result
  ) -> Result {
    let copy = UnsafeMutableRawBufferPointer.allocate(
      byteCount: bytes.count + ByteWindow.padding, alignment: 1)
    defer { copy.deallocate() }
    copy.copyBytes(from: bytes + repeatElement(0, count: ByteWindow.padding))
    return body(ByteWindow(UnsafeRawBufferPointer(copy)))
  }

  // MARK: Others' opinions

  private static func aboutUTF8(_ text: [UInt8]) -> String? {
    let bad = withWindow(text[...]) { firstInvalidUTF8(in: $0, 0, text.count) }
    let isValid = String(validating: text, as: UTF8.self) != nil
    if isValid != (bad == nil) { return "Swift says UTF-8: \(isValid), we say \(bad as Any)" }
    if let bad, String(validating: text[..<bad], as: UTF8.self) == nil {
      return "bytes before \(bad) are no UTF-8 either"
    }
    return nil
  }

  /// Compares with Foundation, except where it departs from the grammar.
  private static func aboutFoundation(_ text: [UInt8], _ verdict: Verdict) -> String? {
    let space: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    guard let first = text.first(where: { !space.contains($0) }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return nil }
    // Zero bytes among the first make Foundation read UTF-16 or UTF-32.
    if text.prefix(4).contains(0) { return nil }
    var accepts = false
    if case .value(let end, _) = verdict { accepts = text[end...].allSatisfy(space.contains) }
    if case .malformed(.tooDeep, _) = verdict { return nil }
    let isKnown =
      accepts
      ? FoundationDeviation.hasExtremeNumber(text) : FoundationDeviation.hasTrailingComma(text)
    if isKnown { return nil }
    let other = (try? JSONSerialization.jsonObject(with: Data(text))) != nil
    return other == accepts ? nil : "\(verdict), but Foundation says JSON: \(other)"
  }
}
