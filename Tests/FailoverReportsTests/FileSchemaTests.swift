import FailoverAudit
import FailoverBase
import FailoverRules
import FoundationEssentials
import TestSupport
import Testing

/// The schemas in `docs` of the files that people write say what their readers say.
@Suite("Schemas of configuration and waivers")
struct FileSchemaTests {
  private static func schema(_ name: String) throws -> JSONSchema {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../docs/\(name)").standardizedFileURL
    return try JSONSchema(AnyJSON.read(try Data(contentsOf: file)))
  }

  /// JSON is YAML: so the same text goes through both.
  private static func readerAccepts(_ read: (([UInt8], [RuleInfo]) throws -> Void), _ text: String)
    throws -> Bool
  {
    let rules = try BuiltInRules.all().map(\.info)
    do {
      try read(Array(text.utf8), rules)
      return true
    } catch is FileFaults {
      return false
    }
  }

  @Test(
    "a configuration is accepted by reader and schema alike, or by none",
    arguments: [
      ("{}", true), ("null", true), ("[]", false), ("3", false),
      (#"{"select": ["redundancy", "single-zone-group"], "skip": []}"#, true),
      (#"{"select": null, "fail-on": null, "parameters": null}"#, true),
      (#"{"select": "redundancy"}"#, false), (#"{"select": ["redundency"]}"#, false),
      (#"{"selct": []}"#, false), (#"{"skip": [3]}"#, false), (#"{"skip": [null]}"#, false),
      (#"{"severities": {"single-zone-group": "note"}}"#, true),
      (#"{"severities": {"single-zone-group": "off"}}"#, false),
      (#"{"severities": {"single-zone-grup": "note"}}"#, false),
      (#"{"severities": ["single-zone-group"]}"#, false),
      (#"{"severities": {"single-zone-group": null}}"#, false),
      (#"{"parameters": {"single-zone-group": {"minimum-zones": 3}}}"#, true),
      (#"{"parameters": {"single-zone-group": {"minimum-zones": 1}}}"#, false),
      (#"{"parameters": {"single-zone-group": {"minimum-zones": 11}}}"#, false),
      (#"{"parameters": {"single-zone-group": {"minimum-zones": "3"}}}"#, false),
      (#"{"parameters": {"single-zone-group": {"minimum-zones": null}}}"#, false),
      (#"{"parameters": {"single-zone-group": {"minimum": 3}}}"#, false),
      (#"{"parameters": {"single-zone-group": 3}}"#, false),
      (#"{"parameters": {"single-zone-group": null}}"#, false),
      (#"{"parameters": {"master-missing": {"x": 3}}}"#, false),
      (#"{"own-ranges": ["198.51.100.0/24"]}"#, true),
      (#"{"own-ranges": ["2001:db8::/32"]}"#, false),
      (#"{"own-ranges": ["198.51.100.0"]}"#, false), (#"{"own-ranges": [1]}"#, false),
      (#"{"fail-on": "error"}"#, true), (#"{"fail-on": "fatal"}"#, false),
      (#"{"fail-on": true}"#, false), (#"{"allow-unknown": true}"#, true),
      (#"{"allow-unknown": "true"}"#, false), (#"{"allow-unknown": 1}"#, false),
      (#"{"waivers": ["a.yml"], "rules": ["rules"]}"#, true), (#"{"waivers": "a.yml"}"#, false),
      (#"{"waivers": [" "]}"#, false), (#"{"rules": [{}]}"#, false),
      (#"{"report": ["html=x"]}"#, false), (#"{"allow-programs": true}"#, false),
    ])
  func configuration(_ text: String, _ isFine: Bool) throws {
    let schema = try Self.schema("failover-audit.schema.json")
    #expect(schema.problems(try AnyJSON.read(text.utf8)).isEmpty == isFine)
    let isRead = try Self.readerAccepts(
      { bytes, rules in _ = try Configuration(bytes, file: "c.yml", rules: { _ in rules }) }, text)
    #expect(isRead == isFine)
  }

  private static let whole = [
    "rule": #""single-zone-group""#, "subject": #""group/*""#, "reason": #""soon""#,
    "owner": #""Ada""#, "approver": "4711", "expires": #""2027-01-31""#,
  ]

  private static func waiver(_ key: String, _ value: String?) -> String {
    var members = whole
    members[key] = value
    let text = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
    return "{\"waivers\": [{\(text.joined(separator: ", "))}]}"
  }

  @Test(
    "a waiver file is accepted by reader and schema alike, or by none",
    arguments: [
      ("{}", true), ("null", true), (#"{"waivers": null}"#, true), (#"{"waivers": []}"#, true),
      (#"{"waivers": {}}"#, false), (#"{"waivers": [3]}"#, false), (#"{"waiver": []}"#, false),
      (waiver("owner", #""Ada""#), true), (waiver("owner", "12.5"), true),
      (waiver("owner", "true"), true), (waiver("owner", "null"), false),
      (waiver("owner", #"" ""#), false), (waiver("owner", "[]"), false),
      (waiver("owner", nil), false), (waiver("rule", nil), false), (waiver("subject", nil), false),
      (waiver("reason", nil), false), (waiver("approver", nil), false),
      (waiver("expires", nil), false), (waiver("rule", #""single-zone-grup""#), false),
      (waiver("rule", #""unused-waiver""#), false), (waiver("subject", #""*/*""#), false),
      (waiver("subject", #""*é*""#), true), (waiver("expires", #""2027-13-31""#), false),
      (waiver("expires", #""31.01.2027""#), false), (waiver("expires", "20270131"), false),
      (waiver("note", #""x""#), false),
    ])
  func waivers(_ text: String, _ isFine: Bool) throws {
    let schema = try Self.schema("waivers.schema.json")
    #expect(schema.problems(try AnyJSON.read(text.utf8)).isEmpty == isFine)
    let isRead = try Self.readerAccepts(
      { _ = try WaiverFiles([("w.yml", $0)], rules: $1) }, text)
    #expect(isRead == isFine)
  }

  @Test("the schemas name every key that the readers know")
  func keys() throws {
    let configuration = try Self.schema("failover-audit.schema.json").root
    #expect(
      Set(configuration["properties"]?.members.keys.map { $0 } ?? [])
        == Set(Configuration.Key.allCases.map(\.rawValue)))
    let waiver = try Self.schema("waivers.schema.json").root["$defs"]?["waiver"]
    #expect(
      Set(waiver?["properties"]?.members.keys.map { $0 } ?? [])
        == Set(FiledWaiver.Key.allCases.map(\.rawValue)))
  }
}
