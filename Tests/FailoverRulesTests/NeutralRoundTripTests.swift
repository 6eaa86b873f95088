import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverRules

/// Every example of every rule, written in the neutral format and read again.
struct NeutralRoundTripTests {
  @Test(
    "an example keeps its outcomes in the neutral format, or the writer reports a loss",
    arguments: PropertyEstate.all)
  func roundTrip(_ estate: PropertyEstate) async throws {
    let inventory = await Self.read("estate.json", estate.estate.documents(.bundle)[0].text)
    let expected = try await Self.outcomes(inventory, estate)
    var texts: [String] = []
    for isXML in [false, true] {
      var writer = NeutralWriter(inventory, isXML: isXML)
      var bytes: [UInt8] = []
      try writer.write { bytes += $0 }
      let text = String(decoding: bytes, as: UTF8.self)
      let other = await Self.read("estate.json", text)
      #expect(other.inputs.allSatisfy { $0.status == .read }, "\(other.inputs)\n\(text)")
      if !writer.losses.isEmpty { continue }
      let outcomes = try await Self.outcomes(other, estate)
      for question in Set(expected.keys).union(outcomes.keys)
      where !question.subject.hasPrefix("export/") {
        #expect(outcomes[question] == expected[question], "\(question)\n\(text)")
      }
      var again = NeutralWriter(other, isXML: false)
      var json: [UInt8] = []
      try again.write { json += $0 }
      texts.append(String(decoding: json, as: UTF8.self))
      // What was not read whole, and copies that disagree, take another form when they are read
      // again.
      let isPlain =
        inventory.inputs.allSatisfy { $0.status == .read }
        && !expected.contains { $0.key.rule == "conflicting-records" && $0.value == .fail }
      if !isXML && isPlain { #expect(texts[0] == text, "writing what was read gives the same") }
    }
    #expect(Set(texts).count <= 1, "both forms carry the same")
  }

  private static func read(_ name: String, _ text: String) async -> Inventory {
    await Inventory.read(documents: [(name, Array(text.utf8))])
  }

  private static func outcomes(
    _ inventory: Inventory, _ estate: PropertyEstate
  ) async throws -> [Question: Outcome] {
    let ledger = await Auditor(rules: try BuiltInRules.all(estate.parameters)).audit(inventory)
    var outcomes: [Question: Outcome] = [:]
    for rule in ledger.rules {
      for (index, outcome) in rule.outcomes.enumerated() {
        outcomes[Question(rule: rule.info.id, subject: rule.subject(at: index).name)] = outcome
      }
    }
    return outcomes
  }
}
