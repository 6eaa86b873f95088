/// A risk that somebody accepted in writing, for a time.
public struct Waiver: Sendable, Hashable {
  /// Why the risk is acceptable. It may hold any text: escape it.
  public let reason: String
  /// Who requested it and has to end it.
  public let owner: String
  /// Who accepted the risk.
  public let approver: String
  /// The last day on which it holds, `YYYY-MM-DD`; the day ends at midnight UTC.
  public let expires: String

  public init(reason: String, owner: String, approver: String, expires: String) {
    self.reason = reason
    self.owner = owner
    self.approver = approver
    self.expires = expires
  }
}
