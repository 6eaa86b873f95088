import Testing

@testable import FailoverInventory

/// JSON by RFC 8259, one small text after another.
struct ScannerGrammarTests {
  /// A text that is a value on line 2 of a document.
  struct Refused: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    /// The offset in the text at which it stops being JSON.
    let offset: Int

    init(_ text: String, at offset: Int) {
      bytes = Array(text.utf8)
      self.offset = offset
    }

    init(_ bytes: [UInt8], at offset: Int) {
      self.bytes = bytes
      self.offset = offset
    }

    var testDescription: String {
      String(decoding: bytes, as: UTF8.self).debugDescription + " at \(offset)"
    }
  }

  @Test("a well-formed value is read, skipped or not", arguments: GrammarTable.accepted)
  func accepted(_ text: String) async {
    for document in documents(Array(text.utf8)) {
      let input = await read(document).inputs[0]
      #expect(input.status == .read, "\(input.problems)")
    }
  }

  @Test(
    "a malformed value is refused at the byte where it goes wrong",
    arguments: GrammarTable.refused + GrammarTable.refusedStrings)
  func refused(_ test: Refused) async {
    await check(test)
  }

  @Test(
    "bytes that are not UTF-8 are refused at the first of them", arguments: GrammarTable.badUTF8)
  func badUTF8(_ bytes: [UInt8]) async {
    let quote = UInt8(ascii: "\"")
    await check(Refused([quote, UInt8(ascii: "a")] + bytes + [quote], at: 2))
    // After eight bytes that a scanner may take as one word, and as a key.
    let eight = Array("\"12345678".utf8)
    await check(Refused(eight + bytes + [quote], at: 9))
    await check(Refused([UInt8(ascii: "{")] + eight + bytes + Array("\":1}".utf8), at: 10))
  }

  @Test("a value that goes on where the next line begins is refused there")
  func refusedOnNextLine() async {
    for text in ["", "{\"a\":", "{\"a\":1,", "[1,"] {
      for document in documents(Array(text.utf8)) {
        let problem = await read(document).inputs[0].problems.first
        #expect(problem?.line == 3 && problem?.column == 1, "\(text): \(problem as Any)")
      }
    }
  }

  private func documents(_ value: [UInt8]) -> [[UInt8]] {
    [SmallInventory.skipping(value), SmallInventory.naming(value)]
  }

  private func check(_ test: Refused) async {
    let starts = [11, 8]
    for (document, start) in zip(documents(test.bytes), starts) {
      for blockSize in [nil, 64] {
        let input = await read(document, blockSize: blockSize).inputs[0]
        #expect(input.status == .refused)
        let problem = input.problems.first
        #expect(problem?.line == 2)
        #expect(problem?.column == start + test.offset, "\(problem as Any)")
      }
    }
  }

  // MARK: Depth

  @Test("64 levels of nesting are read and 65 are refused, of arrays and of objects")
  func depth() async {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      // Three levels are above a skipped value of the data center, two above a name.
      for (above, wrap) in [(3, SmallInventory.skipping), (2, SmallInventory.naming)] {
        let nested = { (count: Int) -> [UInt8] in
          let text = String(repeating: open, count: count) + "1"
          return wrap(Array((text + String(repeating: close, count: count)).utf8))
        }
        #expect(await read(nested(64 - above)).inputs[0].status == .read)
        let problem = await read(nested(65 - above)).inputs[0].problems.first
        #expect(problem?.sentence == Malformation.tooDeep.sentence)
        let start = above == 3 ? 11 : 8
        #expect(problem?.column == start + open.utf8.count * (64 - above))
      }
    }
  }

  @Test("nesting without end is refused and needs no stack")
  func endlessDepth() async {
    let input = await read(Array(repeating: UInt8(ascii: "["), count: 1_000_000)).inputs[0]
    #expect(input.status == .refused)
    #expect(input.problems.first?.sentence == Malformation.tooDeep.sentence)
    #expect(input.problems.first?.column == 65)
  }

  // MARK: Whole documents

  @Test("a byte order mark is skipped once, and counts in columns")
  func byteOrderMark() async {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let document = SmallInventory.skipping(Array("1".utf8))
    #expect(await read(mark + document).inputs[0].status == .read)
    for wrong in [mark + mark + document, mark + Array("x".utf8)] {
      let problem = await read(wrong).inputs[0].problems.first
      #expect(problem?.line == 1 && problem?.column == 4, "\(problem as Any)")
    }
  }

  @Test(
    "anything but an object or array at the top of a document is refused at its place",
    arguments: ["1", "\"a\"", "null", "true", "]", "}", ",", "x"])
  func topLevel(_ text: String) async {
    let input = await read("\n " + text).inputs[0]
    #expect(input.status == .refused)
    #expect(input.problems.first?.line == 2)
    #expect(input.problems.first?.column == 2)
  }

  @Test("a second document on the line of the first is refused at its first byte")
  func textBehind() async {
    let one = #"{"id":"a","type":"datacenter"}"#
    for (text, column) in [(one + one, 31), (one + " " + one, 32), (one + "]", 31)] {
      let problem = await read(text).inputs[0].problems.first
      #expect(problem?.line == 1 && problem?.column == column, "\(problem as Any)")
    }
    #expect(await read(one + "\n" + one + "\r\n\n" + one + "\n").inputs[0].status == .read)
  }

  // MARK: Keys given twice

  @Test("a key that matters is malformed when it is twice in one object, however it is written")
  func repeatedKeys() async {
    let cases: [(String, Int)] = [
      (#"{"id":"a","id":"a","type":"datacenter"}"#, 11),
      (#"{"id":"a","\u0069d":"a","type":"datacenter"}"#, 11),
      (#"{"type":"nic","id":"a","properties":{"lan":1,"lan":1}}"#, 46),
      (#"{"type":"nic","id":"a","properties":{"ips":null,"ips":[]}}"#, 49),
      (#"{"items":[],"items":[],"href":"/datacenters"}"#, 13),
      (#"{"type":"lan","id":"1","properties":{"ipFailover":[{"ip":"1","ip":"1"}]}}"#, 62),
      (#"{"type":"lan","id":"1","properties":{"ipFailover":[],"ip_failover":[]}}"#, 54),
      (#"{"a":{"items":[],"href":"/um/users"},"a":{}}"#, 38),
    ]
    for (text, column) in cases {
      for blockSize in [nil, 64] {
        let input = await read(Array(text.utf8), blockSize: blockSize).inputs[0]
        #expect(input.status == .refused, "\(text)")
        #expect(input.problems.first?.column == column, "\(input.problems)")
      }
    }
  }

  @Test("a key that is not read may occur twice")
  func repeatedUnknownKeys() async {
    let text = #"{"id":"a","type":"datacenter","x":1,"x":2,"properties":{"y":1,"y":[]}}"#
    #expect(await read(text).inputs[0].status == .read)
  }
}
