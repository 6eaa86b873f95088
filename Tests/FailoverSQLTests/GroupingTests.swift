import FailoverInventory
import FailoverSQL
import Testing

/// What tables say to SQLite about the order in which their rows come.
struct GroupingTests {
  @Test("rows are in the order of the column that says so, whatever the ids are")
  func ascending() async throws {
    for inventory in [
      await OddOrder.read(), try await OddInventory.read(), try await SampleInventory.read(),
    ] {
      for table in Table.all {
        guard let column = table.ascending.map({ table.columns[$0].name }) else { continue }
        let values = try answer("SELECT \(column) FROM \(table.name)", inventory).map { row in
          if case .text(let text) = row[0] { Array(text.utf8) } else { [UInt8]() }
        }
        let isSorted = zip(values, values.dropFirst()).allSatisfy {
          !$1.lexicographicallyPrecedes($0)
        }
        #expect(isSorted, "\(table.name).\(column)")
      }
    }
    #expect(Table.all.contains { $0.ascending != nil })
  }

  @Test(
    "grouping by any column, in any order, has the answer of a table that SQLite keeps itself",
    arguments: ["", " ORDER BY 1", " ORDER BY 1 DESC", " ORDER BY 2, 1"])
  func answers(order: String) async throws {
    let inventory = try await OddInventory.read()
    let real = try RealTables(inventory)
    for table in Table.all {
      for column in table.columns.map(\.name) {
        for grouping in ["a.\(column)", "a.\(column), b.\(column)"] {
          let sql =
            "SELECT a.\(column), count(*) FROM \(table.name) a JOIN \(table.name) b ON b.\(column) IS a.\(column) GROUP BY \(grouping)\(order)"
          let (found, expected) = (try answer(sql, inventory), try real.rows(sql))
          #expect(Set(found) == Set(expected) && found.count == expected.count, "\(sql)")
          if !order.isEmpty { #expect(found == expected, "\(sql)") }
        }
      }
    }
  }
}

/// With ids whose order is another when they are parts of names.
private enum OddOrder {
  private static let ids = [
    "a", "a-b", "aä", "a b", "A", "a!", "10", "9", "a-", "a/b", "a~",
    "0f000000-0000-4000-8000-000000000001", "F1000000-0000-4000-8000-000000000001",
  ]

  static func read() async -> Inventory {
    let addresses = ["9.1.1.1", "10.1.1.1", "x", "a-b", "2001:db8::1"]
    let groups = addresses.map { #"{"ip":"\#($0)","nicUuid":"n"}"# }.joined(separator: ",")
    let lans = ids.map { #"{"id":"\#($0)","properties":{"ipFailover":[\#(groups)]}}"# }
      .joined(separator: ",")
    let centers = ids.map { center in
      let nics = ids.map {
        #"{"id":"\#($0)\#(center)","properties":{"lan":10,"ips":["9.1.1.1","10.1.1.1"]}}"#
      }.joined(separator: ",")
      return #"""
        {"id":"\#(center)","type":"datacenter","entities":{"lans":{"items":[\#(lans)]},
        "servers":{"items":[{"id":"\#(center)","entities":{"nics":{"items":[\#(nics)]}}}]}}}
        """#
    }.joined(separator: ",")
    let blocks = ids.map {
      #"{"id":"\#($0)","type":"ipblock","properties":{"ips":["9.1.1.1"]}}"#
    }.joined(separator: ",")
    return await Inventory.read(documents: [
      ("a.json", Array(#"{"type":"collection","href":"/datacenters","items":[\#(centers)]}"#.utf8)),
      ("b.json", Array(#"{"type":"collection","href":"/ipblocks","items":[\#(blocks)]}"#.utf8)),
    ])
  }
}
