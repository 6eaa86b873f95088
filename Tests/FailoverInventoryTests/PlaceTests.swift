import Foundation
import Testing

@testable import FailoverInventory

/// Places lead to what they name: lines in the text, JSON Pointers in the document.
struct PlaceTests {
  @Test(
    "the pointer of every record leads to the object with its id, wherever it is",
    arguments: EstateForm.allCases, 40..<52 as Range<UInt64>)
  func pointers(_ form: EstateForm, _ seed: UInt64) async throws {
    let documents = form.documents(seed: seed, isIndented: form != .lines)
    let resolver = try Resolver(documents, byLine: form == .lines)
    let inventory = await read(documents, blockSize: 700, jobs: 2)
    var found = 0
    for (id, place) in places(inventory) {
      let object = resolver.resolve(place) as? [String: Any]
      let named = object?["id"] as? String
      #expect(
        named.map { $0.count == 36 ? $0.lowercased() : $0 } == id,
        "seed \(seed): \(id) at \(place)")
      found += 1
    }
    for group in inventory.groups {
      let place = try #require(group.place)
      let entry = resolver.resolve(place) as? [String: Any]
      var symbols = SymbolTable()
      let ip = (entry?["ip"] as? String).map { Address.of($0, in: &symbols).text(symbols) }
      #expect(ip == group.address, "seed \(seed): \(group.subjectName) at \(place)")
    }
    #expect(found > 0 || inventory.recordCounts.datacenters == 0)
  }

  @Test(
    "the line of every record is that of its opening brace, in blocks of any size",
    arguments: [EstateForm.bundle, .collection, .array, .files],
    60..<66 as Range<UInt64>)
  func lines(_ form: EstateForm, _ seed: UInt64) async throws {
    let documents = form.documents(seed: seed, shuffles: false, isIndented: true)
    var lines: [String: [String]] = [:]
    for document in documents {
      let text = String(decoding: document.bytes, as: UTF8.self)
      lines[document.name] = text.split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init)
    }
    for blockSize in [nil, 64, 150] {
      let inventory = await read(documents, blockSize: blockSize, jobs: 2)
      for (id, place) in places(inventory) {
        let text = try #require(lines[place.input])
        // The id is the first member of a record that was not shuffled.
        #expect(text[place.line - 1].hasSuffix("{"), "seed \(seed): \(id) at \(place)")
        #expect(text[place.line].lowercased().contains("\"id\" : \"\(id.lowercased())\""))
      }
      for group in inventory.groups {
        let place = try #require(group.place)
        let text = try #require(lines[place.input])
        #expect(text[place.line - 1].hasSuffix("{"))
        #expect(text[place.line].contains("\"ip\" : "), "seed \(seed): \(place)")
      }
    }
  }

  @Test("top-level lists and NICs below a LAN have pointers of their own")
  func written() async {
    let export = #"""
      [{"href":"/datacenters/d/lans","items":[
        {"id":"1","type":"lan","properties":{"ipFailover":[null,{"ip":"1.1.1.1"}]},"entities":{"nics":{"items":[
          {"id":"a","href":"/datacenters/d/servers/s/nics/a","properties":{"ips":["1.1.1.1"]}}]}}}]},
       {"a/b~c":{}, "id":"d","type":"datacenter","properties":{}}]
      """#
    let inventory = await read(export)
    #expect(inventory.inputs[0].status == .read)
    #expect(
      inventory.datacenters.first?.place == Place(input: "export.json", line: 4, pointer: "/1"))
    #expect(
      inventory.lans.first?.place == Place(input: "export.json", line: 2, pointer: "/0/items/0"))
    #expect(
      inventory.groups.first?.place
        == Place(input: "export.json", line: 2, pointer: "/0/items/0/properties/ipFailover/1"))
    #expect(
      inventory.memberNICs.first?.place
        == Place(input: "export.json", line: 3, pointer: "/0/items/0/entities/nics/items/0"))
  }

  @Test("the pointer of a member of a bundle escapes its key")
  func bundleKeys() async {
    let inventory = await read(#"{"a/b~c\n":{"type":"datacenter","id":"d","properties":{}}}"#)
    #expect(inventory.datacenters.first?.place?.pointer == "/a~1b~0c\n")
  }

  /// Ids and places of data centers, LANs, servers and NICs.
  private func places(_ inventory: Inventory) -> [(id: String, place: Place)] {
    let storage = inventory.storage
    let nics = (0..<storage.records.nics.count).map { NIC(inventory: inventory, row: $0) }
    let servers = storage.records.servers.rows.indices.map { Server(inventory: inventory, row: $0) }
    let all: [(String, Place?)] =
      inventory.datacenters.map { ($0.id, $0.place) } + inventory.lans.map { ($0.id, $0.place) }
      + nics.map { ($0.id, $0.place) } + servers.map { ($0.id, $0.place) }
    return all.compactMap { id, place in place.map { (id, $0) } }
  }

  /// Documents as Foundation sees them.
  private struct Resolver {
    private var roots: [String: Any] = [:]
    private let byLine: Bool

    init(_ documents: [(name: String, bytes: [UInt8])], byLine: Bool) throws {
      self.byLine = byLine
      for document in documents {
        if byLine {
          let lines = document.bytes.split(separator: 0x0A)
          for (index, line) in lines.enumerated() {
            roots["\(document.name):\(index + 1)"] = try JSONSerialization.jsonObject(
              with: Data(line))
          }
        } else {
          roots[document.name] = try JSONSerialization.jsonObject(with: Data(document.bytes))
        }
      }
    }

    /// What a place's pointer leads to; RFC 6901.
    func resolve(_ place: Place) -> Any? {
      var value = roots[byLine ? "\(place.input):\(place.line)" : place.input]
      for part in place.pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
      {
        let key = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
        if let list = value as? [Any] {
          value = Int(key).flatMap { list.indices.contains($0) ? list[$0] : nil }
        } else {
          value = (value as? [String: Any])?[key]
        }
      }
      return value
    }
  }
}
