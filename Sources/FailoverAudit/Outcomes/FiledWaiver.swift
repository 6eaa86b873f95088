import FailoverBase
import FailoverInventory

/// A waiver as it is in a file: what it accepts, until when, and where it says so.
public struct FiledWaiver: Sendable, Hashable {
  /// What a waiver says; all of it is required.
  public enum Key: String, Sendable, CaseIterable {
    case rule, subject, reason, owner, approver, expires

    /// What the key is for, as a sentence.
    var summary: String {
      switch self {
      case .rule: "The rule whose failures are accepted."
      case .subject:
        "The subject as reports name it, or a pattern in which * matches any characters."
      case .reason: "Why the risk is acceptable."
      case .owner: "Who requested it and has to end it."
      case .approver: "Who accepted the risk: somebody other than the owner."
      case .expires: "The last day on which it holds, which ends at midnight UTC."
      }
    }
  }

  /// Counted from 1, in the order of the files' names and of the lines.
  public let number: Int
  /// The id of the rule whose failures it accepts.
  public let rule: String
  public let subject: SubjectPattern
  public let waiver: Waiver
  /// The last day on which it holds.
  public let lastDay: CalendarDay
  public let place: YAMLPlace

  public init(
    number: Int, rule: String, subject: String, reason: String, owner: String, approver: String,
    lastDay: CalendarDay, place: YAMLPlace
  ) {
    self.number = number
    self.rule = rule
    self.subject = SubjectPattern(subject)
    waiver = Waiver(reason: reason, owner: owner, approver: approver, expires: lastDay.text)
    self.lastDay = lastDay
    self.place = place
  }

  /// Whether it still holds on a day; its last day is one of them.
  public func holds(on day: CalendarDay) -> Bool { day <= lastDay }
}

/// Waivers, and the day on which they are judged.
public struct WaiversOfDay: Sendable {
  /// In the order of their numbers.
  public let waivers: [FiledWaiver]
  public let day: CalendarDay

  public init(_ waivers: [FiledWaiver], on day: CalendarDay) {
    self.waivers = waivers
    self.day = day
  }
}
