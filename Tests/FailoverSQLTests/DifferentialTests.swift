import FailoverInventory
import FailoverSQL
import Testing

/// The tables answer as tables that SQLite keeps itself.
struct DifferentialTests {
  @Test("random statements have the same answer over real tables", arguments: 0..<4)
  func random(seed: Int) async throws {
    let inventory = try await OddInventory.read()
    let real = try RealTables(inventory)
    var author = StatementAuthor(seed: UInt64(seed) + 1)
    var answered = 0
    for _ in 0..<400 {
      let sql = author.statement()
      let expected = try real.rows(sql)
      let found = try answer(sql, inventory)
      #expect(Set(found) == Set(expected) && found.count == expected.count, "\(sql)")
      if !found.isEmpty && found != [[.integer(0)]] { answered += 1 }
    }
    #expect(answered > 40)
  }

  @Test("equality on every column finds what a real table has")
  func everyColumn() async throws {
    let inventory = try await OddInventory.read().with(SampleSupplement())
    let real = try RealTables(inventory)
    for table in Table.all {
      for column in table.columns {
        for other in ["a.\(column.name)", "+a.\(column.name)", "a.\(column.name) || ''"] {
          for operation in ["=", "IS"] {
            let sql =
              "SELECT count(*) FROM \(table.name) a CROSS JOIN \(table.name) b ON b.\(column.name) \(operation) \(other)"
            #expect(try answer(sql, inventory) == real.rows(sql), "\(sql)")
          }
        }
      }
    }
  }
}

/// Small, with ids and names that look like numbers, and with copies, gaps and people.
enum OddInventory {
  static func read() async throws -> Inventory {
    let names = [
      "1", "01", "1.0", " 1", "1e0", "+1", "-0", "abc", "ABC", "abc ", "", "0x1",
      "12345678901234567", "ä",
    ]
    func nic(_ id: String, _ name: String, _ lan: String, _ ips: String) -> String {
      #"{"id":"\#(id)","properties":{"lan":\#(lan),"ips":\#(ips),"name":"\#(name)","dhcp":true}}"#
    }
    let nics = names.enumerated().map { number, name in
      nic(
        number % 3 == 0 ? name + "n" : "\(number)", name, number % 2 == 0 ? "1" : "\"01\"",
        number % 4 == 0 ? #"["1.1.1.1","10.0.0.\#(number)"]"# : number % 4 == 1 ? "[]" : #"["x"]"#)
    }
    let text = #"""
      {"type":"collection","href":"/datacenters","items":[{"id":"1","type":"datacenter",
      "properties":{"location":"de/fra","name":"1.0"},"entities":{"lans":{"items":[
      {"id":"1","properties":{"ipFailover":[{"ip":"1.1.1.1","nicUuid":"2"},{"ip":"1.1.1.1"},{"ip":"x"}]}},
      {"id":"01","properties":{"public":true,"name":" 1"}}]},
      "servers":{"items":[{"id":"1","properties":{"availabilityZone":"ZONE_1","name":"7"},"entities":{"nics":{"items":[
      \#(nics.joined(separator: ","))]}}},{"id":"s2"}]}}},{"id":"2"}]}
      """#
    let labels = #"""
      {"href":"/datacenters/1/servers/1/labels","items":[{"id":"a","type":"label",
      "properties":{"key":"1.0","value":" 1"}},{"id":"b","type":"label","properties":{"key":"b"}}]}
      """#
    return await Inventory.read(documents: [
      ("a.json", Array(text.utf8)), ("c.json", Array(labels.utf8)),
      ("b.json", Array("nonsense".utf8)),
    ])
  }
}

/// Writes statements by chance: joins and filters on any columns, with values of any type.
struct StatementAuthor {
  /// Those of exports: the tables of evidence have rows of a test's own making.
  private static let tables = Table.all.filter { !$0.name.hasPrefix("ha_") }

  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  private mutating func number(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % limit
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element { list[number(list.count)] }

  private static let literals = [
    "1", "'1'", "'01'", "1.0", "'1.0'", "' 1'", "'1e0'", "0", "'0'", "NULL", "'abc'", "'ABC'",
    "'abc '", "1.5",
    "'1.1.1.1'", "12345678901234567", "'12345678901234567'", "12345678901234568.0", "x'31'", "''",
    "-1", "'s2'", "'x'",
    "9223372036854775807", "'ZONE_1'", "CAST('1' AS NUMERIC)", "CAST(1 AS TEXT)", "1e300", "'+1'",
    "'2'", "2",
  ]

  mutating func statement() -> String {
    let tables = (0...number(3)).map { ("t\($0)", pick(Self.tables)) }
    var sql =
      "SELECT " + (number(3) == 0 ? "count(*)" : tables.map { column($0) }.joined(separator: ", "))
    sql += " FROM "
    for (place, table) in tables.enumerated() {
      if place == 0 {
        sql += "\(table.1.name) \(table.0)"
        continue
      }
      sql += pick([" JOIN ", " LEFT JOIN ", " CROSS JOIN "]) + "\(table.1.name) \(table.0) ON "
      sql += conditions(Array(tables[...place]), joining: table)
    }
    if number(2) == 0 { sql += " WHERE " + condition(tables) }
    return sql
  }

  private mutating func conditions(
    _ tables: [(String, Table)], joining last: (String, Table)
  ) -> String {
    (0...number(3)).map { _ in
      let other = pick(tables)
      return "\(column(last)) \(pick(["=", "=", "=", "IS", "=="])) \(operand(other))"
    }.joined(separator: pick([" AND ", " AND ", " OR "]))
  }

  private mutating func condition(_ tables: [(String, Table)]) -> String {
    let table = pick(tables)
    switch number(6) {
    case 0: return "\(column(table)) IS NULL"
    case 1:
      return
        "\(column(table)) IN (\(pick(Self.literals)), \(pick(Self.literals)), \(pick(Self.literals)))"
    case 2:
      return "\(column(table)) IN (SELECT \(column(("z", table.1))) FROM \(table.1.name) z)"
    case 3:
      return
        "\(table.0).rowid \(pick(["=", "IS"])) \(pick(["1", "2.0", "'2'", "NULL", "99", "-1", "1.5"]))"
    case 4:
      return
        "\(column(table)) = \(pick(Self.literals)) COLLATE \(pick(["NOCASE", "RTRIM", "BINARY"]))"
    default: return "\(column(table)) \(pick(["=", "IS", "<", "<>"])) \(pick(Self.literals))"
    }
  }

  private mutating func operand(_ table: (String, Table)) -> String {
    switch number(8) {
    case 0: pick(Self.literals)
    case 1: "+" + column(table)
    case 2: "\(column(table)) COLLATE NOCASE"
    case 3: "CAST(\(column(table)) AS \(pick(["TEXT", "INTEGER", "NUMERIC", "REAL", "BLOB"])))"
    case 4: "\(table.0).rowid"
    default: column(table)
    }
  }

  private mutating func column(_ table: (String, Table)) -> String {
    "\(table.0).\(pick(table.1.columns).name)"
  }
}
