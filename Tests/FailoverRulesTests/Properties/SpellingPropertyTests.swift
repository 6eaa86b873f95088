import FailoverAudit
import FailoverBase
import TestSupport
import Testing

@testable import FailoverRules

/// What says the same in other words gives the same ledger, whatever the rules are.
struct SpellingPropertyTests {
  @Test(
    "the order of keys and of items decides nothing, except in ips", arguments: PropertyEstate.all)
  func order(_ estate: PropertyEstate) async throws {
    let tree = try estate.tree()
    let expected = try await estate.ledger([tree]).lines()
    for seed: UInt64 in 1...4 {
      var random = SplitMix64(seed: seed)
      let lines = try await estate.ledger([tree.shuffled(using: &random)]).lines()
      #expect(lines == expected, "seed \(seed)")
    }
  }

  @Test("the order of the inputs decides nothing", arguments: PropertyEstate.all)
  func inputs(_ estate: PropertyEstate) async throws {
    let trees = try estate.estate.documents(.files).map { try OrderedJSON(parsing: $0.text) }
    let expected = try await estate.ledger(trees).lines(withExports: false)
    for seed: UInt64 in 1...4 {
      var random = SplitMix64(seed: seed)
      let other = trees.shuffled(using: &random).map { $0.shuffled(using: &random) }
      let lines = try await estate.ledger(other).lines(withExports: false)
      #expect(lines == expected, "seed \(seed)")
    }
  }

  @Test(
    "upper and lower case are the same in UUIDs, zones and states", arguments: PropertyEstate.all)
  func letterCase(_ estate: PropertyEstate) async throws {
    let tree = Self.withUUIDs(try estate.tree())
    let expected = try await estate.ledger([tree]).lines()
    for seed: UInt64 in 1...4 {
      var random = SplitMix64(seed: seed)
      let lines = try await estate.ledger([Self.recased(tree, using: &random)]).lines()
      #expect(lines == expected, "seed \(seed)")
    }
  }

  @Test("ids of UUID form replace the short ones of the examples wherever they are named")
  func uuids() throws {
    let tree = Self.withUUIDs(try PropertyEstate.all[0].tree())
    let ids = Set(tree.everything().filter { $0.path.key == "id" }.compactMap(\.value.text))
    #expect(ids.count { $0.hasPrefix("abcdef") && $0.count == 36 } > 10)
    for (path, value) in tree.everything() where path.key == "nicUuid" {
      #expect(ids.contains(value.text ?? ""))
    }
    var random = SplitMix64(seed: 1)
    let other = Self.recased(tree, using: &random)
    #expect(
      other.compact != tree.compact && other.compact.lowercased() == tree.compact.lowercased())
  }

  /// Keys whose texts name records.
  static let naming: Set<String> = ["id", "nicUuid", "href"]
  /// Keys whose texts are words of the API.
  static let words: Set<String> = [
    "availabilityZone", "vmState", "state", "protocol", "direction", "role",
  ]

  /// The document with ids of UUID form for all records but LANs and lists.
  static func withUUIDs(_ tree: OrderedJSON) -> OrderedJSON {
    let all = tree.everything()
    let ids = all.compactMap { path, value -> String? in
      guard path.key == "id" || path.key == "nicUuid" else { return nil }
      let type = tree.value(at: path.parent + .member("type"))?.text
      return type == "lan" || type == "collection" ? nil : value.text
    }
    let sorted = Set(ids).sorted()
    let uuids = Dictionary(
      uniqueKeysWithValues: sorted.enumerated().map { index, id in
        (id, "abcdef\(10 + index)-abcd-4abc-8abc-abcdefabcdef")
      })
    return tree.rewritten { key, text in
      guard naming.contains(key) else { return text }
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      return parts.map { uuids[$0] ?? $0 }.joined(separator: "/")
    }
  }

  private static func recased(
    _ tree: OrderedJSON, using random: inout SplitMix64
  ) -> OrderedJSON {
    var generator = random
    defer { random = generator }
    func recased(_ text: some StringProtocol) -> String {
      text.map { Bool.random(using: &generator) ? $0.uppercased() : $0.lowercased() }.joined()
    }
    return tree.rewritten { key, text in
      if words.contains(key) { return recased(text) }
      guard naming.contains(key) else { return text }
      return text.split(separator: "/", omittingEmptySubsequences: false).map {
        $0.hasPrefix("abcdef") ? recased($0) : String($0)
      }.joined(separator: "/")
    }
  }
}
