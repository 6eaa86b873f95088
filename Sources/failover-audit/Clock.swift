import Glibc

/// The time that stands in a report.
enum Clock {
  /// `YYYY-MM-DDTHH:MM:SSZ`: that of `SOURCE_DATE_EPOCH` (seconds since 1970) if it is set, else now;
  /// nil if it is not set and the report is to be reproducible.
  static func reportTime(reproducible: Bool) -> String? {
    if let text = getenv("SOURCE_DATE_EPOCH"), let seconds = Int(String(cString: text)) {
      return format(seconds)
    }
    return reproducible ? nil : format(time(nil))
  }

  /// Whether `SOURCE_DATE_EPOCH` is a number of seconds, if it is set at all.
  static var isValid: Bool {
    guard let text = getenv("SOURCE_DATE_EPOCH") else { return true }
    return Int(String(cString: text)).flatMap(format) != nil
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
