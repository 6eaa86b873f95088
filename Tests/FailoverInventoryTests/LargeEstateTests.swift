import FailoverBase
import Testing

@testable import FailoverInventory

/// Exports of several blocks of the usual size, with all the shapes that make cutting hard.
@Suite(.serialized)
struct LargeEstateTests {
  @Test("20,000 small data centers are read alike by one worker and by several")
  func manyDatacenters() async {
    var text = #"{"type":"collection","href":"/datacenters","items":["#
    for number in 0..<20_000 {
      text += number == 0 ? "" : ","
      text += datacenter(number, servers: 1, newline: "")
    }
    await check(text + "]}", groups: 20_000)
  }

  @Test(
    "one huge data center is read alike, on one line and pretty-printed", arguments: ["", "\n  "])
  func hugeDatacenter(_ newline: String) async {
    let text =
      #"{"datacenters":{"href":"/datacenters","items":["#
      + datacenter(0, servers: 32_000, newline: newline) + "]}}"
    await check(text, groups: 1)
  }

  @Test("a value longer than blocks is read whole", arguments: [nil, 40_000, 300_000])
  func longName(_ blockSize: Int?) async throws {
    let name = String(repeating: "é€😀 ", count: 100_000)
    let document = SmallInventory.naming(Array("\"\(name)\"".utf8))
    let inventory = await read(document, blockSize: blockSize, jobs: 2)
    let records = inventory.storage.records
    let row = try #require(inventory.memberNICs.first).row
    let read = try #require(records.texts[records.nics.details[row].name])
    #expect(read.utf8.elementsEqual(name.utf8))
  }

  @Test("a skipped value longer than blocks is passed over")
  func longSkipped() async {
    let item = #"{"id":"x","type":"volume","properties":{"name":"}]{","size":10}}"#
    let items = Array(repeating: item, count: 150_000).joined(separator: ",")
    let document = SmallInventory.skipping(Array(#"{"items":[\#(items)]}"#.utf8))
    #expect(document.count > 2 * ReadingOptions().blockSize)
    for jobs in [1, 2] {
      let inventory = await read(document, jobs: jobs)
      #expect(inventory.inputs[0].status == .read, "\(inventory.inputs[0].problems)")
      #expect(inventory.memberNICs.count == 1)
    }
  }

  @Test("an error far inside is reported with its line and column for any number of workers")
  func errorFarInside() async {
    var text = "{\"datacenters\":{\"href\":\"/datacenters\",\"items\":[\n"
    for number in 0..<18_000 { text += datacenter(number, servers: 1, newline: "") + ",\n" }
    text += "  {\"id\":\"last\",\"type\":\"datacenter\",\"x\":tru}\n]}}"
    for jobs in [1, 2, 5] {
      let input = await read(Array(text.utf8), jobs: jobs).inputs[0]
      #expect(input.problems.first?.line == 18_002)
      #expect(input.problems.first?.column == 43)
    }
  }

  private func check(_ text: String, groups: Int) async {
    let bytes = Array(text.utf8)
    #expect(bytes.count > 2 * ReadingOptions().blockSize)
    let expected = await read(bytes, jobs: 1)
    #expect(expected.inputs.map(\.status) == [.read])
    #expect(expected.groups.count == groups)
    #expect(expected.groups.allSatisfy { $0.membershipGaps.isEmpty && !$0.members.isEmpty })
    let dump = InventoryDump(expected, every: 97).text
    for jobs in [2, 5] {
      #expect(
        InventoryDump(await read(bytes, jobs: jobs), every: 97).text == dump, "\(jobs) workers")
    }
  }

  /// A data center with one group and as many members as servers; a break follows each bracket.
  private func datacenter(_ number: Int, servers: Int, newline: String) -> String {
    let end = String(String(number + 1_000_000_000_000).suffix(12))
    let hex = String(String(number + 100_000_000).suffix(8))
    let ip = "85.\(number >> 16).\(number >> 8 & 255).\(number & 255)"
    var text =
      #"{\#(newline)"id":"11111111-2222-4333-8444-\#(end)","type":"datacenter",\#(newline)"#
    text +=
      #""properties":{"name":"dc","location":"de/fra"},"entities":{"lans":{"items":[{"id":"1","#
    text +=
      #""type":"lan","properties":{"ipFailover":[{\#(newline)"ip":"\#(ip)"}]}}]},"servers":{"items":["#
    for server in 0..<servers {
      let tail = String(String(server + 1_000_000_000_000).suffix(12))
      text += server == 0 ? "" : ",\(newline)"
      text +=
        #"{\#(newline)"id":"\#(hex)-5555-4333-8444-\#(tail)","type":"server","properties":{"vmState":"RUNNING"},"#
      text +=
        #""entities":{"nics":{"items":[{\#(newline)"id":"\#(hex)-6666-4333-8444-\#(tail)","type":"nic","#
      text += #""properties":{"name":"a network card with a name","lan":1,"ips":["\#(ip)"],"#
      text += #""mac":"02:01:00:00:00:01","dhcp":true,"firewallActive":false}}]}}}"#
    }
    return text + "]}}}"
  }
}
