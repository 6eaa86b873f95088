import FailoverInventory
import Testing

@testable import FailoverAudit

struct RuleSelectionTests {
  private struct Named: GroupRule {
    let info: RuleInfo
    func judge(_ group: FailoverGroup) -> Judgement { .pass }
  }

  private let rules: [any Rule] = ["master-missing", "single-zone-group"].map {
    Named(info: AuditorTests.info($0))
  }

  private func pick(_ select: [String], _ skip: [String] = []) throws -> [String] {
    try RuleSelection.pick(rules, select: select, skip: skip).map(\.info.id)
  }

  @Test("rules are picked by id and by family, and skipping wins")
  func picking() throws {
    #expect(try pick([]) == ["master-missing", "single-zone-group"])
    #expect(try pick(["master-missing"]) == ["master-missing"])
    #expect(try pick(["master"]) == ["master-missing", "single-zone-group"])
    #expect(try pick(["master"], ["single-zone-group"]) == ["master-missing"])
    #expect(try pick(["redundancy"]) == [])
  }

  @Test("a word that names nothing is refused with the nearest word that does")
  func unknown() {
    let error = #expect(throws: UnknownRule.self) { try pick(["single-zone-groups"]) }
    #expect(error?.suggestion == "single-zone-group")
    let other = #expect(throws: UnknownRule.self) { try pick([], ["quite-another-thing"]) }
    #expect(other?.suggestion == nil)
  }
}
