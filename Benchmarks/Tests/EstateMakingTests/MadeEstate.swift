import EstateMaking
import Foundation

/// An estate that was made for a test.
struct MadeEstate {
  let summary: EstateSummary
  let bytes: Data

  init(_ options: EstateOptions) throws {
    let path = NSTemporaryDirectory() + "make-estate-\(UUID().uuidString).json"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    defer {
      close(descriptor)
      unlink(path)
    }
    summary = try EstateMaker.write(options, to: descriptor)
    bytes = try Data(contentsOf: URL(fileURLWithPath: path))
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func value() throws -> JSON { JSON(try JSONSerialization.jsonObject(with: bytes)) }

  /// A number that changes with every byte (FNV-1a).
  var fingerprint: UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

/// A value of a document, and what is below it.
struct JSON {
  let value: Any?

  init(_ value: Any?) { self.value = value }

  subscript(_ keys: String...) -> JSON {
    JSON(keys.reduce(value) { value, key in (value as? [String: Any])?[key] })
  }

  var items: [JSON] { (self["items"].value as? [Any] ?? []).map(JSON.init) }
  var elements: [JSON] { (value as? [Any] ?? []).map(JSON.init) }
  var text: String { value as? String ?? "" }
  var number: Int { value as? Int ?? -1 }
  var texts: [String] { value as? [String] ?? [] }
}
