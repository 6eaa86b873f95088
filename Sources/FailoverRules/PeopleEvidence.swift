import FailoverAudit
import FailoverInventory

/// Facts about persons that several rules show.
extension User {
  /// What evidence calls them: the name of the subject, and the email.
  var label: String { subjectName + email.quoted }
}

extension UserStatement {
  /// One sentence and the evidence for "not known": the list of users, or those whom it is not
  /// known of.
  func unknown(_ question: @escaping @Sendable () -> String, _ inventory: Inventory) -> Judgement {
    let lacks =
      inventory.showsAllUsers ? "" : ", and the export does not show all users of the contract"
    return .unknown(
      "it is not known \(question())\(lacks)",
      evidence: open.prefix(20).map {
        Evidence($0.label, "not known: rights, groups or shares are missing", at: $0.place)
      })
  }
}

extension FailoverGroup {
  static let noBlock = Judgement.notApplicable(
    "the address is in no block that is known; see rule address-not-reserved")
}
