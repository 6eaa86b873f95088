import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverRules

/// An estate that properties are tried on, and the rules that are put to it.
struct PropertyEstate: Sendable, CustomStringConvertible {
  let title: String
  let estate: ExampleEstate
  /// As `rule.parameter`.
  let parameters: [String: Int]
  var description: String { title }

  /// The examples of all rules that answers of the API can state, and one in which most rules find
  /// something to judge. Examples of rules about evidence are of few estates, again and again.
  static let all: [PropertyEstate] =
    [PropertyEstate(title: "two LANs with three groups", estate: large, parameters: [:])]
    + ((try? BuiltInRules.all()) ?? []).filter { !($0 is any EvidenceRule) }.flatMap { rule in
      rule.info.examples.compactMap { example in
        guard let estate = example.estate, ExampleEstate.Form.bundle.canState(estate) else {
          return nil
        }
        return PropertyEstate(
          title: "\(rule.info.id), \(example.title)", estate: estate,
          parameters: Dictionary(
            uniqueKeysWithValues: example.parameters.map { ("\(rule.info.id).\($0)", $1) }))
      }
    }

  /// On LAN 1 two groups with masters on two servers in two zones, and one on LAN 2 with a standby
  /// in between.
  private static let large = ExampleEstate(
    .init(
      "dc",
      lans: [
        .init("1", [.init("85.215.1.1", master: "a1"), .init("85.215.1.2", master: "b1")]),
        .init("2", [.init("85.215.2.1", master: "b2")]),
      ],
      servers: [
        .init(
          "a", zone: "ZONE_1",
          nics: [
            .init("a1", lan: 1, ["85.215.1.1", "85.215.1.2"]), .init("a2", lan: 2, ["85.215.2.1"]),
          ]),
        .init(
          "b", zone: "ZONE_2",
          nics: [
            .init("b1", lan: 1, ["85.215.1.2", "85.215.1.1"]),
            .init("b2", lan: 2, ["85.215.2.1", "10.0.0.2"]),
          ]),
        .init("c", zone: "ZONE_2", state: "SHUTOFF", nics: [.init("c2", lan: 2, ["10.0.0.3"])]),
      ]),
    .init("other", lans: [.init("1", [])], servers: []),
    accounts: [.init("ipblocks", ["block"]), .init("users", ["u"]), .init("groups", ["g"])])

  /// The estate as one document.
  func tree() throws -> OrderedJSON {
    try OrderedJSON(parsing: estate.documents(.bundle)[0].text)
  }

  /// Runs all rules, or the given ones, on documents that are named in the order in which they are
  /// given.
  func ledger(_ documents: [OrderedJSON], _ rules: [any Rule]? = nil) async throws -> Ledger {
    let named = documents.enumerated().map {
      (name: $0 == 0 ? "estate.json" : "estate-\($0).json", bytes: Array($1.compact.utf8))
    }
    var options = ReadingOptions()
    options.digest = false
    let inventory = await Inventory.read(documents: named, options)
    // Rules in SQL take a database each time: their own tests change them and their examples
    // instead.
    let asked = try rules ?? BuiltInRules.all(parameters).filter { !($0 is SQLRule) }
    let ledger = await Auditor(rules: asked).audit(inventory)
    try ledger.check(against: inventory)
    return ledger
  }

  /// The outcomes by rule and subject.
  func outcomes(
    _ document: OrderedJSON, _ rules: [any Rule]? = nil
  ) async throws -> [Question: Outcome] {
    var outcomes: [Question: Outcome] = [:]
    for rule in try await ledger([document], rules).rules {
      for (index, outcome) in rule.outcomes.enumerated() {
        outcomes[Question(rule: rule.info.id, subject: rule.subject(at: index).name)] = outcome
      }
    }
    return outcomes
  }
}

/// One rule and one subject.
struct Question: Hashable, Sendable {
  let rule: String
  let subject: String
}

extension Ledger {
  /// Rules whose evidence is in the order of its places.
  private static let ordersByPlace: Set<String> = ["conflicting-records", "firewall-blocks-vrrp"]

  /// Every outcome with its words, a line each, without places.
  func lines(withExports: Bool = true) -> [String] {
    rules.flatMap { rule in
      rule.outcomes.indices.compactMap { index in
        let subject = rule.subject(at: index).name
        if !withExports && subject.hasPrefix("export/") { return nil }
        let words = rule.judgement(at: index).words(
          inOrder: !Self.ordersByPlace.contains(rule.info.id))
        return "\(rule.info.id) \(subject): \(words)"
      }
    }
  }
}

extension Judgement {
  /// - Parameter inOrder: whether the order of the evidence means something.
  fileprivate func words(inOrder: Bool) -> String {
    let findings: [Finding] =
      switch self {
      case .fail(let findings): findings
      case .unknown(let finding): [finding]
      default: []
      }
    let reason: String =
      switch self {
      case .notApplicable(let reason), .error(let reason): reason
      default: ""
      }
    let facts = findings.map { finding in
      let evidence = finding.evidence.map { "\($0.about)=\($0.value)" }
      return finding.facet + "|" + finding.message + "|"
        + (inOrder ? evidence : evidence.sorted()).joined(separator: ";")
    }
    return ([outcome.word, reason] + facts).joined(separator: " ")
  }
}
