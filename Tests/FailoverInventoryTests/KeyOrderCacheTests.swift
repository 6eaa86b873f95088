import Testing

@testable import FailoverInventory

/// The scanner expects each record to be like the one before; what differs must be found
/// nevertheless.
struct KeyOrderCacheTests {
  private static let record = #"""
    {"id":"5f0e8c1a-0000-4000-8000-00000000000a", "type" : "nic","é":"ü\n",
      "on":true, "n":-1.5e3 , "longer than sixteen":"and so is what it holds, by far",
      "list":["a", {"k":[]}],"none":null}
    """#

  /// Bytes that mean something to the grammar, and some that do not.
  private static let others: [UInt8] =
    Array("\"\\,:{}[] \n0eu\u{1}\u{7F}".utf8) + [0x00, 0x80, 0xC3]

  @Test(
    "a byte that differs from the record before is seen, wherever it is", arguments: others)
  func changed(_ other: UInt8) {
    let record = Array(KeyOrderCacheTests.record.utf8)
    for position in record.indices {
      var changed = record
      changed[position] = other
      check([record, record, changed, record])
    }
  }

  @Test("a byte more or less than in the record before is seen, wherever it is")
  func shifted() {
    let record = Array(KeyOrderCacheTests.record.utf8)
    for position in record.indices {
      var shorter = record
      shorter.remove(at: position)
      var longer = record
      longer.insert(record[position], at: position)
      check([record, shorter, longer, record])
    }
  }

  @Test("a first member is not taken for a further one, nor the other way round")
  func commas() {
    for (first, second) in [
      (#"{"a":1,"b":2}"#, #"{"a":1"b":2}"#), (#"{"a":1}"#, #"{,"a":1}"#),
      (#"{"a":1,"b":2}"#, #"{"a":1,,"b":2}"#), (#"{"a":"","b":2}"#, #"{,"b":2}"#),
    ] {
      check([Array(first.utf8), Array(first.utf8), Array(second.utf8)])
    }
  }

  /// Compares with reading in pieces, each by a scanner without keyOrder, and with Foundation.
  private func check(_ records: [[UInt8]]) {
    let text = Array("[".utf8) + records.joined(separator: Array(",".utf8)) + Array("]".utf8)
    let violation = ScannerProperty.violation(text)
    #expect(violation == nil, "\(String(decoding: text, as: UTF8.self))")
  }
}
