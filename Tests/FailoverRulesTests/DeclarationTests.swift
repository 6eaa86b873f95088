import FailoverAudit
import Foundation
import Testing

@testable import FailoverRules

/// The declaration of each rule is complete and reads well.
struct DeclarationTests {
  static let infos: [RuleInfo] = ((try? BuiltInRules.all()) ?? []).map(\.info)

  @Test("a rule's id is kebab-case and names the problem", arguments: infos)
  func id(_ info: RuleInfo) {
    #expect(info.id.wholeMatch(of: #/[a-z0-9]+(-[a-z0-9]+)*/#) != nil)
    // What is wrong with these is that something is not there.
    let absences = ["no-active-holder", "no-failover-configured", "no-health-check"]
    if absences.contains(info.id) { return }
    for prefix in ["no-", "disallow-", "check-", "must-", "banned-"] {
      #expect(!info.id.hasPrefix(prefix))
    }
  }

  @Test("a rule says why it matters and what to do, in whole sentences", arguments: infos)
  func texts(_ info: RuleInfo) {
    #expect(!info.title.isEmpty && !info.title.hasSuffix("."))
    #expect(info.title.first?.isLowercase == true)
    #expect(info.rationale.count > 80 && info.rationale.hasSuffix("."))
    #expect(info.remediation.count > 40 && info.remediation.hasSuffix("."))
    #expect(!info.references.isEmpty && !info.controls.isEmpty)
    for reference in info.references { #expect(reference.url.hasPrefix("https://")) }
  }

  @Test("a rule says what to do where it cannot judge", arguments: infos)
  func unknownRemedy(_ info: RuleInfo) {
    #expect(info.unknownRemedy.count > 40 && info.unknownRemedy.hasSuffix("."))
    #expect(info.unknownRemedy != info.remediation)
  }

  @Test("a group on one server costs more than a private address, and that more than a wrong right")
  func losses() throws {
    let losses = Dictionary(uniqueKeysWithValues: Self.infos.map { ($0.id, $0.loss) })
    let order = try [
      "single-server-group", "several-masters", "address-not-public",
      "operator-without-address-right",
      "conflicting-records",
    ].map { try #require(losses[$0]) }
    #expect(order == FailureCost.allCases)
  }

  @Test("parameters have a standard value in their range", arguments: infos)
  func parameters(_ info: RuleInfo) {
    for parameter in info.parameters {
      #expect(parameter.range.contains(parameter.defaultValue))
      #expect(!parameter.summary.isEmpty && !parameter.summary.hasSuffix("."))
    }
  }

  @Test("ids are distinct and in order")
  func order() {
    let ids = Self.infos.map(\.id)
    #expect(ids == ids.sorted() && Set(ids).count == ids.count)
  }

  @Test("every file that declares a rule is in the list of rules")
  func registration() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/FailoverRules").standardized
    let files = try ["", "HA"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(
        at: sources.appending(path: folder), includingPropertiesForKeys: nil)
    }
    var declared: [String] = []
    for file in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: #/RuleInfo\(\s+id: "([a-z0-9-]+)"/#) {
        declared.append(String(match.output.1))
      }
    }
    let inSQL = Set(try SQLRules.all().map(\.info.id))
    #expect(declared.sorted() == Self.infos.map(\.id).filter { !inSQL.contains($0) })
  }

  @Test("a parameter that does not exist or is out of range is refused by name")
  func badParameters() {
    #expect(throws: BadParameter.self) { try BuiltInRules.all(["nothing.there": 3]) }
    #expect(throws: BadParameter.self) {
      try BuiltInRules.all(["single-zone-group.minimum-zones": 1])
    }
    let error = #expect(throws: BadParameter.self) {
      try BuiltInRules.all(["single-zone-group.minimum-zones": 11])
    }
    #expect(error?.description.contains("2...10") == true)
  }
}
