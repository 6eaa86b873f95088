import Glibc

/// The time that a report shows.
package enum Clock {
  /// `YYYY-MM-DDTHH:MM:SSZ`: that of `SOURCE_DATE_EPOCH` (seconds since 1970) if it is set, else
  /// now.
  package static var now: String { (given ?? Moment(seconds: time(nil))).text }

  /// Whether `SOURCE_DATE_EPOCH` gives a time.
  package static var isGiven: Bool { given != nil }

  /// Whether `SOURCE_DATE_EPOCH` is a number of seconds in the years 1 to 9999, if it is set at
  /// all.
  package static var isValid: Bool { getenv("SOURCE_DATE_EPOCH") == nil || given != nil }

  private static var given: Moment? {
    getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) }
      .flatMap { Moment.range.contains($0) ? Moment(seconds: $0) : nil }
  }
}
