import FailoverAudit
import FailoverBase
import FailoverInventory
import TestSupport
import Testing

@testable import FailoverRules

/// No certain outcome rests on a value that says nothing, and an outcome that is certain without
/// the value stays so.
///
/// Seeds choose what is tried on each estate; `TEST_DEPTH=exhaustive` in the environment
/// tries everything, which takes hours.
struct ManglingPropertyTests {
  /// Rules that judge what the export shows, by what may be hidden from them; see
  /// `DeletionPropertyTests`.
  private static let licences = DeletionPropertyTests.licences

  /// Failures that the contract of the rules wants where a value is unknown: a user is not an owner
  /// unless a contract says so, nor the creator of a record that their own complete list does not
  /// name.
  private static let failures: Set<String> = [
    "contracts", "contracts[]", "owner", "email", "createdByUserId", "metadata", "properties",
    "items",
  ]
  private static let rulesOfPeople: Set<String> = [
    "address-right-without-operator", "operator-without-address-right", "single-address-operator",
  ]

  @Test(
    "no pass and no failure rests on a value that says nothing",
    arguments: PropertyEstate.tried)
  func mangling(_ index: Int) async throws {
    let estate = PropertyEstate.all[index]
    let tree = try estate.tree()
    let rules =
      index == 0 ? nil : try BuiltInRules.all(estate.parameters).filter { !($0 is SQLRule) }
    let original = try await estate.outcomes(tree, rules)
    var random = SplitMix64(seed: UInt64(index) + 1)
    let all = Mangling.all(of: tree)
    let count = TestDepth.isExhaustive ? all.count : index == 0 ? 24 : 3
    let chosen = all.shuffled(using: &random).prefix(count)
    for mangling in chosen {
      let outcomes = try await estate.outcomes(mangling.document, rules)
      let possible = try await possibilities(tree, mangling, estate, rules, original)
      for (question, outcome) in outcomes where outcome == .pass || outcome == .fail {
        let other = possible.first { $0.outcomes[question] == (outcome == .pass ? .fail : .pass) }
        if let other, !isLicensed(question, mangling, outcome, other.outcomes) {
          Issue.record(
            """
            \(estate): \(question.rule) gives \(outcome.word) to \(question.subject) with \
            \(mangling.path) = \(mangling.replacement.compact), but not with \(other.what)
            """)
        }
      }
      try await certainStays(mangling, outcomes, estate, rules)
    }
  }

  @Test(
    "no failure of the neutral format rests on a value that says nothing, and XML says the same",
    arguments: PropertyEstate.tried)
  func neutral(_ index: Int) async throws {
    let estate = PropertyEstate.all[index]
    guard ExampleEstate.Form.neutralJSON.canState(estate.estate) else { return }
    let tree = try OrderedJSON(parsing: estate.estate.documents(.neutralJSON)[0].text)
    let rules = try BuiltInRules.all(estate.parameters).filter { !($0 is SQLRule) }
    let original = try await estate.outcomes(tree, rules)
    var random = SplitMix64(seed: UInt64(index) + 1000)
    let all = Mangling.all(of: tree).filter { $0.path.key != "format" }
    let count = TestDepth.isExhaustive ? all.count : index == 0 ? 60 : 12
    let chosen = all.shuffled(using: &random).prefix(count)
    for mangling in chosen {
      let what = "\(estate): \(mangling.path) = \(mangling.replacement.compact)"
      let outcomes = try await estate.outcomes(mangling.document, rules)
      for (question, outcome) in outcomes where outcome == .fail && original[question] == .pass {
        let isLicensed = isLicensed(question, mangling, .fail, original)
        #expect(isLicensed, "\(what): \(question.rule) fails \(question.subject)")
      }
      // A number in an attribute of XML is a text.
      guard mangling.replacement.compact != "7", let xml = mangling.document.neutralXML
      else { continue }
      let other = await Inventory.read(documents: [("estate.json", Array(xml.utf8))])
      let ledger = await Auditor(rules: rules).audit(other)
      for rule in ledger.rules {
        for (row, outcome) in rule.outcomes.enumerated() {
          let question = Question(rule: rule.info.id, subject: rule.subject(at: row).name)
          #expect(outcomes[question] == outcome, "\(what): \(question) differs in XML")
        }
      }
    }
  }

  /// What is certain without the value is certain whatever takes its place.
  private func certainStays(
    _ mangling: Mangling, _ outcomes: [Question: Outcome], _ estate: PropertyEstate,
    _ rules: [any Rule]?
  ) async throws {
    guard let without = mangling.without, !outcomes.haveConflicts else { return }
    for (question, outcome) in try await estate.outcomes(without, rules)
    where outcome == .pass || outcome == .fail {
      // A value there is more than nothing: copies that lack it do not contradict it, and an export
      // that shows less of a list says so.
      if ["conflicting-records", "incomplete-export"].contains(question.rule) { continue }
      guard let now = outcomes[question] else { continue }
      #expect(
        now == outcome,
        "\(estate): \(question) without \(mangling.path) and with \(mangling.replacement.compact)")
    }
  }

  private func possibilities(
    _ tree: OrderedJSON, _ mangling: Mangling, _ estate: PropertyEstate, _ rules: [any Rule]?,
    _ original: [Question: Outcome]
  ) async throws -> [(what: String, outcomes: [Question: Outcome])] {
    var found = [(what: "what it was", outcomes: original)]
    for completion in Completion.all(of: tree) where completion.path.isWithin(mangling.path) {
      found.append((completion.what, try await estate.outcomes(completion.document, rules)))
    }
    return found
  }

  private func isLicensed(
    _ question: Question, _ mangling: Mangling, _ outcome: Outcome, _ other: [Question: Outcome]
  ) -> Bool {
    if question.rule == "conflicting-records" || question.rule == "incomplete-export" {
      return true
    }
    if outcome == .pass { return Self.licences[question.rule]?.contains(mangling.what) == true }
    return Self.rulesOfPeople.contains(question.rule) && Self.failures.contains(mangling.what)
  }
}

extension [Question: Outcome] {
  /// Whether copies of a record disagree: null contradicts a value, and absent does not.
  fileprivate var haveConflicts: Bool {
    contains { $0.key.rule == "conflicting-records" && $0.value == .fail }
  }
}
