import Foundation
import TestSupport

@testable import FailoverInventory

/// A sample inventory of `Tests/Fixtures/neutral`, which is there in both forms.
enum NeutralSample: String, CaseIterable {
  case full, minimal
  case desiredState = "desired-state"
  case gaps

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  var json: String { get throws { try text("json") } }
  var xml: String { get throws { try text("xml") } }
  var tree: AnyJSON { get throws { try AnyJSON.read(json.utf8) } }

  private func text(_ form: String) throws -> String {
    let file = NeutralSample.root.appending(path: "Tests/Fixtures/neutral/\(rawValue).\(form)")
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  static func jsonSchema() throws -> JSONSchema {
    let file = root.appending(path: "docs/failover-inventory-1.schema.json")
    return try JSONSchema(AnyJSON.read(Data(contentsOf: file)))
  }

  static func xmlSchema() throws -> XMLSchema {
    try XMLSchema(Array(Data(contentsOf: root.appending(path: "docs/failover-inventory-1.xsd"))))
  }
}

/// All that is known of a document's records, the same in whatever order and form they come.
func canonicalText(_ document: String) async throws -> String {
  let inventory = await read(document)
  let problems = inventory.inputs.flatMap(\.problems).map(\.description)
  if !problems.isEmpty { return problems.joined(separator: "\n") }
  return try converted(inventory, isXML: false)
}

/// The first lines in which two texts differ; nil if they are the same.
func firstDifference(_ text: String, _ expected: String) -> String? {
  if text == expected { return nil }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let others = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let index = zip(lines, others).enumerated().first { $1.0 != $1.1 }?.offset
  guard let index else { return "\(lines.count) lines in place of \(others.count)" }
  return "\(lines[index]) in place of \(others[index])"
}
