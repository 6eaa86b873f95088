import Foundation
import FailoverInventory
import FailoverSQL
import Testing

/// What the tables say.
struct TableTests {
  @Test("each table and each column has a name of its own and one sentence")
  func declarations() {
    #expect(Set(Table.all.map(\.name)).count == Table.all.count)
    for table in Table.all {
      #expect(Set(table.columns.map(\.name)).count == table.columns.count, "\(table.name)")
      for text in [table.summary] + table.columns.map(\.summary) {
        #expect(text.hasSuffix(".") && !text.dropLast().contains(". "), "\(table.name): \(text)")
      }
    }
  }

  @Test("names need no quotes, alone and in every clause")
  func names() throws {
    for table in Table.all {
      let columns = table.columns.map(\.name).joined(separator: ", ")
      #expect(
        try answer(
          "SELECT \(columns) FROM \(table.name) WHERE \(table.columns[0].name) IS NULL GROUP BY \(columns) ORDER BY \(columns)"
        ) == [])
    }
  }

  @Test("columns that may not be NULL are not, and flags are 1 or 0")
  func types() async throws {
    for inventory in [try await SampleInventory.read(), try await OddInventory.read()] {
      for table in Table.all {
        for row in try answer("SELECT * FROM \(table.name)", inventory) {
          for (column, value) in zip(table.columns, row) {
            switch (value, column.kind) {
            case (.null, _): #expect(column.mayBeNull, "\(table.name).\(column.name)")
            case (.text, .text), (.integer, .integer), (.integer(0...1), .flag): break
            default: Issue.record("\(table.name).\(column.name): \(value)")
            }
          }
        }
      }
    }
  }

  @Test("every table has rows for an estate that has it all, that of labels for one that has some")
  func sample() async throws {
    let (sample, odd) = (try await SampleInventory.read(), try await OddInventory.read())
    for table in Table.all {
      let inventory = table.name == "labels" ? odd : sample
      #expect(
        try answer("SELECT count(*) > 0 FROM \(table.name)", inventory) == [[.integer(1)]],
        "\(table.name)")
    }
  }

  @Test("subjects are named as the views name them")
  func subjects() async throws {
    for inventory in [try await SampleInventory.read(), try await OddInventory.read()] {
      func names(_ table: String) throws -> [String] {
        try answer("SELECT subject FROM \(table)", inventory).compactMap {
          if case .text(let text) = $0[0] { text } else { nil }
        }
      }
      #expect(try names("groups") == inventory.groups.map(\.subjectName))
      #expect(try names("datacenters") == inventory.datacenters.map(\.subjectName))
      #expect(try names("lans WHERE has_properties") == inventory.lans.map(\.subjectName))
      #expect(try names("nics WHERE has_properties") == inventory.allNICs.map(\.subjectName))
      #expect(
        try names("servers WHERE has_properties") == inventory.allServers.map(\.subjectName))
      #expect(try names("users WHERE has_properties") == inventory.users.map(\.subjectName))
      #expect(try names("inputs WHERE status <> 'refused'") == inventory.exports.map(\.subjectName))
    }
  }

  @Test("members, masters and their zones are those of the groups' views")
  func members() async throws {
    let inventory = try await SampleInventory.read()
    for group in inventory.groups {
      let name = SQLValue.text(group.subjectName)
      let members = try answer(
        "SELECT nic, zone, is_master FROM members WHERE group_subject = :g", inventory, ["g": name])
      #expect(
        members
          == group.members.map { member in
            [
              .text(member.nic.id), member.nic.server?.zone.map { .text($0) } ?? .null,
              .integer(group.masters.contains { $0.id == member.nic.id } ? 1 : 0),
            ]
          })
      let masters = try answer(
        "SELECT nic FROM masters WHERE group_subject = :g", inventory, ["g": name])
      #expect(masters == group.masters.map { [.text($0.id)] })
    }
  }

  @Test("who may use a block is what the block's view says")
  func blockUsers() async throws {
    let inventory = try await SampleInventory.read()
    for block in inventory.blocks {
      let may = try answer(
        "SELECT user FROM block_users WHERE block = :b AND may", inventory, ["b": .text(block.id)])
      #expect(may == block.users.certain.map { [.text($0.id)] })
      let open = try answer(
        "SELECT user FROM block_users WHERE block = :b AND may IS NULL", inventory,
        ["b": .text(block.id)])
      #expect(open == block.users.open.map { [.text($0.id)] })
    }
    for datacenter in inventory.datacenters {
      let operators = try answer(
        "SELECT user FROM operators WHERE datacenter = :d AND may = 1", inventory,
        ["d": .text(datacenter.id)])
      #expect(operators == datacenter.operators.certain.map { [.text($0.id)] })
    }
  }

  @Test("an entry that several copies of a LAN list is there once, and twice if one lists it twice")
  func copies() async {
    func lan(_ entries: String) -> [UInt8] {
      Array(
        #"{"type":"lan","id":"1","href":"/datacenters/d/lans/1","properties":{"ipFailover":[\#(entries)]}}"#
          .utf8)
    }
    let (one, two) = (#"{"ip":"1.1.1.1","nicUuid":"a"}"#, #"{"ip":"1.1.1.2"}"#)
    let inventory = await Inventory.read(documents: [
      ("a.json", lan("\(one),\(two)")), ("b.json", lan("\(one),\(one)")), ("c.json", lan(one)),
    ])
    let rows = try? answer("SELECT address, master FROM failover_entries", inventory)
    #expect(
      rows == [
        [.text("1.1.1.1"), .text("a")], [.text("1.1.1.2"), .null], [.text("1.1.1.1"), .text("a")],
      ])
  }

  @Test("twins of an inventory give the same answers side by side")
  func twins() async throws {
    let inventory = try await SampleInventory.read()
    let sql = "SELECT a.nic, n.mac FROM addresses a JOIN nics n ON n.id = a.nic AND n.lan = '1'"
    let expected = try answer(sql, inventory)
    #expect(expected.count > 10)
    await withTaskGroup(of: [[SQLValue]]?.self) { tasks in
      for _ in 0..<8 { tasks.addTask { try? answer(sql, inventory.workerCopy) } }
      for await rows in tasks { #expect(rows == expected) }
    }
  }
}

/// What tables say to SQLite about how many rows have a key.
struct KeyEstimateTests {
  @Test("rows without a value count for no key, unless NULL equals NULL")
  func nulls() async throws {
    let nics = (0..<50).map {
      #"{"id":"n\#($0)","type":"nic","properties":{"lan":1,"ips":[]}}"#
    }.joined(separator: ",")
    let text = #"""
      {"id":"s","type":"server","href":"/datacenters/d/servers/s","properties":{},
       "entities":{"nics":{"items":[\#(nics)]}}}
      """#
    let inventory = await Inventory.read(documents: [("estate.json", Array(text.utf8))])
    let table = try #require(Table.all.first { $0.name == "nics" })
    let view = TableView(table, of: inventory)
    let mac = try #require(table.columns.firstIndex { $0.name == "mac" })
    #expect(view.rowsForEachKey(on: [mac]) == 1)
    #expect(view.rowsForEachKey(on: [mac], takingNull: [mac]) == 50)
  }

  @Test("no rule of the program in SQL goes through all servers, NICs or addresses")
  func shippedRules() throws {
    let folder = SampleInventory.root.appendingPathComponent("rules")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".sql") }
    #expect(files.count >= 3)
    for file in files {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      let parts = text.split(separator: "*/", maxSplits: 1)
      let read = Set(try SQLDatabase(nil).prepare(String(parts[1])).reads.keys)
      #expect(read.isDisjoint(with: ["servers", "nics", "addresses"]), "\(file)")
      let isOfMany = parts[0].contains(/\nsubjects: .*(servers|nics)/)
      #expect(!isOfMany || !parts[0].contains("\nrequires:"), "\(file) reads its table for facts")
    }
  }
}
