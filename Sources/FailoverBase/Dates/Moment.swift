/// A time to the second, as RFC 3339 writes it, of the years 1 to 9999.
public struct Moment: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int

  package init(seconds: Int) { self.seconds = seconds }

  /// Reads `YYYY-MM-DDTHH:MM:SSZ`, with a fraction of a second or an offset from UTC in place of
  /// `Z` too; nil for any other text.
  public init?(_ text: String) {
    let bytes = Array(text.utf8.prefix(Moment.mostBytes + 1))
    guard (20...Moment.mostBytes).contains(bytes.count), bytes[10] | 0x20 == UInt8(ascii: "t"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = CalendarDay(String(text.prefix(10))),
      let hour = Moment.number(bytes[11..<13], 0...23),
      let minute = Moment.number(bytes[14..<16], 0...59),
      let second = Moment.number(bytes[17..<19], 0...60),
      let offset = Moment.offset(Moment.behindFraction(bytes[19...]))
    else { return nil }
    seconds = ((day.number * 24 + hour) * 60 + minute) * 60 + second - offset * 60
    if !Moment.range.contains(seconds) { return nil }
  }

  /// `YYYY-MM-DDTHH:MM:SSZ`.
  public var text: String {
    let rest = (seconds % 86_400 + 86_400) % 86_400
    let day = CalendarDay(number: (seconds - rest) / 86_400)
    func padded(_ number: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, 2 - digits.count)) + digits
    }
    return "\(day.text)T"
      + "\(padded(rest / 3600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))Z"
  }

  public static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }

  // MARK: Parts

  /// The most bytes of a time that is read: fractions are as long as anybody likes.
  private static let mostBytes = 64
  static let range = -62_135_596_800...253_402_300_799

  private static func number(_ digits: ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Int? {
    var value = 0
    for digit in digits {
      guard (48...57).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 48)
    }
    return range.contains(value) ? value : nil
  }

  private static func behindFraction(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.first == UInt8(ascii: ".") else { return bytes }
    let rest = bytes.dropFirst().drop { (48...57).contains($0) }
    return rest.count == bytes.count - 1 ? bytes : rest
  }

  /// Minutes from UTC.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(bytes)
    if bytes.count == 1 { return bytes[0] | 0x20 == UInt8(ascii: "z") ? 0 : nil }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = number(bytes[1..<3], 0...23),
      let minutes = number(bytes[4..<6], 0...59)
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): return hours * 60 + minutes
    case UInt8(ascii: "-"): return -(hours * 60 + minutes)
    default: return nil
    }
  }
}
