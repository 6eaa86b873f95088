import EstateMaking
import Foundation
import Testing

/// The bytes of an estate: always the same, as many as asked for, and JSON.
@Suite("Bytes of an estate")
struct BytesTests {
  @Test("the same seed gives the same bytes, another seed others", arguments: EstateShape.allCases)
  func seed(shape: EstateShape) throws {
    let options = EstateOptions(limit: .bytes(100_000), shape: shape, seed: 5)
    let one = try MadeEstate(options)
    let again = try MadeEstate(options)
    #expect(one.bytes == again.bytes)
    #expect(one.summary == again.summary)
    var other = options
    other.seed = 6
    #expect(try MadeEstate(other).bytes != one.bytes)
  }

  @Test("the bytes are those of this version of the generator")
  func pinned() throws {
    let made = try MadeEstate(EstateOptions(limit: .bytes(100_000)))
    // Other bytes are another version: raise it, or old files are taken for new ones.
    #expect(EstateMaker.version == 1)
    #expect(made.fingerprint == 4_869_474_153_135_371_606)
  }

  @Test("a fleet takes about 1,600 bytes a NIC", arguments: [1, 2, 3] as [UInt64])
  func bytesPerNIC(seed: UInt64) throws {
    let summary = try MadeEstate(EstateOptions(limit: .bytes(1_500_000), seed: seed)).summary
    #expect((1520...1680).contains(summary.bytes / summary.nics))
  }

  @Test(
    "an estate ends soon after the size that was asked for, or with its first large cluster",
    arguments: EstateLayout.allCases)
  func size(layout: EstateLayout) throws {
    for shape in EstateShape.allCases {
      let options = EstateOptions(limit: .bytes(300_000), layout: layout, shape: shape)
      let made = try MadeEstate(options)
      #expect(made.bytes.count == made.summary.bytes)
      if shape == .oneServer || shape == .oneGroup {
        #expect(made.bytes.count >= 300_000 && made.summary.datacenters == 1, "\(shape)")
      } else {
        #expect((300_000..<360_000).contains(made.bytes.count), "\(shape)")
      }
    }
  }

  @Test("every layout of the API is JSON of the same value", arguments: EstateShape.allCases)
  func layouts(shape: EstateShape) throws {
    let values = try EstateLayout.api.map { layout in
      let made = try MadeEstate(EstateOptions(limit: .nics(600), layout: layout, shape: shape))
      let value = try JSONSerialization.jsonObject(with: made.bytes)
      return try JSONSerialization.data(withJSONObject: value, options: .sortedKeys)
    }
    #expect(values.allSatisfy { $0 == values[0] && $0.count > 500_000 })
  }

  @Test("in lines, each data center stands on one of its own")
  func lines() throws {
    let made = try MadeEstate(EstateOptions(limit: .nics(2000), layout: .lines))
    let lines = made.text.split(separator: "\n")
    #expect(lines.count == made.summary.datacenters + 2)
    for line in lines.dropFirst().dropLast() {
      let item = line.hasSuffix(",") ? line.dropLast() : line
      let value = JSON(try JSONSerialization.jsonObject(with: Data(item.utf8)))
      #expect(value["type"].text == "datacenter")
    }
  }

  @Test("indented JSON looks as the API writes it")
  func indented() throws {
    let made = try MadeEstate(EstateOptions(limit: .nics(8), layout: .indented))
    let beginning = """
      {
        "datacenters" : {
          "id" : "datacenters",
          "type" : "collection",
          "href" : "https://api.ionos.com/cloudapi/v6/datacenters",
          "items" : [ {
            "id" : "
      """
    #expect(made.text.hasPrefix(beginning))
    #expect(made.text.contains("\n        \"features\" : [ \"SSD\", \"MULTIPLE_CPU\" ],\n"))
    #expect(made.text.contains(" : [ ]\n"))
    #expect(made.text.contains("}, {\n"))
    #expect(made.text.hasSuffix("\n    } ]\n  }\n}\n"))
  }

  @Test("sizes are written with K, M and G")
  func sizes() {
    #expect(ByteCount("1500")?.bytes == 1500)
    #expect(ByteCount("2K")?.bytes == 2000)
    #expect(ByteCount("10M")?.bytes == 10_000_000)
    #expect(ByteCount("5g")?.bytes == 5_000_000_000)
    for text in ["", "M", "0", "-1M", "1.5G", "1T", "9999999999G"] {
      #expect(ByteCount(text) == nil, "\(text)")
    }
    for text in ["999", "2K", "1500K", "10M", "5G", "1001M"] {
      #expect(ByteCount(text)?.description == text)
    }
  }
}
