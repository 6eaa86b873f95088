import Foundation
import Testing

@testable import FailoverInventory

/// Our scanner against Foundation's two readers, on documents that nobody wrote.
struct ScannerDifferentialTests {
  @Test("Foundation leaves RFC 8259 where the table says", arguments: FoundationDeviation.allCases)
  func deviations(_ deviation: FoundationDeviation) async {
    #expect(FoundationVerdict(deviation.document) == deviation.verdict)
    // Our own limit of depth has its own test.
    if deviation == .depth { return }
    let input = await read(SmallInventory.skipping(deviation.document)).inputs[0]
    #expect((input.status == .read) == deviation.isJSON)
  }

  @Test(
    "a generated document is read, in blocks of any size, and Foundation agrees",
    arguments: 0..<10 as Range<UInt64>)
  func wellFormed(_ seed: UInt64) async {
    var generator = RandomJSON(seed: seed)
    for round in 0..<150 {
      let value = generator.space() + generator.value(levels: 6) + generator.space()
      let document = SmallInventory.skipping(Array(value.utf8))
      for blockSize in [nil, 96] {
        let input = await read(document, blockSize: blockSize).inputs[0]
        #expect(input.status == .read, "seed \(seed), round \(round): \(value.debugDescription)")
      }
      if FoundationDeviation.hasExtremeNumber(document) { continue }
      let both = FoundationVerdict(decoder: true, serialization: true)
      #expect(
        FoundationVerdict(document) == both,
        "seed \(seed), round \(round): \(value.debugDescription)")
    }
  }

  @Test(
    "a damaged document is accepted just where Foundation accepts it, but for known deviations",
    arguments: 100..<130 as Range<UInt64>)
  func damaged(_ seed: UInt64) async {
    var generator = RandomJSON(seed: seed)
    var refused = 0
    for round in 0..<150 {
      let value = generator.damaged(generator.space() + generator.value(levels: 4) + " ")
      let document = SmallInventory.skipping(value)
      let large = await read(document).inputs[0]
      let tiny = await read(document, blockSize: 96).inputs[0]
      let comment =
        "seed \(seed), round \(round): \(String(decoding: value, as: UTF8.self).debugDescription)"
      #expect(large.status == tiny.status, "\(comment)")
      #expect(large.problems == tiny.problems, "\(comment)")
      let accepts = large.status == .read
      refused += accepts ? 0 : 1
      if isKnownDeviation(document, accepts: accepts) { continue }
      let verdict = FoundationVerdict(document)
      #expect(
        verdict == FoundationVerdict(decoder: accepts, serialization: accepts), "\(comment)")
    }
    #expect(refused > 20, "seed \(seed): the damage must do harm")
  }

  private func isKnownDeviation(_ document: [UInt8], accepts: Bool) -> Bool {
    accepts
      ? FoundationDeviation.hasExtremeNumber(document)
      : FoundationDeviation.hasTrailingComma(document)
  }

  @Test(
    "a name is decoded to the same bytes as by Foundation",
    arguments: 200..<205 as Range<UInt64>)
  func names(_ seed: UInt64) async throws {
    var generator = RandomJSON(seed: seed)
    for round in 0..<150 {
      let literal = generator.string()
      let expected = try JSONDecoder().decode([String].self, from: Data("[\(literal)]".utf8))[0]
      for blockSize in [nil, 96] {
        let inventory = await read(
          SmallInventory.naming(Array(literal.utf8)), blockSize: blockSize)
        let name = inventory.memberNICs.first?.name ?? ""
        let comment: Comment = "seed \(seed), round \(round): \(literal)"
        // A text of blanks only is empty, and an empty name does not count.
        let isBlank = expected.utf8.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        #expect(Array(name.utf8) == (isBlank ? [] : Array(expected.utf8)), comment)
      }
    }
  }

  @Test(
    "every character is decoded from its escapes",
    arguments: 0...16)
  func everyPlane(_ plane: UInt32) async {
    for low: UInt32 in [0, 1, 0x3FF, 0x400, 0x1234, 0x8000, 0xF600, 0xFFFD] {
      guard let scalar = Unicode.Scalar(plane << 16 | low) else { continue }
      let escapes = Character(scalar).utf16.map {
        "\\u" + String(0x10000 + Int($0), radix: 16).dropFirst()
      }
      let literal = "\"" + escapes.joined() + "\""
      let inventory = await read(SmallInventory.naming(Array(literal.utf8)))
      #expect(inventory.memberNICs.first?.name == String(Character(scalar)), "\(literal)")
    }
  }
}
