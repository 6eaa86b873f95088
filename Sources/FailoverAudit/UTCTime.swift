import FailoverInventory

/// Times as reports write them, `YYYY-MM-DDTHH:MM:SSZ`.
public enum UTCTime {
  /// Seconds since 1970-01-01T00:00:00Z of `YYYY-MM-DDTHH:MM:SSZ`; nil for anything else.
  public static func seconds(_ time: String?) -> Int? {
    guard let time, let day = CalendarDay(time) else { return nil }
    let bytes = Array(time.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
      let hour = number(bytes[11..<13], below: 24), let minute = number(bytes[14..<16], below: 60),
      let second = number(bytes[17..<19], below: 61)
    else { return nil }
    return ((day.number * 24 + hour) * 60 + minute) * 60 + second
  }

  /// The time that lies a number of seconds after the beginning of 1970; before the year 1 its
  /// beginning, after 9999 its end.
  public static func text(of seconds: Int) -> String {
    let seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
    let day = (seconds - (seconds < 0 ? 86_399 : 0)) / 86_400
    let rest = seconds - day * 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return
      "\(CalendarDay(number: day).text)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
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
  public static func valid(_ time: String?) -> String? { seconds(time) == nil ? nil : time }
}
