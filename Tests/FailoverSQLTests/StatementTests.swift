import FailoverInventory
import FailoverSQL
import Testing

/// What a statement is and gives.
struct StatementTests {
  @Test("members of groups join their NICs, whatever type a key is of")
  func join() async throws {
    let inventory = try await SampleInventory.read()
    let rows = try answer(
      """
      SELECT g.subject, m.nic, m.is_master FROM groups g JOIN lans l ON l.subject = g.lan_subject
      JOIN members m ON m.group_subject = g.subject JOIN nics n ON n.id = m.nic AND n.lan = :lan
      WHERE l.id = 1 LIMIT 2
      """, inventory, ["lan": .integer(1)])
    #expect(rows.count == 2)
    for row in rows {
      guard case .text(let subject) = row[0] else { throw SubjectIsNoText() }
      #expect(subject.hasPrefix("group/") && subject.contains("/1/"))
    }
  }

  private struct SubjectIsNoText: Error {}

  @Test("a statement shows its columns, its parameters and what it reads")
  func facts() throws {
    let statement = try SQLDatabase(nil).prepare(
      "WITH g AS (SELECT subject FROM groups) SELECT g.subject AS s, :a FROM g, nics WHERE name = :b"
    )
    #expect(statement.columns == ["s", ":a"])
    #expect(statement.parameters == ["a", "b"])
    #expect(statement.reads == ["groups": ["subject"], "nics": ["name"]])
    #expect(try statement.rows(["a": .null, "b": .text("x")]).isEmpty)
  }

  @Test("an error says where it is and what may be meant")
  func places() throws {
    #expect(
      failure("SELECT 1,\n  subjet FROM groups")?.description
        == "line 2, column 3: no such column: subjet; did you mean \"subject\"?")
    #expect(failure("SELECT 'ä', subjet FROM groups")?.column == 13)
    #expect(failure("SELECT 1 FROM gruops")?.sentence.hasSuffix("did you mean \"groups\"?") == true)
    #expect(failure("SELECT lenght(1)")?.sentence.hasSuffix("did you mean \"length\"?") == true)
    let elsewhere = failure("SELECT zone FROM groups")?.sentence
    #expect(elsewhere == "no such column: zone; members, servers have one")
    #expect(failure("SELEC 1")?.line == 1)
  }

  @Test("values come back as they went in")
  func values() throws {
    let all: [SQLValue] = [
      .null, .integer(.max), .integer(.min), .real(0.1), .text("ä\u{0}b"), .text(""),
      .blob([0, 255]),
      .blob([]),
    ]
    for value in all {
      #expect(try answer("SELECT :v", nil, ["v": value]) == [[value]])
    }
  }

  @Test("every value has its parameter and every parameter its value")
  func parameters() throws {
    let statement = try SQLDatabase(nil).prepare("SELECT :a")
    #expect(throws: SQLError.self) { try statement.rows() }
    #expect(throws: SQLError.self) { try statement.rows(["a": .null, "b": .null]) }
  }

  private func failure(_ sql: String) -> SQLError? {
    do {
      _ = try SQLDatabase(nil).prepare(sql)
      return nil
    } catch { return error }
  }
}
