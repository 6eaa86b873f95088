import TestSupport
import Testing

@testable import FailoverInventory

/// What the reader knows, and what both schemas describe: the same objects, members and lists.
@Suite("Agreement of reader and schemas")
struct SchemaAgreementTests {
  /// What each type is called in the schemas.
  private static let types = [
    "text": "xs:string", "number": "xs:string", "id": "id", "address": "address", "lan": "lanId",
    "flag": "flag", "count": "count", "role": "role",
  ]

  /// The last part of what a schema refers to.
  private func reference(_ schema: AnyJSON?) -> String {
    String(schema?["$ref"]?.text?.split(separator: "/").last ?? "none")
  }

  @Test("both describe just the objects that the reader knows")
  func objects() throws {
    let known = Set(NeutralObject.allCases.map { "\($0)" })
    #expect(try Set(NeutralSample.xmlSchema().objects) == known)
    let definitions = try NeutralSample.jsonSchema().root["$defs"]?.members ?? [:]
    #expect(Set(definitions.keys) == known.union(["types"]))
    #expect(
      Set(definitions["types"]?.members.keys.map { $0 } ?? [])
        == Set(SchemaAgreementTests.types.keys))
  }

  @Test(
    "each object has the same scalar members, of the same types", arguments: NeutralObject.allCases)
  func scalars(_ object: NeutralObject) throws {
    let known = Set((object.scalars + [.partial, .reference]).filter { $0 != .format }.map(\.word))
    let attributes = try NeutralSample.xmlSchema().attributes("\(object)")
    #expect(Set(attributes.keys) == known)
    let schema = try NeutralSample.jsonSchema().root["$defs"]?["\(object)"]
    let properties = schema?["properties"]?.members ?? [:]
    let scalars = properties.filter { $1["items"] == nil && $0 != "format" }
    #expect(Set(scalars.keys) == known)
    for (name, property) in scalars {
      #expect(attributes[name] == SchemaAgreementTests.types[reference(property)], "\(name)")
      #expect(property["description"]?.text?.isEmpty == false, "\(name)")
    }
    #expect((properties["format"] != nil) == (object == .inventory))
    #expect(schema?["additionalProperties"] == .bool(false))
  }

  @Test("each object has the same lists, of the same items", arguments: NeutralObject.allCases)
  func lists(_ object: NeutralObject) throws {
    let known = NeutralList.allCases.filter { object.item(of: $0) != nil }
    let declared = try NeutralSample.xmlSchema().lists("\(object)")
    let schema = try NeutralSample.jsonSchema().root["$defs"]?["\(object)"]?["properties"]
    let described = schema?.members.filter { $1["items"] != nil } ?? [:]
    #expect(Set(declared.keys) == Set(known.map(\.word)))
    #expect(Set(described.keys) == Set(known.map(\.word)))
    for list in known {
      let item = reference(described[list.word]?["items"])
      #expect(declared[list.word]?.first == list.item)
      if case .object(let kind)? = object.item(of: list) {
        #expect(item == "\(kind)")
        #expect(declared[list.word]?.last == "\(kind)")
      } else {
        #expect(["id", "address"].contains(item))
        #expect(declared[list.word]?.last == item)
      }
    }
  }

  @Test(
    "the full sample has every member of every object; ServerFieldTests holds the fields of servers"
  )
  func everyMember() throws {
    var met: [String: Set<String>] = [:]
    note(try NeutralSample.full.tree, .inventory, &met)
    for object in NeutralObject.allCases {
      let lists = NeutralList.allCases.filter { object.item(of: $0) != nil }.map(\.word)
      let scalars = (object.scalars + [.partial]).map(\.word)
      let missing = Set(lists + scalars).subtracting(met["\(object)"] ?? [])
      let fields = object == .server ? ServerField.all.map(\.member.rawValue) : []
      #expect(missing.subtracting(fields).isEmpty, "\(object)")
      #expect(met["\(object)"]?.isSubset(of: lists + scalars) == true, "\(object)")
    }
  }

  private func note(_ value: AnyJSON, _ object: NeutralObject, _ met: inout [String: Set<String>]) {
    met["\(object)", default: []].formUnion(value.members.keys)
    for list in NeutralList.allCases {
      guard case .object(let item)? = object.item(of: list) else { continue }
      for value in value[list.word]?.items ?? [] { note(value, item, &met) }
    }
  }
}
