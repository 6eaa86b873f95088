import FailoverInventory
import FailoverSQL
import Testing

/// Texts that are hardly SQL.
struct RandomTextTests {
  @Test(
    "no text of random words makes it crash, and each gets an answer or an error", arguments: 0..<3)
  func words(seed: Int) async throws {
    let inventory = try await SampleInventory.read()
    var limits = SQLLimits()
    limits[.seconds] = 1
    limits[.rows] = 1000
    limits[.memory] = 16 << 20
    var state = UInt64(seed) &* 77 &+ 0x9E37_79B9_7F4A_7C15
    func number(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33) % limit
    }
    var (answers, errors) = (0, 0)
    for round in 0..<300 {
      let count = number(14)
      var text = (0..<count).map { _ in Self.words[number(Self.words.count)] }
        .joined(separator: " ")
      // Every other one has a chance to be a statement.
      if round % 2 == 0 {
        text = "SELECT \(Self.values[number(Self.values.count)]) FROM nics n " + text
      }
      if refusal(text, inventory, limits: limits) == nil { answers += 1 } else { errors += 1 }
    }
    #expect(answers > 3 && errors > 100)
  }

  private static let values = ["*", "1", "n.id", "count(*)", "max(n.name)", "n.rowid"]

  private static let words = [
    "SELECT", "FROM", "WHERE", "nics", "groups", "n", "AS", "JOIN", "LEFT", "ON", "id", "n.id", "=",
    "IS", "NULL",
    "NOT", "IN", "(", ")", "(", ")", ",", "*", "GROUP", "BY", "ORDER", "1", "'x'", "x'00'", "UNION",
    "ALL",
    "LIMIT", "WITH", "RECURSIVE", ";", "--", "/*", "count(*)", "EXISTS", "CASE", "WHEN", "END",
    "||", "-", "COLLATE",
    "NOCASE", ":a", "?", "rowid", "OVER", "json_array(1)", "address_in(", "subject_name(",
    "\u{FEFF}", "ä", "`", "\"", "[",
    "9223372036854775807", "1e999", "LIKE", "'%'", "ESCAPE", "VALUES", "members", "DISTINCT",
    "WHERE 1", "USING",
  ]
}
