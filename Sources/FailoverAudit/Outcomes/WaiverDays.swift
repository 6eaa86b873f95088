import FailoverBase
import FailoverInventory

extension Waiver {
  /// Whole days from a day to the end of the waiver: 0 on its last day, negative after it.
  public func daysLeft(on day: CalendarDay) -> Int? {
    CalendarDay(expires).map { $0.number - day.number }
  }

  /// Whole days from a time to the end of the waiver: 0 on its last day, negative after it; nil if
  /// either is not a date.
  public func daysLeft(at time: String) -> Int? {
    guard let last = CalendarDay(expires), let today = CalendarDay(time) else { return nil }
    return last.number - today.number
  }
}
