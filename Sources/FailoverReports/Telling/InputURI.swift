import FailoverInventory

/// The names of inputs as relative references of RFC 3986, so that no name is taken for a scheme, a
/// host or a fragment.
struct InputURI {
  private var known: [String: String] = [:]

  /// Names of these inputs are encoded once.
  init(_ inputs: [InputRecord]) {
    for input in inputs { known[input.name] = InputURI.encoded(input.name) }
  }

  subscript(_ name: String) -> String { known[name] ?? InputURI.encoded(name) }

  /// Everything but unreserved characters and single slashes becomes `%XX`.
  static func encoded(_ name: String) -> String {
    var result = ""
    var isAfterSlash = false
    for byte in name.utf8 {
      let isSlash = byte == UInt8(ascii: "/")
      if isUnreserved(byte) || (isSlash && !isAfterSlash) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.count == 1 ? "%0" + digits : "%" + digits
      }
      isAfterSlash = isSlash
    }
    return result.isEmpty ? "export" : result
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~".utf8.contains(byte)
    }
  }
}
