import TestSupport
import Testing

@testable import FailoverInventory

/// Labels of data centers and servers, in every form.
struct LabelTests {
  private let estate = #"""
    {"id":"d","type":"datacenter","properties":{"name":"D"},"entities":{"servers":{"items":[
      {"id":"s","type":"server","properties":{"name":"S"}},
      {"id":"t","type":"server","properties":{"name":"T"}}]}}}
    """#

  private func label(_ key: String, _ value: String, _ more: String = "", href: String = "")
    -> String
  {
    #"{"id":"\#(key)","type":"label","href":"\#(href)","properties":{"key":"\#(key)","#
      + #""value":"\#(value)"\#(more)}}"#
  }

  private func list(_ items: [String], id: String = "labels", href: String = "/labels") -> String {
    #"{"id":"\#(id)","type":"collection","href":"\#(href)","items":["#
      + items.joined(separator: ",") + "]}"
  }

  /// Each subject with its labels, `?` after it where they are not all known.
  private func labels(_ inventory: Inventory) -> [String] {
    let shown = { (name: String, labels: [Label], areKnown: Bool) in
      let pairs = labels.map { "\($0.key)=\($0.value ?? "?")" }.joined(separator: " ")
      return "\(name)\(areKnown ? "" : "?") \(pairs)"
    }
    return inventory.datacenters.map { shown($0.id, $0.labels, $0.areLabelsKnown) }
      + inventory.allServers.map { shown($0.id, $0.labels, $0.areLabelsKnown) }
  }

  @Test("labels of the contract say what they belong to")
  func ofContract() async throws {
    let server = #","resourceId":"s","resourceType":"server""#
    let items = [
      label("tier", "gold", server), label("env", "", server),
      label("env", "prod", #","resource_id":"d","resource_type":"datacenter""#),
      label("x", "y", #","resourceId":"v","resourceType":"volume""#),
    ]
    let inventory = await read(estate + "\n" + list(items))
    #expect(labels(inventory) == ["d env=prod", "s env= tier=gold", "t "])
    #expect(inventory.inputs.map(\.status) == [.read])
    let cut = list(items).replacing("\"items\"", with: #""_links":{"next":"/p"},"items""#)
    #expect(labels(await read(estate + "\n" + cut)).last == "t? ")
  }

  @Test("a list of labels of its own names what they belong to, by its address or its id")
  func lists() async throws {
    let items = [label("a", "1"), label("b", "2")]
    for (id, href) in [
      ("labels", "https://api.ionos.com/cloudapi/v6/datacenters/d/servers/s/labels?depth=1"),
      ("s/labels", ""),
    ] {
      let inventory = await read(estate + "\n" + list(items, id: id, href: href))
      #expect(labels(inventory) == ["d? ", "s a=1 b=2", "t? "])
    }
    let ofDatacenter = list(items, href: "/datacenters/d/labels")
    #expect(labels(await read(estate + "\n" + ofDatacenter)).first == "d a=1 b=2")
    for href in ["/datacenters/d/volumes/v/labels", "/ipblocks/d/labels", "/snapshots/d/labels"] {
      let inventory = await read(estate + "\n" + list(items, href: href))
      #expect(labels(inventory) == ["d? ", "s? ", "t? "], "\(href)")
    }
  }

  @Test("a label by itself names its resource by its address")
  func single() async throws {
    let one = label("a", "1", href: "/datacenters/d/servers/t/labels/a")
    #expect(labels(await read(estate + "\n" + one)) == ["d? ", "s? ", "t? a=1"])
    let lost = await read(estate + "\n" + label("a", "1"))
    #expect(lost.inputs.map(\.status) == [.partlyRead])
    #expect(labels(lost) == ["d? ", "s? ", "t? "])
  }

  @Test("labels below entities belong to the record around them")
  func nested() async throws {
    let labels = #""entities":{"labels":{"items":[\#(label("a", "1"))]}}"#
    let server = #"{"id":"s","type":"server","properties":{"name":"S"},\#(labels)}"#
    let nested = #"""
      {"type":"datacenter","entities":{"servers":{"items":[\#(server)]},
        "labels":{"items":[\#(label("b", "2"))]}},"id":"d","properties":{"name":"D"}}
      """#
    #expect(self.labels(await read(nested)) == ["d b=2", "s a=1"])
    let unread = nested.replacing(#"[{"id":"b""#, with: #"[null,{"id":"b""#)
    #expect(self.labels(await read(unread)) == ["d? b=2", "s a=1"])
  }

  @Test("members of labels in other records are no labels")
  func otherRecords() async throws {
    let odd =
      #"{"id":"s","type":"server","properties":{"name":"S","key":"k","value":"v"},"#
      + #""entities":{"nics":{"items":[{"id":"n","type":"nic","properties":{"key":"k","ips":[]}}]}}}"#
    let inventory = await read(#"{"items":[\#(odd)],"href":"/datacenters/d/servers"}"#)
    #expect(labels(inventory) == ["d? ", "s? "])
    #expect(inventory.storage.records.labels.rows.isEmpty)
  }

  @Test("a key with two values, and a value of another type, are not known")
  func unknown() async throws {
    let pages = [
      list([label("a", "1")], id: "s/labels", href: ""),
      list([label("a", "2")], id: "s/labels", href: ""),
    ]
    let inventory = await read(([estate] + pages).joined(separator: "\n"))
    #expect(labels(inventory) == ["d? ", "s? a=1 a=2", "t? "])
    let number = list([label("a", "1")], id: "s/labels", href: "").replacing(#":"1""#, with: ":1")
    #expect(labels(await read(estate + "\n" + number)) == ["d? ", "s? a=?", "t? "])
  }

  @Test("both neutral forms carry labels, and convert keeps them and what is not known")
  func neutral() async throws {
    let known = list([label("a", "1"), label("b", "")], id: "s/labels", href: "")
    let open = label("c", "x<y", href: "/datacenters/d/labels/c")
    let inventory = await read([estate, known, open].joined(separator: "\n"))
    let expected = ["d? c=x<y", "s a=1 b=", "t? "]
    #expect(labels(inventory) == expected)
    for isXML in [false, true] {
      let document = try converted(inventory, isXML: isXML)
      #expect(labels(await read(document)) == expected)
      if isXML {
        #expect(try NeutralSample.xmlSchema().accepts(document))
      } else {
        let json = try AnyJSON.read(document.utf8)
        #expect(try NeutralSample.jsonSchema().problems(json).isEmpty)
      }
    }
    let odd = #"""
      {"format":"failover-inventory/1","datacenters":[{"id":"d","labels":[{"value":"v"}],
        "servers":[{"id":"s","labels":"AUTO"},{"id":"t","labels":[{"key":"k","value":null}]}]}]}
      """#
    #expect(labels(await read(odd)) == ["d? ", "s? ", "t? k=?"])
  }

  @Test("labels move with the part of a document that another worker read")
  func parts() async throws {
    let items = (0..<200).map {
      label("k\($0)", "v\($0)", #","resourceId":"s\#($0 % 20)","resourceType":"server""#)
    }
    let servers = (0..<20).map { #"{"id":"s\#($0)","type":"server","properties":{"name":"n"}}"# }
    let document =
      #"{"id":"d","type":"datacenter","entities":{"servers":{"items":["#
      + servers.joined(separator: ",") + "]}}}\n" + list(items)
    let inventory = await read(Array(document.utf8), blockSize: 256, jobs: 2)
    #expect(inventory.allServers.count == 20)
    for server in inventory.allServers {
      #expect(server.areLabelsKnown)
      #expect(server.labels.count == 10)
      #expect(server.labels.allSatisfy { label in label.value == "v" + label.key.dropFirst() })
    }
  }
}
