import FailoverAudit
import FailoverBase
import FailoverInventory
import TestSupport
import Testing

@testable import FailoverRules

/// An export that was converted never says more than the export itself, whatever is missing,
/// mangled or contradicted.
struct ConvertPropertyTests {
  @Test(
    "what is certain of a converted export is certain of the export",
    arguments: PropertyEstate.tried)
  func neverMore(_ index: Int) async throws {
    let estate = PropertyEstate.all[index]
    let tree = try estate.tree()
    let rules = try BuiltInRules.all(estate.parameters).filter { !($0 is SQLRule) }
    var random = SplitMix64(seed: UInt64(index) + 100)
    let count = TestDepth.isExhaustive ? Int.max : index == 0 ? 20 : 3
    for mangling in Mangling.all(of: tree).shuffled(using: &random).prefix(count) {
      let what = "\(estate): \(mangling.path) = \(mangling.replacement.compact)"
      try await check([mangling.document], rules, what)
      try await check([tree, mangling.document], rules, "copies, " + what)
    }
    for deletion in Deletion.all(of: tree).shuffled(using: &random).prefix(count) {
      try await check([deletion.document], rules, "\(estate): without \(deletion.path)")
    }
  }

  @Test(
    "what is certain of a converted neutral inventory is certain of the inventory",
    arguments: ExampleEstateOfRoles.tried)
  func neutral(_ index: Int) async throws {
    let (title, estate) = ExampleEstateOfRoles.all[index]
    let tree = try OrderedJSON(parsing: estate.documents(.neutralJSON)[0].text)
    let rules = try BuiltInRules.all().filter { !($0 is SQLRule) }
    var random = SplitMix64(seed: UInt64(index) + 200)
    let all = Mangling.all(of: tree).filter { $0.path.key != "format" }
    let count = TestDepth.isExhaustive ? all.count : 12
    for mangling in all.shuffled(using: &random).prefix(count) {
      let what = "\(title): \(mangling.path) = \(mangling.replacement.compact)"
      try await check([mangling.document], rules, what)
    }
  }

  /// A bundle with one record of nearly every kind, small enough to try every mangling of it. Nulls
  /// contradict other values; absent members do not.
  private static let small = """
    {"datacenters":{"id":"datacenters","items":[{"id":"d","type":"datacenter",
      "properties":{"name":"d","location":"de/fra"},"entities":{
       "lans":{"items":[{"id":"1","type":"lan","metadata":{"state":"AVAILABLE"},
         "properties":{"name":"l","public":true,"pcc":null,"ipv6CidrBlock":null,
           "ipFailover":[{"ip":"85.215.1.1","nicUuid":"a"}]},
         "entities":{"nics":{"items":[
          {"id":"a","type":"nic","properties":{"lan":1,"ips":["85.215.1.1"]}},
          {"id":"b","type":"nic","properties":{"lan":1,"ips":["85.215.1.1"]}}]}}}]},
       "servers":{"items":[
        {"id":"s","type":"server","metadata":{"state":"AVAILABLE"},"properties":{"name":"s"},
         "entities":{"nics":{"items":[
          {"id":"a","type":"nic","metadata":{"state":"AVAILABLE"},
           "properties":{"lan":1,"ips":["85.215.1.1"]}}]}}},
        {"id":"t","type":"server","metadata":{"state":"BUSY"},"properties":{"name":"t"},
         "entities":{"nics":{"items":[
          {"id":"b","type":"nic","metadata":{"state":"AVAILABLE"},
           "properties":{"lan":1,"ips":["85.215.1.1"]}}]}}}]}}}]},
     "users":{"id":"um/users","items":[
       {"id":"u","type":"user","properties":{"email":"a@b.example","active":true}}]},
     "contracts":{"id":"contracts","items":[
       {"type":"contract","properties":{"contractNumber":7,"owner":"a@b.example"}}]}}
    """

  @Test("every mangling of a small bundle, and that beside the bundle, converts to no more")
  func everyMangling() async throws {
    let tree = try OrderedJSON(parsing: Self.small)
    let rules = try BuiltInRules.all().filter { !($0 is SQLRule) }
    for mangling in Mangling.all(of: tree) {
      let what = "\(mangling.path) = \(mangling.replacement.compact)"
      try await check([mangling.document], rules, what)
      try await check([tree, mangling.document], rules, "copies, " + what)
    }
    for deletion in Deletion.all(of: tree) {
      try await check([deletion.document], rules, "without \(deletion.path)")
    }
  }

  private func check(_ documents: [OrderedJSON], _ rules: [any Rule], _ what: String) async throws {
    let named = documents.enumerated().map {
      (name: "estate-\($0).json", bytes: Array($1.compact.utf8))
    }
    let inventory = await Inventory.read(documents: named)
    let before = try await Self.outcomes(inventory, rules)
    for isXML in [false, true] {
      var writer = NeutralWriter(inventory, isXML: isXML)
      var bytes: [UInt8] = []
      try writer.write { bytes += $0 }
      let text = String(decoding: bytes, as: UTF8.self)
      let converted = await Inventory.read(documents: [("converted", bytes)])
      let after = try await Self.outcomes(converted, rules)
      for (question, outcome) in after where outcome != .unknown {
        if question.subject.hasPrefix("export/") || before[question] == outcome { continue }
        // A record that has no place in the format is told of, with exit code 2.
        // Rules that judge what is shown judge the others.
        let judgesShown =
          DeletionPropertyTests.licences[question.rule]?.contains("nics[]") == true
        if outcome == .notApplicable || judgesShown, !writer.losses.isEmpty { continue }
        Issue.record(
          """
          \(what): \(question.rule) gives \(outcome.word) to \(question.subject), but \
          \(before[question]?.word ?? "nothing") to it before it was converted
          \(text)
          """)
      }
      let hides = inventory.gaps != ExportGaps()
      let tells = converted.gaps != ExportGaps() || !writer.losses.isEmpty
      #expect(!hides || tells, "\(what): a gap is gone\n\(text)")
    }
  }

  private static func outcomes(
    _ inventory: Inventory, _ rules: [any Rule]
  ) async throws -> [Question: Outcome] {
    let ledger = await Auditor(rules: rules).audit(inventory)
    var outcomes: [Question: Outcome] = [:]
    for rule in ledger.rules {
      for (index, outcome) in rule.outcomes.enumerated() {
        outcomes[Question(rule: rule.info.id, subject: rule.subject(at: index).name)] = outcome
      }
    }
    return outcomes
  }
}

/// Examples of rules whose inventories declare members, which answers of the API cannot state.
enum ExampleEstateOfRoles {
  static let all: [(title: String, estate: ExampleEstate)] =
    ((try? BuiltInRules.all()) ?? []).filter { !($0 is any EvidenceRule) }.flatMap { rule in
      rule.info.examples.compactMap { example in
        guard let estate = example.estate, !ExampleEstate.Form.bundle.canState(estate) else {
          return nil
        }
        return ("\(rule.info.id), \(example.title)", estate)
      }
    }

  static var tried: [Int] { Array(all.indices) }
}
