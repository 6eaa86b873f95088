/// Times as reports write them, `YYYY-MM-DDTHH:MM:SSZ`.
public enum UTCTime {
  /// Seconds since 1970-01-01T00:00:00Z of `YYYY-MM-DDTHH:MM:SSZ`; nil for anything else.
  public static func seconds(_ time: String?) -> Int? {
    guard let time, time.utf8.count == 20, time.utf8.last == UInt8(ascii: "Z"),
      time.utf8.dropFirst(10).first == UInt8(ascii: "T")
    else { return nil }
    return Moment(time)?.seconds
  }

  /// The time that lies a number of seconds after the beginning of 1970; before the year 1 its
  /// beginning, after 9999 its end.
  public static func text(of seconds: Int) -> String {
    let range = Moment.range
    return Moment(seconds: min(max(seconds, range.lowerBound), range.upperBound)).text
  }

  /// The time, if readers can take it for one.
  public static func valid(_ time: String?) -> String? { seconds(time) == nil ? nil : time }
}
