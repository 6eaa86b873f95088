import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverRules

/// A pass rests on facts that the export states: with one of them gone, it is a pass only if it
/// would be one whatever the fact was.
struct DeletionPropertyTests {
  /// A rule that may pass though a fact is gone that may have made it fail.
  struct Licence: Sendable, Hashable {
    let rule: String
    /// What is gone, as `Deletion` calls it.
    let fact: String
  }

  /// Rules about every member, every named master or no other group judge the ones that the export
  /// shows: `single-server-group` and `incomplete-export` report that there may be more.
  static let licences: [String: [String]] = [
    "address-consumer-mismatch": members + ["id", "ips", "ips[]", "lan"],
    "address-in-two-groups": [
      "datacenters[]", "entities", "id", "ip", "ipFailover", "ipFailover[]", "items", "lans",
      "lans[]",
      "properties",
    ],
    // An item without an id in a list of the users of a group names nobody.
    "failover-ip-not-primary": [
      "entities", "id", "ips", "ips[]", "items", "lan", "nics", "nics[]", "properties", "servers[]",
    ],
    // A rule without a direction is inbound.
    "firewall-blocks-vrrp": ["type"],
    // A list that is not there at all is not cut off.
    "incomplete-export": ["ipblocks", "users"],
    // A LAN that names no IPv6 block has none.
    "ipv6-without-failover": ["ipv6CidrBlock"],
    "master-missing": ["ip", "ipFailover[]"],
    "resource-in-transition": members + ["id", "ips", "ips[]", "lan"],
    "several-masters": [
      "datacenters[]", "entities", "ip", "ipFailover", "ipFailover[]", "items", "lans", "lans[]",
      "nicUuid", "properties",
    ],
    "unequal-members": members.filter { $0 != "servers" },
  ]

  /// Facts without which a member of a group is not shown.
  private static let members = [
    "entities", "items", "nics", "nics[]", "properties", "servers", "servers[]",
  ]

  /// Rules that compare copies of a record: a member that one copy lacks is not a conflict,
  /// whatever it is.
  static let ofCopies: Set<String> = ["conflicting-records"]

  /// What was found on each estate, which is found once for all tests.
  ///
  /// Rules in SQL run on the first, which is the largest, only: to open SQLite for each of them and
  /// each of thousands of deletions would take ten times as long as all else.
  private static let found = Task {
    let inSwift = try BuiltInRules.all().filter { !($0 is SQLRule) }
    return try await withThrowingTaskGroup(of: (Int, [UnsoundPass]).self) { group in
      for index in PropertyEstate.tried {
        let estate = PropertyEstate.all[index]
        group.addTask {
          (index, try await UnsoundPass.all(of: estate, rules: index == 0 ? nil : inSwift))
        }
      }
      var found = PropertyEstate.all.map { _ in [UnsoundPass]() }
      for try await (index, passes) in group { found[index] = passes }
      return found
    }
  }

  @Test(
    "no rule passes on a fact that is gone and may have made it fail",
    arguments: PropertyEstate.tried)
  func deletion(_ estate: Int) async throws {
    for pass in try await Self.found.value[estate] {
      let rule = pass.question.rule
      let isLicensed =
        Self.licences[rule]?.contains(pass.fact) == true || Self.ofCopies.contains(rule)
      #expect(isLicensed, "\(PropertyEstate.all[estate]): \(pass.text)")
    }
  }

  @Test(
    "no rule has a licence that it does not need",
    .enabled(if: TestDepth.isFull, "skipped: set TEST_DEPTH=full, as make test-all does"))
  func licencesAreNeeded() async throws {
    let used = Set(
      try await Self.found.value.joined().map { Licence(rule: $0.question.rule, fact: $0.fact) })
    let given = Self.licences.flatMap { rule, facts in
      facts.map { Licence(rule: rule, fact: $0) }
    }
    #expect(Set(given).subtracting(used) == [])
  }

  @Test("a rule that takes unknown values for good ones is detected")
  func gullible() async throws {
    let estate = PropertyEstate.all[0]
    let passes = try await UnsoundPass.all(of: estate, rules: [Gullible()])
    let facts = Set(passes.map(\.fact))
    #expect(facts.isSuperset(of: ["vmState", "properties"]))
    #expect(try await UnsoundPass.all(of: estate, rules: [StandbyNotRunning()]).isEmpty)
  }

  /// Passes unless a server is certainly down.
  private struct Gullible: GroupRule {
    let info = RuleInfo(
      id: "gullible", title: "no server is down", severity: .note, family: .redundancy,
      subjects: [.groups], rationale: "", remediation: "", references: [], controls: [],
      examples: [])

    func judge(_ group: FailoverGroup) -> Judgement {
      group.servers.contains { $0.isUp == false } ? .fail("a server is down") : .pass
    }
  }
}

/// A pass that may have been a failure, had the export stated what was deleted from it.
private struct UnsoundPass: Sendable {
  let question: Question
  /// What was deleted.
  let fact: String
  let text: String

  /// What an export may have stated, and what follows.
  private struct Possibility {
    let path: JSONPath
    let what: String
    let outcomes: [Question: Outcome]

    var hasConflictingLAN: Bool {
      outcomes.contains {
        $0.key.rule == "conflicting-records" && $0.key.subject.hasPrefix("lan/")
          && $0.value == .fail
      }
    }
  }

  static func all(of estate: PropertyEstate, rules: [any Rule]? = nil) async throws -> [UnsoundPass]
  {
    let tree = try estate.tree()
    let now = try await estate.outcomes(tree, rules)
    var possibilities = [Possibility(path: JSONPath(), what: "what it was", outcomes: now)]
    for completion in Completion.all(of: tree) {
      let outcomes = try await estate.outcomes(completion.document, rules)
      possibilities.append(
        Possibility(path: completion.path, what: completion.what, outcomes: outcomes))
    }
    var found: [UnsoundPass] = []
    for deletion in Deletion.all(of: tree) {
      let outcomes = try await estate.outcomes(deletion.document, rules)
      let possible = possibilities.filter {
        $0.path.steps.isEmpty || $0.path.isWithin(deletion.path)
      }
      found += passes(in: outcomes, without: deletion, possible)
    }
    return found
  }

  private static func passes(
    in outcomes: [Question: Outcome], without deletion: Deletion, _ possible: [Possibility]
  ) -> [UnsoundPass] {
    outcomes.compactMap { question, outcome in
      #expect(outcome != .error, "\(question) without \(deletion.path)")
      guard outcome == .pass else { return nil }
      // A member that one copy of a LAN lacks is not a conflict: the list that the other copy shows
      // is then known.
      let failing = possible.first {
        $0.outcomes[question] == .fail
          && !(question.rule == "incomplete-export" && $0.hasConflictingLAN)
      }
      return failing.map { failing in
        let text = """
          \(question.rule) passes \(question.subject) without \(deletion.path), \
          but fails it with \(failing.what)
          """
        return UnsoundPass(question: question, fact: deletion.what, text: text)
      }
    }
  }
}
