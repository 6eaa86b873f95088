import Foundation
import TestSupport
import Testing

/// The commands `query` and `schema`.
struct QueryTests {
  private static let estate = "reports/estate"

  private func query(_ arguments: String...) async throws -> Command.Result {
    try await Command.run(["query"] + arguments)
  }

  @Test("an answer is printed with exit code 0, even without rows")
  func rows() async throws {
    let none = try await query("SELECT id FROM nics WHERE 0", Self.estate)
    #expect(none.exitCode == 0)
    #expect(none.text == "id\n--\n(0 rows)\n")
    let one = try await query(
      "SELECT 'a' AS x, 7 AS number UNION ALL SELECT 'bcd', 12", Self.estate)
    #expect(one.text == "x    number\n---  ------\na         7\nbcd      12\n(2 rows)\n")
    #expect(one.errorText == "")
  }

  @Test("JSON keeps large integers whole, and CSV keeps NULL apart from texts that say so")
  func formats() async throws {
    let sql =
      "SELECT 9223372036854775807 AS i, 0.5 AS r, NULL AS n, 'ä\"' || char(10) AS t, x'00ff' AS b, '=1+1' AS f, -1 AS m"
      .replacingOccurrences(of: " || char(10)", with: "")
    let json = try await query(sql, Self.estate, "--format", "json")
    #expect(
      json.text
        == "[\n{\"i\":9223372036854775807,\"r\":0.5,\"n\":null,\"t\":\"ä\\\"\",\"b\":\"00ff\",\"f\":\"=1+1\",\"m\":-1}\n]\n"
    )
    let csv = try await query(sql, Self.estate, "--format", "csv")
    #expect(
      csv.text == "i,r,n,t,b,f,m\r\n9223372036854775807,0.5,,\"ä\"\"\",00ff,'=1+1,-1\r\n")
  }

  @Test("the same answer comes from any number of workers")
  func jobs() async throws {
    let sql = "SELECT * FROM nics JOIN addresses ON nic = id LIMIT 500"
    let one = try await query(sql, Self.estate, "--jobs", "1", "--format", "csv")
    let four = try await query(sql, Self.estate, "--jobs", "4", "--format", "csv")
    #expect(one.exitCode == 0 && one.output == four.output)
  }

  @Test("an input that is not read whole makes exit code 2, and the rest is answered")
  func problems() async throws {
    let folder = try TemporaryFolder()
    try folder.write("bad.json", "{")
    let result = try await query(
      "SELECT count(*) > 0 AS x FROM groups", Self.estate, folder.path("bad.json"))
    #expect(result.exitCode == 2)
    #expect(result.text.contains("(1 row)"))
    #expect(result.errorText.contains("bad.json:1"))
  }

  @Test(
    "anything but a statement prints nothing and gives exit code 64",
    arguments: [
      "SELEC 1", "", "SELECT 1; SELECT 2", "DELETE FROM nics", "SELECT random()", "SELECT :a",
      "SELECT sum(9223372036854775807) FROM nics", "SELECT \u{1B}[31m",
    ])
  func refused(sql: String) async throws {
    let result = try await query(sql, Self.estate)
    #expect(result.exitCode == 64)
    #expect(result.text == "")
    #expect(result.errorText.hasPrefix("failover-audit: "))
    #expect(!result.errorText.contains("\u{1B}"))
  }

  @Test("a statement that reaches a limit prints nothing and makes exit code 64")
  func limits() async throws {
    let endless =
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    let slow = try await query(endless, Self.estate, "--max-seconds", "1")
    #expect(slow.exitCode == 64 && slow.text == "" && slow.errorText.contains("1 second"))
    let rows = try await query("SELECT id FROM nics", Self.estate, "--max-rows", "3")
    #expect(rows.exitCode == 64 && rows.text == "" && rows.errorText.contains("3 rows"))
    let memory = try await query(
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION SELECT x + 1 FROM n) SELECT count(*) FROM n",
      Self.estate, "--max-memory", "8M")
    #expect(memory.exitCode == 64 && memory.text == "" && memory.errorText.contains("memory"))
  }

  @Test("a statement can be in a file")
  func file() async throws {
    let folder = try TemporaryFolder()
    try folder.write("q.sql", "-- How many?\nSELECT count(*) AS n FROM lists;\n")
    let result = try await query("--file", folder.path("q.sql"), Self.estate)
    #expect(result.exitCode == 0)
    #expect(result.text == "n\n-\n5\n(1 row)\n")
    try folder.write("bad.sql", Data([0xFF]))
    #expect(try await query("--file", folder.path("bad.sql"), Self.estate).exitCode == 64)
    #expect(try await query("--file", folder.path("none.sql"), Self.estate).exitCode == 64)
  }

  @Test("wrong usage makes exit code 64")
  func usage() async throws {
    for arguments in [
      [], ["SELECT 1"], ["SELECT 1", "no/such/path"],
      ["SELECT 1", Self.estate, "--max-seconds", "0"],
      ["SELECT 1", Self.estate, "--max-memory", "1K"], ["SELECT 1", Self.estate, "--jobs", "0"],
      ["SELECT 1", Self.estate, "--own-ranges", "1.2.3.4/8"],
      ["SELECT 1 AS a, 2 AS a", Self.estate, "--format", "json"],
    ] {
      let result = try await Command.run(["query"] + arguments)
      #expect(result.exitCode == 64, "\(arguments)")
      #expect(result.text == "", "\(arguments)")
    }
  }

  @Test("hostile names cannot command a terminal")
  func hostile() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.json", #"{"type":"user","id":"u","properties":{"email":"\u001b[31m\nx"}}"#)
    let result = try await query("SELECT email FROM users", folder.path("a.json"))
    #expect(result.text == "email\n----------------\n\\u{1b}[31m\\u{a}x\n(1 row)\n")
  }

  @Test("schema lists every table in every form")
  func schema() async throws {
    let text = try await Command.run("schema").text
    #expect(text.contains("\ngroups\n") || text.hasPrefix("groups\n"))
    #expect(text.contains("membership_complete  BOOLEAN"))
    let json = try await Command.run("schema", "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: json.output) as? [String: [Any]])
    #expect((object["tables"]?.count ?? 0) == 26)
    #expect((object["functions"]?.count ?? 0) == 6)
  }
}
