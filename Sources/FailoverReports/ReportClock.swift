import FailoverAudit

/// The time of a report as numbers, if it is one.
enum ReportClock {
  /// Seconds since 1970-01-01T00:00:00Z of `YYYY-MM-DDTHH:MM:SSZ`; nil for anything else.
  static func seconds(_ time: String?) -> Int? {
    guard let time, let day = CalendarDay(time) else { return nil }
    let bytes = Array(time.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
      let hour = number(bytes[11..<13], below: 24), let minute = number(bytes[14..<16], below: 60),
      let second = number(bytes[17..<19], below: 61)
    else { return nil }
    return ((day.number * 24 + hour) * 60 + minute) * 60 + second
  }

  private static func number(_ digits: ArraySlice<UInt8>, below limit: Int) -> Int? {
    var value = 0
    for digit in digits {
      guard (48...57).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 48)
    }
    return value < limit ? value : nil
  }

  /// The time, if readers can take it for one.
  static func valid(_ time: String?) -> String? { seconds(time) == nil ? nil : time }
}
