import Foundation
import TestSupport
import Testing

/// An input that is too large to be checked in, written piece by piece.
struct LargeInput: Sendable, CustomTestStringConvertible {
  let name: String
  let fate: HostileFate
  let parts: @Sendable () -> [Part]
  var testDescription: String { name }

  /// A text so many times.
  enum Part: Sendable {
    case text(String)
    case times(Int, String)
    /// Texts that differ by their number, with something between them.
    case numbered(Int, between: String, @Sendable (Int) -> String)
  }

  init(_ name: String, _ fate: HostileFate, _ parts: @escaping @Sendable () -> [Part]) {
    self.name = name
    self.fate = fate
    self.parts = parts
  }

  func write(to folder: TemporaryFolder) throws {
    let file = try FileHandle(forWritingTo: try folder.write(name, Data()))
    defer { try? file.close() }
    for part in parts() {
      switch part {
      case .text(let text): try file.write(contentsOf: Data(text.utf8))
      case .times(let count, let text): try write(count, Data(text.utf8), to: file)
      case .numbered(let count, let between, let text):
        for start in stride(from: 0, to: count, by: 10_000) {
          let texts = (start..<min(count, start + 10_000)).map(text).joined(separator: between)
          try file.write(contentsOf: Data(((start == 0 ? "" : between) + texts).utf8))
        }
      }
    }
  }

  private func write(_ count: Int, _ text: Data, to file: FileHandle) throws {
    let many = 1 + 1_000_000 / text.count
    let block = Data((0..<many).flatMap { _ in text })
    for _ in 0..<(count / many) { try file.write(contentsOf: block) }
    try file.write(contentsOf: block.prefix(count % many * text.count))
  }
}

/// Parts of data centers that are whole, around what is large in them.
extension LargeInput {
  static func datacenter(name: [Part]) -> [Part] {
    [.text(#"{"id": "large", "type": "datacenter", "properties": {"name": "#)] + name
      + [.text(#"}, "entities": {"lans": {"items": []}, "servers": {"items": []}}}"#)]
  }

  static func lan(entries: Part) -> [Part] {
    let before = """
      {"id": "large", "type": "datacenter", "properties": {}, "entities": {
        "servers": {"items": []}, "lans": {"items": [{"id": "1", "properties": {"ipFailover": [

      """
    return [.text(before), entries, .text("]}}]}}}\n")]
  }

  static func server(nics: [Part]) -> [Part] {
    let before = """
      {"id": "large", "type": "datacenter", "properties": {}, "entities": {
        "lans": {"items": [{"id": "1", "properties": {"ipFailover": [{"ip": "85.216.0.1"}]}}]},
        "servers": {"items": [{"id": "s", "properties": {}, "entities": {"nics": {"items": [

      """
    return [.text(before)] + nics + [.text("]}}}]}}}\n")]
  }

  /// One address for each number.
  static func address(_ number: Int) -> String {
    "85.\(216 + number >> 16).\(number >> 8 & 255).\(number & 255)"
  }
}
