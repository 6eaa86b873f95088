import FailoverInventory
import FailoverAudit
import Glibc

/// The time that a report shows.
enum Clock {
  /// `YYYY-MM-DDTHH:MM:SSZ`: that of `SOURCE_DATE_EPOCH` (seconds since 1970) if it is set, else
  /// now.
  static var now: String { given.flatMap(format) ?? format(time(nil)) ?? "" }

  /// Whether `SOURCE_DATE_EPOCH` gives a time.
  static var isGiven: Bool { given.flatMap(format) != nil }

  /// Whether `SOURCE_DATE_EPOCH` is a number of seconds in the years 1 to 9999, if it is set at
  /// all.
  static var isValid: Bool {
    if getenv("SOURCE_DATE_EPOCH") == nil { return true }
    return given.flatMap(format).flatMap { CalendarDay($0) } != nil
  }

  private static var given: Int? {
    getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) }
  }

  private static func format(_ seconds: Int) -> String? {
    var seconds = seconds
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return nil }
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}
