import FailoverBase
import FailoverInventory
import Foundation
import Testing

@testable import FailoverAudit

/// The documents for authors of rules leave nothing out.
struct RuleDocumentTests {
  private static func text(_ path: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("docs/writing-rules.md names every key, severity, family and set of subjects")
  func words() throws {
    let text = try Self.text("docs/writing-rules.md")
    let reference = try #require(text.components(separatedBy: "\n# Reference\n").last)
    let words =
      RuleHeader.sqlKeys + Severity.allCases.map(\.rawValue) + Family.allCases.map(\.rawValue)
      + SubjectSet.allCases.filter(\.isInEveryInventory).map(\.word) + RequiredFact.lists
    #expect(words.filter { !reference.contains("`\($0)`") && !reference.contains(".\($0)`") } == [])
  }

  @Test("the facts that docs/writing-rules.md requires as an example can be required")
  func facts() throws {
    let text = try Self.text("docs/writing-rules.md")
    let start = try #require(text.range(of: "\n# Reference\n")).upperBound
    let line = try #require(
      text[start...].split(separator: "\n").first { $0.hasPrefix("`requires: [") })
    var file = HouseRuleFile().with(
      "message:", "\(line.filter { $0 != "`" })\nmessage:"
    ).with("subjects: lans", "subjects: groups")
    file.statement = "SELECT subject, lan AS id FROM groups"
    #expect(try file.rule().header.requires.count == 3)
  }

  @Test("docs/program-rules.md names every key of the header")
  func programKeys() throws {
    let text = try Self.text("docs/program-rules.md")
    #expect(RuleHeader.programKeys.filter { !text.contains("`\($0)`") } == [])
  }

  @Test("an example in Swift may be an inventory as JSON, with or without its format")
  func inventory() throws {
    let bare: OrderedJSON = ["datacenters": [["id": "dc", "partial": true]], "source": .null]
    let whole: OrderedJSON = ["format": "failover-inventory/1", "datacenters": []]
    for (json, text) in [
      (
        bare,
        #"{"format":"failover-inventory/1","datacenters":[{"id":"dc","partial":true}],"source":null}"#
      ),
      (whole, #"{"format":"failover-inventory/1","datacenters":[]}"#),
    ] {
      let example = Example("one", inventory: json, outcomes: [:])
      guard case .inventory(let own) = example.source else {
        Issue.record("it is no inventory")
        continue
      }
      #expect(own.compact == text)
    }
  }
}
