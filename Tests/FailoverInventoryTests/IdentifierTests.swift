import TestSupport
import Testing

@testable import FailoverInventory

/// Ids of records and of LANs.
struct IdentifierTests {
  private let uuid = "0a1B2c3D-4e5F-6789-aBcD-Ef0123456789"

  @Test("UUIDs in any letter case are one id, written in lower case")
  func letterCase() {
    var symbols = SymbolTable()
    let ids = [uuid, uuid.lowercased(), uuid.uppercased()].map { Identifier.of($0, in: &symbols) }
    #expect(Set(ids).count == 1)
    #expect(ids[0].text(symbols) == uuid.lowercased())
    #expect(ids[0].symbol == nil)
  }

  @Test("what is not quite a UUID is a text, in which letter case counts")
  func nearly() {
    var symbols = SymbolTable()
    var wrong = [String(uuid.dropLast()), uuid + "0", "{" + uuid.dropFirst(2) + "}", "ABC", "+A"]
    for place in [0, 7, 8, 9, 13, 18, 23, 24, 35] {
      for other in ["g", "G", "@", "`", "/", ":", " ", "\u{10}"] {
        var characters = Array(uuid)
        characters[place] = Character(other)
        wrong.append(String(characters))
      }
    }
    for text in wrong {
      let id = Identifier.of(text, in: &symbols)
      #expect(id.symbol != nil, "\(text)")
      #expect(id.text(symbols) == text)
      #expect(id != Identifier.of(text.lowercased(), in: &symbols), "\(text)")
    }
  }

  @Test("UUIDs of zeros are ids like any other, in any letter case")
  func zeros() {
    var symbols = SymbolTable()
    let texts = [
      "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001",
      "00000000-0000-0000-0000-00000000000A", "00000000-0000-0000-ABCD-000000000000",
      "00000000-0000-0001-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    ]
    var ids: Set<Identifier> = []
    for text in texts {
      let id = Identifier.of(text, in: &symbols)
      #expect(!id.isMissing)
      #expect(id == Identifier.of(text.lowercased(), in: &symbols))
      #expect(id.text(symbols) == text.lowercased())
      ids.insert(id)
    }
    #expect(ids.count == texts.count)
    #expect(Identifier.of("", in: &symbols).isMissing)
  }

  @Test("random UUIDs come back as they were")
  func roundTrip() {
    let seed: UInt64 = 99
    var random = SplitMix64(seed: seed)
    var symbols = SymbolTable()
    for round in 0..<5_000 {
      let digits = (0..<32).map { _ in random.pick(Array("0123456789abcdef")) }
      var text = String(digits)
      for place in [8, 13, 18, 23] {
        text.insert("-", at: text.index(text.startIndex, offsetBy: place))
      }
      let cased = String(text.map { random.once(in: 2) ? Character($0.uppercased()) : $0 })
      let id = Identifier.of(cased, in: &symbols)
      #expect(id.text(symbols) == text, "seed \(seed), round \(round)")
    }
  }

  @Test("an export's ids are one however they are written: cases, escapes, numbers")
  func inExports() async {
    let dashed = uuid.lowercased().replacing("-", with: #"\u002d"#)
    for text in [uuid, uuid.lowercased(), uuid.uppercased(), dashed] {
      let inventory = await read(#"{"type":"datacenter","id":"\#(text)","properties":{}}"#)
      #expect(inventory.datacenters.map(\.id) == [uuid.lowercased()])
    }
  }

  @Test("a number is an id of a LAN and of nothing else")
  func numbers() async {
    for (number, text) in [("7", "7"), ("-0", "0"), ("-3", "-3"), ("12345678901", "12345678901")] {
      let inventory = await read(
        #"{"type":"lan","id":\#(number),"href":"/datacenters/d/lans/x","properties":{}}"#)
      #expect(inventory.lans.map(\.id) == [text])
    }
    for other in ["7", "1.5", "1e3", "true", "null", "[1]", "{}"] {
      let input = await read(#"{"type":"datacenter","id":\#(other),"properties":{}}"#).inputs[0]
      #expect(input.status == .partlyRead, "\(other)")
    }
  }

  @Test("a subject's name keeps plain characters of an id and writes every other byte as %XX")
  func names() async {
    let inventory = await read(#"{"type":"datacenter","id":"Az9._:-/% é?~","properties":{}}"#)
    #expect(
      inventory.datacenters.map(\.subject.name) == ["datacenter/Az9._:-%2F%25%20%C3%A9%3F%7E"])
  }
}

/// Ids of LANs: text, nearly always small numbers.
struct LANCodeTests {
  @Test("a LAN's id is text: 1 and \"1\" are one, \"01\" is another")
  func texts() {
    var symbols = SymbolTable()
    let texts = [
      "0", "1", "01", "001", "+1", "-1", " 1", "999999999", "1000000000", "2147483647",
      "4294967296",
      "18446744073709551616", "1.0", "a", "A", "0a1b2c3d-4e5f-6789-abcd-ef0123456789", "00", "１",
    ]
    let codes = texts.map { LANCode.of($0, in: &symbols) }
    #expect(Set(codes).count == texts.count)
    for (code, text) in zip(codes, texts) {
      #expect(code.isKnown)
      #expect(code.text(symbols) == text)
    }
    #expect(!LANCode.of("", in: &symbols).isKnown)
    let upper = LANCode.of("0A1B2C3D-4E5F-6789-ABCD-EF0123456789", in: &symbols)
    #expect(upper.text(symbols) == "0a1b2c3d-4e5f-6789-abcd-ef0123456789")
  }

  /// A NIC's `lan` as JSON writes it, what follows it, and the text it means.
  @Test(
    "a NIC's lan is read alike as number and as text, whatever follows it",
    arguments: [
      ("1", "1"), ("\"1\"", "1"), ("\"01\"", "01"), ("0", "0"), ("-0", "0"), ("-1", "-1"),
      ("123456789", "123456789"), ("1234567890", "1234567890"),
      ("123456789012345678901234567890", "123456789012345678901234567890"), ("\"x\"", "x"),
      (#""\u0031""#, "1"), ("1.0", nil), ("1e1", nil), ("null", nil), ("true", nil), ("\"\"", nil),
      ("[1]", nil), ("{}", nil),
    ] as [(String, String?)])
  func inExports(_ value: String, _ expected: String?) async {
    for behind in ["", " ", "\n", "\r\n", "\t", "  \n"] {
      for rest in ["", ",\"ips\":[]"] {
        let inventory = await read(
          #"{"type":"nic","id":"n","href":"/datacenters/d/servers/s/nics/n","properties":{"lan":"#
            + value + behind + rest + "}}")
        #expect(inventory.inputs[0].status == .read)
        #expect(NIC(inventory: inventory, row: 0).lanID == expected)
      }
    }
  }
}
