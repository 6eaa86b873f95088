/// A day of the Gregorian calendar in UTC, as waivers and reports write it.
public struct CalendarDay: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  public let number: Int

  /// Reads the first ten characters of `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SSZ`; nil if they are not
  /// a day of the years 1 to 9999.
  public init?(_ text: String) {
    let bytes = Array(text.utf8.prefix(11))
    guard bytes.count == 10 || (bytes.count == 11 && bytes[10] == UInt8(ascii: "T")),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = CalendarDay.number(bytes[0..<4]), let month = CalendarDay.number(bytes[5..<7]),
      let day = CalendarDay.number(bytes[8..<10]),
      year >= 1, (1...12).contains(month), day >= 1,
      day <= CalendarDay.days(inMonth: month, of: year)
    else { return nil }
    number = CalendarDay.days(before: year, month) + day - 1
  }

  /// - Parameter number: days since 1970-01-01.
  package init(number: Int) { self.number = number }

  /// The day a number of days after this one, or before it if the number is negative.
  public func adding(days: Int) -> CalendarDay { CalendarDay(number: number + days) }

  /// `YYYY-MM-DD`; of the years 1 to 9999.
  public var text: String {
    var year = 1 + (number + 719_162) / 366
    while CalendarDay.days(before: year + 1, 1) <= number { year += 1 }
    var month = 1
    while month < 12 && CalendarDay.days(before: year, month + 1) <= number { month += 1 }
    let day = number - CalendarDay.days(before: year, month) + 1
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(0) { sum, byte in
      guard let sum, byte >= 48, byte <= 57 else { return nil }
      return sum * 10 + Int(byte - 48)
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

  public static func < (a: CalendarDay, b: CalendarDay) -> Bool { a.number < b.number }
}
