import FailoverAudit
import FailoverBase
import FailoverInventory
import Testing

@testable import FailoverRules

/// Every example of every rule, through the whole engine, however the estate is written down.
struct ExampleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    let example: Example
    let form: ExampleEstate.Form
    var testDescription: String { "\(rule), \(example.title), as \(form.rawValue)" }
  }

  static let cases: [Case] = ((try? BuiltInRules.all()) ?? []).flatMap { rule in
    rule.info.examples.flatMap { example in
      ExampleEstate.Form.allCases.filter { example.documents($0) != nil }
        .map { Case(rule: rule.info.id, example: example, form: $0) }
    }
  }

  @Test("an example gives the outcomes that it names, in every form", arguments: cases)
  func example(_ test: Case) async throws {
    let parameters = Dictionary(
      uniqueKeysWithValues: test.example.parameters.map { ("\(test.rule).\($0.key)", $0.value) })
    let asked = Set([test.rule] + test.example.waivers.map(\.rule))
    let rules = try BuiltInRules.all(parameters).filter { asked.contains($0.info.id) }
    let documents = try #require(test.example.documents(test.form))
    var options = ReadingOptions()
    options.jobs = 2
    options.ownRanges = try test.example.ownRanges.map { try #require(AddressRange($0)) }
    let inventory = test.example.withEvidence(
      await Inventory.read(
        documents: documents.map { ($0.name, Array($0.text.utf8)) }, options))
    for input in inventory.inputs where input.kind == .export {
      #expect(input.status != .refused, "\(input.problems)")
    }
    let waivers = test.example.day.map { WaiversOfDay(test.example.waivers, on: $0) }
    let time = test.example.time.flatMap { Moment($0) }
    let ledger = await Auditor(rules: rules).audit(inventory, waivers: waivers, at: time)
    try ledger.check(against: inventory, waivers: test.example.waivers.count)
    let rule = try #require(ledger.rules.first { $0.info.id == test.rule })
    var outcomes: [String: Outcome] = [:]
    for index in rule.outcomes.indices {
      outcomes[rule.subject(at: index).name] = rule.outcomes[index]
    }
    for (subject, outcome) in test.example.outcomes {
      #expect(
        outcomes[subject] == outcome,
        "\(subject) at \(test.example.file):\(test.example.line)")
    }
    for (subject, outcome) in outcomes where test.example.outcomes[subject] == nil {
      #expect(
        isExtra(subject, outcome, test.form),
        "\(subject) is \(outcome.word), which the example does not name")
    }
  }

  /// What a form adds: files of their own, and a healthy stranger.
  private func isExtra(
    _ subject: String, _ outcome: Outcome, _ form: ExampleEstate.Form
  ) -> Bool {
    if subject.contains("ffffffff-0000-4000-8000") {
      return outcome == .pass || outcome == .notApplicable
    }
    return subject.hasPrefix("export/") && (form == .files || form == .twice)
  }

  @Test("every example can be stated in some form")
  func everyExampleRuns() throws {
    for rule in try BuiltInRules.all() {
      for example in rule.info.examples {
        #expect(ExampleEstate.Form.allCases.contains { example.documents($0) != nil })
      }
    }
  }

  @Test("every outcome that a rule can give has an example")
  func everyOutcomeHasAnExample() throws {
    let limited: [String: Set<Outcome>] = [
      "address-in-two-groups": [.pass, .fail, .notApplicable],
      "address-not-public": [.pass, .fail],
      "lan-not-public": [.pass, .fail, .unknown],
      "address-right-without-operator": [.pass, .fail, .unknown],
      "single-address-operator": [.pass, .fail, .unknown],
      "firewall-blocks-vrrp": [.pass, .fail, .unknown],
      "ipv6-without-failover": [.pass, .fail, .notApplicable],
      "conflicting-records": [.pass, .fail],
      "duplicate-address": [.fail],
      "shared-address-without-group": [.pass, .fail, .unknown],
      "several-masters": [.pass, .fail, .notApplicable],
      "master-missing": [.pass, .fail, .unknown],
      "incomplete-export": [.pass, .fail],
      "crowded-master": [.pass, .fail, .unknown],
      "departed-block-creator": [.pass, .fail, .unknown],
      "duplicate-mac": [.pass, .fail, .unknown],
      "mixed-address-block": [.pass, .fail, .unknown],
      "expired-waiver": [.pass, .fail],
      "expiring-waiver": [.pass, .fail, .notApplicable],
      "broad-waiver": [.pass, .fail, .notApplicable],
      "self-approved-waiver": [.pass, .fail],
      "long-waiver": [.pass, .fail],
      "ha-service-not-started": [.pass, .fail, .unknown],
      "ha-evidence-missing": [.pass, .fail, .notApplicable],
    ]
    for rule in try BuiltInRules.all() {
      let shown = Set(rule.info.examples.flatMap(\.outcomes.values))
      let expected = limited[rule.info.id] ?? [.pass, .fail, .unknown, .notApplicable]
      #expect(shown == expected, "\(rule.info.id)")
    }
  }
}
