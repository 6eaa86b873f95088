import FailoverInventory
import FailoverSQL
import Testing

struct FirstTests {
  @Test("members of groups join their NICs")
  func join() async throws {
    let text = #"""
      {"type":"collection","href":"/datacenters","items":[{"id":"dc","type":"datacenter",
      "properties":{"location":"de/fra"}
      ,"entities":{"lans":{"items":[{"id":"1","properties":{"ipFailover":[{"ip":"1.1.1.1"}]}}]},
      "servers":{"items":[{"id":"s","properties":{},"entities":{"nics":{"items":[
      {"id":"n","properties":{"lan":1,"ips":["1.1.1.1"],"name":"nic"}}]}}}]}}}]}
      """#
    let inventory = await Inventory.read(documents: [("a.json", Array(text.utf8))])
    let statement = try SQLDatabase(inventory).prepare(
      """
      SELECT g.subject, n.name, m.role, g.is_public FROM groups g
      JOIN members m ON m.group_subject = g.subject JOIN nics n ON n.id = m.nic WHERE n.lan = :lan
      """)
    let rows = try statement.rows(["lan": .integer(1)])
    #expect(rows.columns == ["subject", "name", "role", "is_public"])
    #expect(
      rows.map(Array.init) == [
        [.text("group/dc/1/1.1.1.1"), .text("nic"), .text("primary"), .integer(1)]
      ])
    #expect(statement.reads["members"] == ["group_subject", "nic", "role"])
  }
}
