import FailoverAudit
import FailoverInventory

/// A rule file in SQL; tests change one part of it.
struct HouseRuleFile {
  var header = """
    id: house-rule
    title: a LAN has a name
    severity: note
    family: surroundings
    subjects: lans
    rationale: Because.
    remediation: Do it.
    message: the LAN {id} has no name
    examples:
      - title: a LAN
        inventory: {datacenters: [{id: dc, lans: [{id: 1, failoverGroups: []}]}]}
        outcomes: {lan/dc/1: fail}
    """
  var statement = "SELECT subject, id FROM lans WHERE name IS NULL AND has_properties"

  var bytes: [UInt8] { Array("/*\n\(header)\n*/\n\(statement)\n".utf8) }

  func rule() throws -> SQLRule { try SQLRule(bytes, path: "rules/house-rule.sql") }

  /// The same with a line of the header in place of another.
  func with(_ old: String, _ new: String) -> HouseRuleFile {
    var other = self
    other.header = header.replacing(old, with: new)
    return other
  }

  func with(statement: String) -> HouseRuleFile {
    var other = self
    other.statement = statement
    return other
  }

  /// An estate of two LANs with groups, one of them without a name, and one LAN that is a
  /// reference.
  static func inventory() async -> Inventory {
    let text = """
      {"format": "failover-inventory/1", "datacenters": [{"id": "dc", "lans": [
        {"id": "1", "name": "web", "failoverGroups": [{"ip": "85.215.1.1", "masters": ["n1"]}]},
        {"id": "2", "failoverGroups": [{"ip": "85.215.1.2"}]}, {"id": "3", "partial": true}],
        "servers": [
        {"id": "a", "name": "a", "nics": [{"id": "n1", "lan": "1", "ips": ["85.215.1.1"]}]},
        {"id": "b", "nics": [{"id": "n2", "lan": "1", "ips": ["85.215.1.1"]}, {"id": "n3", "lan": "2"}]}]}]}
      """
    return await Inventory.read(documents: [("estate.json", Array(text.utf8))])
  }

  /// The judgements of the rule, by subject.
  func judgements() async throws -> [String: Judgement] {
    await Self.judgements(of: try rule())
  }

  static func judgements(of rule: any Rule) async -> [String: Judgement] {
    let ledger = await Auditor(rules: [rule]).audit(await inventory())
    var judgements: [String: Judgement] = [:]
    for rule in ledger.rules {
      for index in rule.outcomes.indices {
        judgements[rule.name(at: index)] = rule.judgement(at: index)
        assert(rule.judgement(at: index).outcome == rule.outcomes[index])
      }
    }
    return judgements
  }
}
