import TestSupport
import Testing

@testable import FailoverInventory

/// One inventory, however its document is written.
@Suite("Forms of the neutral format")
struct NeutralFormTests {
  @Test("both forms of a sample say the same", arguments: NeutralSample.allCases)
  func forms(_ sample: NeutralSample) async throws {
    let text = try await canonicalText(sample.json)
    #expect(text.contains("\"datacenters\": ["))
    let difference = firstDifference(try await canonicalText(sample.xml), text)
    #expect(difference == nil)
  }

  @Test("a JSON document may be written in any way", arguments: NeutralStyle.allCases)
  func json(_ style: NeutralStyle) async throws {
    for sample in NeutralSample.allCases {
      let document = NeutralFormWriter(style: style).json(try sample.tree)
      let expected = try await canonicalText(sample.json)
      let difference = firstDifference(try await canonicalText(document), expected)
      #expect(difference == nil, "\(sample)")
      let isValid = try NeutralSample.jsonSchema().problems(AnyJSON.read(document.utf8)).isEmpty
      #expect(isValid == !style.contains(.unknownKeys), "\(sample)")
    }
  }

  @Test("an XML document may be written in any way", arguments: NeutralStyle.allCases)
  func xml(_ style: NeutralStyle) async throws {
    for sample in NeutralSample.allCases {
      let document = NeutralFormWriter(style: style).xml(try sample.tree)
      let expected = try await canonicalText(sample.json)
      let difference = firstDifference(try await canonicalText(document), expected)
      #expect(difference == nil, "\(sample)")
      let isValid = try NeutralSample.xmlSchema().accepts(document)
      #expect(isValid == !style.contains(.unknownKeys), "\(sample)")
    }
  }

  @Test("the order of addresses means something")
  func addresses() async throws {
    let text = try NeutralSample.desiredState.json
    let turned = text.replacing(
      #"["85.215.77.9", "85.215.77.8"]"#, with: #"["85.215.77.8", "85.215.77.9"]"#)
    #expect(text != turned)
    #expect(try await canonicalText(text) != canonicalText(turned))
  }
}
