/// A time to the second, as RFC 3339 writes it, of the years 1 to 9999.
public struct Moment: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int

  init(seconds: Int) { self.seconds = seconds }

  /// Reads `YYYY-MM-DDTHH:MM:SSZ`, with a fraction of a second or an offset from UTC in place of `Z` too; nil for
  /// any other text.
  public init?(_ text: String) {
    let bytes = Array(text.utf8.prefix(Moment.mostBytes + 1))
    guard (20...Moment.mostBytes).contains(bytes.count), bytes[10] | 0x20 == UInt8(ascii: "t"),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), let year = Moment.number(bytes[0..<4], 1...9999),
      let month = Moment.number(bytes[5..<7], 1...12),
      let day = Moment.number(bytes[8..<10], 1...Moment.days(inMonth: month, of: year)),
      let hour = Moment.number(bytes[11..<13], 0...23),
      let minute = Moment.number(bytes[14..<16], 0...59),
      let second = Moment.number(bytes[17..<19], 0...60),
      let offset = Moment.offset(Moment.behindFraction(bytes[19...]))
    else { return nil }
    let days = Moment.days(before: year, month) + day - 1
    seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset * 60
    if !Moment.range.contains(seconds) { return nil }
  }

  /// `YYYY-MM-DDTHH:MM:SSZ`.
  public var text: String {
    let rest = (seconds % 86_400 + 86_400) % 86_400
    let number = (seconds - rest) / 86_400
    var year = 1 + (number + 719_162) / 366
    while Moment.days(before: year + 1, 1) <= number { year += 1 }
    var month = 1
    while month < 12 && Moment.days(before: year, month + 1) <= number { month += 1 }
    let day = number - Moment.days(before: year, month) + 1
    func padded(_ number: Int, _ width: Int = 2) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month))-\(padded(day))T"
      + "\(padded(rest / 3600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))Z"
  }

  public static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }

  // MARK: Parts

  /// The most bytes of a time that is read: fractions are as long as anybody likes.
  private static let mostBytes = 64
  private static let range = -62_135_596_800...253_402_300_799

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

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    month == 2 && isLeap(year) ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Days from 1970-01-01 to the first day of a month.
  private static func days(before year: Int, _ month: Int) -> Int {
    let past = year - 1
    let years = past * 365 + past / 4 - past / 100 + past / 400 - 719_162
    return (1..<month).reduce(years) { $0 + days(inMonth: $1, of: year) }
  }
}
