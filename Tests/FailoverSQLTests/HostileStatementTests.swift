import FailoverBase
import FailoverInventory
import FailoverSQL
import Foundation
import Testing

/// Statements that would do harm are refused or stopped, and leave no files.
@Suite(.serialized)
struct HostileStatementTests {
  struct Hostile: Sendable, CustomTestStringConvertible {
    let sql: String
    let kinds: Set<SQLError.Kind>
    init(_ sql: String, _ kinds: SQLError.Kind...) {
      self.sql = sql
      self.kinds = Set(kinds)
    }
    var testDescription: String { String(sql.prefix(70)) }
  }

  static let numbers = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
  static let doubling =
    "WITH RECURSIVE d(t, k) AS (SELECT 'abcdefgh', 0 UNION ALL SELECT t || t, k + 1 FROM d WHERE k < 40)"

  static let refused: [Hostile] = [
    Hostile("INSERT INTO groups VALUES (1)", .refused),
    Hostile("UPDATE nics SET name = 'x'", .refused),
    Hostile("DELETE FROM nics", .refused),
    Hostile("REPLACE INTO nics(id) VALUES ('x')", .refused),
    Hostile("CREATE TABLE t(x)", .refused), Hostile("CREATE TEMP TABLE t(x)", .refused),
    Hostile("CREATE TEMP VIEW v AS SELECT 1", .refused),
    Hostile("CREATE VIRTUAL TABLE t USING fts5(x)", .refused),
    Hostile("CREATE VIRTUAL TABLE t USING groups", .refused),
    Hostile("CREATE TRIGGER t AFTER INSERT ON nics BEGIN SELECT 1; END", .refused, .syntax),
    Hostile("CREATE INDEX i ON nics(id)", .refused, .syntax),
    Hostile("DROP TABLE nics", .refused, .syntax),
    Hostile("ALTER TABLE nics RENAME TO x", .refused, .syntax),
    Hostile("ANALYZE", .refused), Hostile("REINDEX", .refused),
    Hostile("ATTACH 'out.db' AS x", .refused), Hostile("DETACH main", .refused),
    Hostile("VACUUM", .refused), Hostile("VACUUM INTO 'out.db'", .refused),
    Hostile("BEGIN", .refused), Hostile("COMMIT", .refused), Hostile("SAVEPOINT s", .refused),
    Hostile("PRAGMA temp_store_directory = '/'", .refused),
    Hostile("PRAGMA query_only = OFF", .refused), Hostile("PRAGMA writable_schema = ON", .refused),
    Hostile("SELECT * FROM pragma_table_info('nics')", .refused, .syntax),
    Hostile("SELECT * FROM pragma_database_list", .refused, .syntax),
    Hostile("SELECT * FROM sqlite_master", .refused),
    Hostile("SELECT count(*) FROM sqlite_schema", .refused),
    Hostile("SELECT * FROM sqlite_temp_master", .refused),
    Hostile("SELECT * FROM dbstat", .refused, .syntax),
    Hostile("SELECT * FROM sqlite_dbpage", .refused, .syntax),
    Hostile("SELECT * FROM bytecode('SELECT 1')", .refused, .syntax),
    Hostile("SELECT * FROM json_each('[1,2]')", .refused, .syntax),
    Hostile("SELECT * FROM generate_series(1, 9)", .refused, .syntax),
    Hostile("SELECT load_extension('x.so')", .refused, .syntax),
    Hostile("SELECT readfile('/etc/passwd')", .syntax),
    Hostile("SELECT writefile('out', 'x')", .syntax),
    Hostile("SELECT fts3_tokenizer('simple')", .refused, .syntax),
    Hostile("SELECT sqlite_version()", .refused),
    Hostile("SELECT sqlite_compileoption_get(0)", .refused),
    Hostile("SELECT random()", .refused), Hostile("SELECT randomblob(16)", .refused),
    Hostile("SELECT zeroblob(1000000000)", .refused),
    Hostile("SELECT printf('%.*c', 900000000, 'x')", .refused),
    Hostile("SELECT format('%900000000d', 1)", .refused),
    Hostile("SELECT date('now')", .refused), Hostile("SELECT strftime('%s')", .refused),
    Hostile("SELECT CURRENT_TIMESTAMP", .refused), Hostile("SELECT julianday()", .refused),
    Hostile("SELECT replace('aaa', 'a', 'aaaa')", .refused),
    Hostile("SELECT instr('aaa', 'b')", .refused),
    Hostile("SELECT trim('aaa', 'b')", .failed), Hostile("SELECT ltrim('aaa', 'b')", .failed),
    Hostile("SELECT rtrim('aaa', 'b')", .failed),
    Hostile("SELECT changes()", .refused), Hostile("SELECT last_insert_rowid()", .refused),
    Hostile("SELECT 'a' MATCH 'b'", .refused, .syntax),
    Hostile("SELECT 'a' REGEXP 'b'", .refused, .syntax),
    Hostile("SELECT '{}' -> 'a'", .refused), Hostile("SELECT json_patch('{}', '{}')", .refused),
    Hostile("EXPLAIN SELECT 1", .refused), Hostile("EXPLAIN QUERY PLAN SELECT 1", .refused),
    Hostile("SELECT 1; SELECT 2", .refused), Hostile("SELECT 1; DROP TABLE nics", .refused),
    Hostile("SELECT 1; not SQL", .refused), Hostile("SELECT 1;; -- x\n /* y */ SELECT", .refused),
    Hostile("", .syntax), Hostile("  \n", .syntax), Hostile("-- nothing", .syntax),
    Hostile("/* never closed", .syntax), Hostile(";", .syntax),
    Hostile("SELECT 1\0; DELETE FROM nics", .syntax), Hostile("\0", .syntax),
    Hostile("SELECT \"no such column\"", .syntax), Hostile("SELECT 'open", .syntax),
    Hostile("SELECT ?1", .parameter), Hostile("SELECT @a", .parameter),
    Hostile("SELECT :a", .parameter), Hostile("SELECT ?", .parameter),
    Hostile("SELECT * FROM nics('x')", .refused, .syntax),
    Hostile("SELECT * FROM main.nothing", .syntax),
  ]

  static let tooLarge: [Hostile] = [
    Hostile("SELECT " + String(repeating: "(", count: 2000) + "1", .tooLarge, .syntax),
    Hostile("SELECT " + Array(repeating: "1", count: 500).joined(separator: "+"), .tooLarge),
    Hostile("SELECT " + Array(repeating: "1", count: 5000).joined(separator: ","), .tooLarge),
    Hostile(
      Array(repeating: "SELECT 1", count: 600).joined(separator: " UNION ALL "), .tooLarge),
    Hostile("SELECT '" + String(repeating: "x", count: 2_000_000) + "'", .tooLarge),
    Hostile(
      "SELECT 1 FROM " + Array(repeating: "nics", count: 70).joined(separator: ", "), .tooLarge),
    Hostile(
      "SELECT max(" + Array(repeating: "1", count: 40).joined(separator: ",") + ")", .tooLarge),
    Hostile(
      "WITH "
        + (0..<40).map {
          "t\($0) AS (SELECT * FROM \($0 == 0 ? "nics" : "t\($0 - 1) a, t\($0 - 1) b"))"
        }
        .joined(separator: ", ") + " SELECT count(*) FROM t39", .tooLarge, .memory, .deadline),
    Hostile("SELECT 'x' LIKE '\(String(repeating: "%a", count: 200))'", .failed),
  ]

  static let greedy: [Hostile] = [
    Hostile(numbers + " SELECT x FROM n", .deadline, .tooManyRows, .memory),
    Hostile(numbers + " SELECT count(*) FROM n", .deadline),
    Hostile(numbers + " SELECT x FROM n ORDER BY -x", .memory, .deadline),
    Hostile(numbers + " SELECT DISTINCT x % 1000000007 FROM n", .memory, .deadline, .tooManyRows),
    Hostile(numbers + " SELECT group_concat(x) FROM n", .tooLong, .deadline),
    Hostile(numbers + " SELECT json_group_array(x) FROM n", .memory, .tooLong, .deadline),
    Hostile(numbers + " SELECT json_group_object(x, x) FROM n", .memory, .tooLong, .deadline),
    Hostile(
      numbers + " SELECT x, group_concat(x) OVER (ORDER BY x) FROM n", .tooLong, .memory, .deadline),
    Hostile(
      numbers
        + " SELECT sum(x) OVER (ORDER BY x ROWS BETWEEN 1000 PRECEDING AND CURRENT ROW) FROM n",
      .memory, .deadline),
    Hostile(
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION SELECT x + 1 FROM n) SELECT count(*) FROM n",
      .memory, .deadline),
    Hostile(
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n ORDER BY 1 DESC) SELECT max(x) FROM n",
      .memory, .deadline),
    Hostile(
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + v FROM n, (SELECT 1 v UNION ALL SELECT 2)) SELECT max(x) FROM n",
      .memory, .deadline),
    Hostile(
      "SELECT count(*) FROM nics a, nics b, nics c, nics d, nics e, nics f, nics g", .deadline),
    Hostile(
      "SELECT count(*) FROM lists a, lists b, lists c, lists d, lists e, lists f, lists g, lists h, lists i, lists j, lists k, lists l, lists m",
      .deadline),
    Hostile("SELECT * FROM nics a, nics b, nics c, nics d", .tooManyRows, .memory, .deadline),
    Hostile(doubling + " SELECT length(t) FROM d", .tooLong),
    Hostile(doubling + " SELECT hex(t) FROM d", .tooLong),
    Hostile(doubling + " SELECT t LIKE '%x%y%z%a%b' FROM d", .tooLong, .deadline),
    Hostile(
      "WITH RECURSIVE d(t, k) AS (SELECT 'abcdefgh', 0 UNION ALL SELECT t || t, k + 1 FROM d WHERE k < 16), e AS (SELECT a.t FROM d a, d b, d c, d d) SELECT t FROM e ORDER BY t",
      .memory, .deadline, .tooLong),
    Hostile("SELECT abs(-9223372036854775808)", .failed),
    Hostile("SELECT sum(9223372036854775807) FROM (SELECT 1 UNION ALL SELECT 2)", .failed),
  ]

  @Test(
    "the caller gets an answer in time, even if a statement does not hear that its time is over")
  func deaf() throws {
    var limits = SQLLimits()
    limits[.seconds] = 1
    limits[.rowBytes] = 64 << 20
    let start = ContinuousClock.now
    let pattern = "%" + String(repeating: "a", count: 190) + "b"
    let kind = refusal(
      "WITH RECURSIVE d(t) AS (SELECT 'aaaaaaaa' UNION ALL SELECT t || t FROM d WHERE length(t) < 20000000) "
        + "SELECT t LIKE '\(pattern)' FROM d", limits: limits)
    #expect(kind == .deadline)
    #expect(ContinuousClock.now - start < .seconds(3))
    #expect(try answer("SELECT 1") == [[.integer(1)]])
  }

  @Test("nothing is left on disk")
  func disk() async throws {
    let inventory = try await SampleInventory.read()
    let folders = [FileManager.default.currentDirectoryPath, "/tmp", "/var/tmp"]
    func names() -> Set<String> {
      Set(
        folders.flatMap { folder in
          ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.hasPrefix("etilqs") || $0.hasPrefix("out") || $0.hasSuffix(".db")
          }.map { folder + "/" + $0 }
        })
    }
    let before = names()
    for hostile in Self.refused { _ = refusal(hostile.sql, inventory) }
    var limits = SQLLimits()
    limits[.memory] = 16 << 20
    _ = refusal(
      "SELECT a.*, b.*, c.* FROM nics a, nics b, nics c ORDER BY a.id || b.id || c.id", inventory,
      limits: limits)
    #expect(names().subtracting(before) == [])
  }

  @Test("a statement that does not only read is refused", arguments: refused)
  func refuse(_ hostile: Hostile) throws {
    let kind = try #require(refusal(hostile.sql))
    #expect(hostile.kinds.contains(kind), "\(kind)")
    #expect(try answer("SELECT 1") == [[.integer(1)]])
  }

  @Test("a statement larger or deeper than needed is refused", arguments: tooLarge)
  func refuseLarge(_ hostile: Hostile) throws {
    let kind = try #require(refusal(hostile.sql))
    #expect(hostile.kinds.contains(kind), "\(kind)")
    #expect(try answer("SELECT 1") == [[.integer(1)]])
  }

  @Test("what takes too much is stopped, in time", arguments: greedy)
  func stop(_ hostile: Hostile) async throws {
    let inventory = try await SampleInventory.read()
    var limits = SQLLimits()
    limits[.seconds] = 1
    limits[.memory] = 32 << 20
    limits[.rows] = 10_000
    let start = ContinuousClock.now
    let kind = try #require(refusal(hostile.sql, inventory, limits: limits))
    #expect(hostile.kinds.contains(kind), "\(kind)")
    #expect(ContinuousClock.now - start < .seconds(4))
    #expect(try answer("SELECT count(*) > 1 FROM nics", inventory) == [[.integer(1)]])
  }
}
