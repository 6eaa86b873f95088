import Foundation
import TestSupport

/// What Foundation says of a document, by both of its readers.
struct FoundationVerdict: Equatable {
  let decoder: Bool
  let serialization: Bool

  init(decoder: Bool, serialization: Bool) {
    self.decoder = decoder
    self.serialization = serialization
  }

  init(_ bytes: [UInt8]) {
    decoder = (try? JSONDecoder().decode(AnyJSON.self, from: Data(bytes))) != nil
    serialization = (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
  }
}

/// Where Foundation departs from RFC 8259, each case with a document that shows it.
enum FoundationDeviation: CaseIterable, Sendable {
  /// Both readers pass over a comma after the last item or member, which the grammar does not have.
  case trailingComma
  /// Numbers too large for a `Double` are refused by both; the grammar knows no limit.
  case hugeNumber
  /// Numbers that round to zero are refused by the decoder alone, as not representable.
  case vanishingNumber
  /// The decoder refuses a zero with an exponent for the same reason.
  case zeroWithExponent
  /// Nesting deeper than 512 levels is refused; the grammar allows a limit, and ours is 64.
  case depth
  /// Of a key given twice the decoder sees the first value only, and checks the escapes of no
  /// other.
  case unseenValue
  /// UTF-16 is recognised by its zero bytes; RFC 8259 section 8.1 asks for UTF-8, and we refuse it.
  case utf16

  var document: [UInt8] {
    switch self {
    case .trailingComma: Array("[1,]".utf8)
    case .hugeNumber: Array("[1e999]".utf8)
    case .vanishingNumber: Array("[1e-999]".utf8)
    case .zeroWithExponent: Array("[0e1]".utf8)
    case .depth:
      Array((String(repeating: "[", count: 513) + String(repeating: "]", count: 513)).utf8)
    case .unseenValue: Array(#"{"a":1,"a":"\x"}"#.utf8)
    case .utf16: [0x5B, 0, 0x5D, 0]
    }
  }

  var isJSON: Bool { ![.trailingComma, .unseenValue, .utf16].contains(self) }

  var verdict: FoundationVerdict {
    switch self {
    case .trailingComma, .utf16: FoundationVerdict(decoder: true, serialization: true)
    case .unseenValue: FoundationVerdict(decoder: true, serialization: false)
    case .hugeNumber, .depth: FoundationVerdict(decoder: false, serialization: false)
    case .vanishingNumber, .zeroWithExponent:
      FoundationVerdict(decoder: false, serialization: true)
    }
  }

  /// Whether a document has the first deviation: a comma outside of strings before a closing
  /// bracket.
  static func hasTrailingComma(_ bytes: [UInt8]) -> Bool {
    let outside = withoutStrings(bytes).filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return zip(outside, outside.dropFirst()).contains {
      $0 == UInt8(ascii: ",") && ($1 == UInt8(ascii: "]") || $1 == UInt8(ascii: "}"))
    }
  }

  /// Whether a document has a number that a `Double` may not hold: with an exponent, or very long.
  static func hasExtremeNumber(_ bytes: [UInt8]) -> Bool {
    let numeric = Set("0123456789+-.eE".utf8)
    return withoutStrings(bytes).split { !numeric.contains($0) }.contains { number in
      number.count > 300
        || (number.contains { $0 | 0x20 == UInt8(ascii: "e") } && number.contains { $0 < 58 })
    }
  }

  /// The bytes with an empty text in the place of each string.
  private static func withoutStrings(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var inside = false
    var escaped = false
    for byte in bytes {
      if escaped {
        escaped = false
      } else if inside && byte == UInt8(ascii: "\\") {
        escaped = true
      } else if byte == UInt8(ascii: "\"") {
        inside.toggle()
        result.append(byte)
      } else if !inside {
        result.append(byte)
      }
    }
    return result
  }
}
