import FailoverInventory
import Testing

@testable import FailoverAudit

/// A sentence on its own names its subject as people know it.
struct SubjectTitleTests {
  private static let prod = Subject.Record(id: "d1", name: "prod")
  private static let front = Subject.Record(id: "2", name: "front")

  @Test(
    "a title names the address, the LAN and the data center; ids only without a name",
    arguments: [
      (
        Subject(kind: .group, name: "group/d1/2/192.0.2.1", datacenter: prod, lan: front),
        "failover group 192.0.2.1 on LAN 2 \"front\" in data center \"prod\""
      ),
      (
        Subject(kind: .group, name: "group/d1/2/192.0.2.1"),
        "failover group 192.0.2.1 on LAN 2 in data center d1"
      ),
      (
        Subject(kind: .address, name: "address/d1/2/192.0.2.1", datacenter: prod),
        "address 192.0.2.1 on LAN 2 in data center \"prod\""
      ),
      (
        Subject(kind: .lan, name: "lan/d1/2", datacenter: prod, lan: front, record: front),
        "LAN 2 \"front\" in data center \"prod\""
      ),
      (
        Subject(
          kind: .nic, name: "nic/n1", datacenter: prod, record: .init(id: "n1", name: "eth0")),
        "NIC \"eth0\" (n1) in data center \"prod\""
      ),
      (
        Subject(kind: .server, name: "server/s1", record: .init(id: "s1", name: nil)), "server s1"
      ),
      (
        Subject(kind: .ipblock, name: "ipblock/b1", record: .init(id: "b1", name: "shop")),
        "IP block \"shop\""
      ),
      (Subject(kind: .export, name: "export/a.json"), "input a.json"),
      (Subject(kind: .waiver, name: "waiver/3"), "waiver 3"),
    ])
  func titles(_ subject: Subject, _ title: String) { #expect(subject.title == title) }
}

/// People do not know the columns of tables.
struct FactWordsTests {
  @Test("every fact that a rule may require has words of its own")
  func words() {
    for table in Table.all {
      for column in table.columns {
        let isFlag = column.name.hasSuffix("_complete") || column.name.hasSuffix("_known")
        let isRequirable = isFlag || column.mayBeNull
        let isWithoutSubject =
          ["account_groups", "shares", "contracts"].contains(table.name)
          || table.name.hasPrefix("ha_")
        guard isRequirable, !isWithoutSubject, table.name != "lists", column.name != "subject"
        else { continue }
        if table.name == "masters" { continue }
        #expect(FactWords.has("\(table.name).\(column.name)"), "\(table.name).\(column.name)")
      }
    }
    for list in RequiredFact.lists { #expect(FactWords.has("lists.\(list)")) }
  }
}
