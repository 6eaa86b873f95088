import FailoverAudit
import FailoverInventory
import Testing

/// Rules that are written in SQL.
@Suite("Rules in SQL")
struct SQLRuleTests {
  private let file = HouseRuleFile()

  @Test("a row is a failure with its message and evidence, no row is a pass")
  func rows() async throws {
    let judgements = try await file.judgements()
    #expect(judgements.count == 2)
    #expect(judgements["lan/dc/1"] == .pass)
    guard case .fail(let findings)? = judgements["lan/dc/2"] else {
      Issue.record("no failure")
      return
    }
    #expect(findings.map(\.message) == ["the LAN 2 has no name"])
    #expect(findings[0].evidence == [Evidence("id", "2")])
  }

  @Test("the column outcome says unknown and notApplicable in the header's words")
  func outcomes() async throws {
    let file = file.with(
      "message:", "unknown: nobody knows {id}\nnot-applicable: not for {id}\nmessage:"
    ).with(
      statement: """
        SELECT subject, id, CASE id WHEN '1' THEN 'unknown' ELSE 'notApplicable' END AS outcome
        FROM lans WHERE has_properties
        """)
    let judgements = try await file.judgements()
    #expect(judgements["lan/dc/1"]?.outcome == .unknown)
    #expect(judgements["lan/dc/2"] == .notApplicable("not for 2"))
  }

  @Test("facets distinguish several findings of one subject")
  func facets() async throws {
    let statement =
      "SELECT l.subject, l.id, v.column1 AS facet FROM lans l, (VALUES ('b'), ('a')) v WHERE l.id = '1'"
    let judgements = try await file.with(statement: statement).judgements()
    guard case .fail(let findings)? = judgements["lan/dc/1"] else {
      Issue.record("no failure")
      return
    }
    #expect(findings.map(\.facet) == ["a", "b"])
  }

  private static let against: [(String, String)] = [
    ("SELECT subject, id FROM lans", "none of the rule's subjects"),
    ("SELECT 'lan/dc/9' AS subject, 1 AS id", "none of the rule's subjects"),
    ("SELECT NULL AS subject, 1 AS id", "a row without a subject"),
    ("SELECT 7 AS subject, 1 AS id", "a row without a subject"),
    ("SELECT l.subject, l.id FROM lans l, lans WHERE l.id = '1'", "gave two rows for lan/dc/1"),
    ("SELECT subject, id, 'pass' AS outcome FROM lans", "not fail, unknown or notApplicable"),
    ("SELECT subject, id, 7 AS facet FROM lans", "a facet that is not a text"),
    ("SELECT subject, id, NULL AS outcome FROM lans", "not fail, unknown or notApplicable"),
    (
      "SELECT subject, id, 'fail' AS outcome, 'a' AS facet FROM lans WHERE id = '1' UNION SELECT subject, id, 'unknown', 'b' FROM lans WHERE id = '1'",
      "answered more than once"
    ),
    ("SELECT subject, abs(-9223372036854775808) AS id FROM lans", "integer overflow"),
  ]

  @Test(
    "a statement that answers against the contract is an error for every subject",
    arguments: against)
  func broken(statement: String, words: String) async throws {
    let judgements = try await file.with(statement: statement).judgements()
    #expect(judgements.count == 2)
    for judgement in judgements.values {
      guard case .error(let sentence) = judgement else {
        Issue.record("\(judgement)")
        continue
      }
      #expect(sentence.contains(words), "\(sentence)")
    }
  }

  @Test("an endless statement is stopped, is an error, and the other rules run")
  func endless() async throws {
    var limits = RuleFolder.Permissions().sqlLimits
    limits[.seconds] = 1
    let endless = try file.with(
      statement:
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'lan/dc/1' AS subject, max(i) AS id FROM n"
    ).rule().with(limits)
    let healthy = try SQLRule(
      file.with("house-rule", "other-rule").bytes, path: "rules/other-rule.sql")
    let ledger = await Auditor(rules: [endless, healthy]).audit(await HouseRuleFile.inventory())
    #expect(ledger.rules.map { $0.counts[.error] } == [2, 0])
    guard case .error(let sentence) = ledger.rules[0].judgement(at: 0) else { return }
    #expect(sentence.contains("1 s") || sentence.contains("second"), "\(sentence)")
  }

  @Test("more rows than are allowed are an error that says so")
  func tooManyRows() async throws {
    var limits = RuleFolder.Permissions().sqlLimits
    limits[.rows] = 1
    let rule = try file.with(statement: "SELECT subject, id FROM lans WHERE has_properties").rule()
    let judgements = await HouseRuleFile.judgements(of: rule.with(limits))
    guard case .error(let sentence)? = judgements["lan/dc/1"] else {
      Issue.record("no error")
      return
    }
    #expect(sentence.contains("more than 1 row"), "\(sentence)")
  }

  @Test("a required fact that is not known makes the subject unknown, whatever the statement says")
  func requires() async throws {
    let judgements = try await file.with("message:", "requires: [name]\nmessage:").judgements()
    #expect(judgements["lan/dc/1"] == .pass)
    #expect(judgements["lan/dc/2"]?.outcome == .unknown)
    let about = try await file.with("message:", "requires: [lists.users]\nmessage:").judgements()
    #expect(about.values.allSatisfy { $0.outcome == .unknown })
    #expect(
      judgements["lan/dc/2"]?.findings.map(\.message) == [
        "the export does not show the name of the LAN"
      ])
    #expect(
      about["lan/dc/1"]?.findings.map(\.message) == [
        "the export does not show all users of the contract"
      ])
  }

  @Test("evidence is labelled with words, not with the names of columns")
  func evidenceLabels() async throws {
    let judgements = try await file.with(
      statement: "SELECT subject, id, id AS lan_number FROM lans WHERE has_properties"
    ).judgements()
    let evidence = judgements["lan/dc/1"]?.findings.first?.evidence
    #expect(evidence?.last == Evidence("lan number", "1"))
  }

  @Test(
    "the header says what a failure costs, what subjects share, and what to do about the unknown")
  func ranks() throws {
    let plain = try file.rule().info
    #expect(plain.loss == plain.family.loss)
    #expect(plain.unknownRemedy == plain.family.unknownRemedy)
    let rule = try file.with(
      "message:", "loss: address\nshared-cause: lan\nunknown-remedy: Look.\nmessage:"
    ).rule()
    #expect(rule.info.loss == .address)
    #expect(rule.info.sharedCause == .lan)
    #expect(rule.info.remedy(of: .unknown) == "Look.")
    #expect(rule.info.remedy(of: .fail) == rule.info.remediation)
  }

  @Test("parameters are bound by their names with _ for -")
  func parameters() async throws {
    let file = file.with(
      "message:",
      "parameters: {least-id: {summary: the least id, minimum: 0, maximum: 9, default: 2}}\nmessage:"
    ).with(
      statement:
        "SELECT subject, id FROM lans WHERE has_properties AND CAST(id AS INTEGER) >= :least_id")
    #expect(try await file.judgements()["lan/dc/1"] == .pass)
    let rule = try file.rule().with(["least-id": 1])
    #expect(await HouseRuleFile.judgements(of: rule)["lan/dc/1"]?.outcome == .fail)
  }

  @Test(
    "the default of a parameter is read under its former key too",
    arguments: ["default", "standard"])
  func formerDefault(key: String) throws {
    let rule = try file.with(
      "message:", "parameters: {least: {summary: x, minimum: 0, maximum: 9, \(key): 2}}\nmessage:"
    ).with(statement: "SELECT subject, id FROM lans WHERE :least = 2").rule()
    #expect(rule.info.parameters.map(\.defaultValue) == [2])
  }

  @Test("names from the export come into messages as they are, braces and all")
  func hostile() async throws {
    let statement = "SELECT subject, '{id}<script>' AS id FROM lans WHERE id = '1'"
    let judgements = try await file.with(statement: statement).judgements()
    guard case .fail(let findings)? = judgements["lan/dc/1"] else {
      Issue.record("no failure")
      return
    }
    #expect(findings[0].message == "the LAN {id}<script> has no name")
  }
}
