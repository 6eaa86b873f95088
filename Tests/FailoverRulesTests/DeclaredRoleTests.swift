import FailoverInventory
import Testing

@testable import FailoverRules

/// What `primary-role-mismatch` makes of declared roles.
struct DeclaredRoleTests {
  @Test("a declared role agrees if it is the one that the order of the addresses gives")
  func agreement() {
    for (declared, byOrder, agrees) in [
      ([Role.primary], Role.primary, true), ([.additional], .additional, true),
      ([.primary], .additional, false), ([.additional], .primary, false),
      ([.primary, .primary], .primary, true), ([.primary, .additional], .primary, false),
      ([.primary], .unknown, false), ([.additional], .unknown, false),
    ] as [([Role], Role, Bool)] {
      #expect(PrimaryRoleMismatch.agrees(declared: declared, byOrder: [byOrder]) == agrees)
    }
    #expect(PrimaryRoleMismatch.agrees(declared: [.primary], byOrder: []) == nil)
  }

  @Test("a declared role is wrong if it is so whatever an address that is not known may be")
  func openOrder() {
    for (declared, byOrder, agrees) in [
      (Role.primary, [Role.unknown, .primary], nil), (.additional, [.unknown, .primary], false),
      (.primary, [.unknown, .additional], false), (.additional, [.unknown, .additional], nil),
    ] as [(Role, [Role], Bool?)] {
      #expect(PrimaryRoleMismatch.agrees(declared: [declared], byOrder: byOrder) == agrees)
    }
  }
}
