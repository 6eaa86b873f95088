import TestSupport
import Testing

@testable import FailoverInventory

/// Each field of servers in every form; what is declared is enough for a field to be held here.
struct ServerFieldTests {
  /// Two values of a field, as JSON.
  private func values(_ field: ServerField) -> (String, String) {
    switch field.kind {
    case .text: (#""one""#, #""two""#)
    case .word, .exactWord: (#""WORD_A""#, #""WORD_B""#)
    case .number: ("4", "8")
    }
  }

  /// What API answers call a field, in camelCase and in snake_case.
  private func keys(_ field: ServerField) -> [String] {
    let key = field.key?.text ?? field.member.rawValue
    let snake = key.replacing(#/[A-Z]/#) { "_" + $0.output.lowercased() }
    return key == snake ? [key] : [key, snake]
  }

  private func answer(_ field: ServerField, _ key: String, _ value: String) -> String {
    let member = "\"\(key)\":\(value)"
    let metadata = field == .state ? #","metadata":{\#(member)}"# : ""
    return #"{"id":"s","type":"server","href":"/datacenters/d/servers/s","properties":{"#
      + (field == .state ? "" : member) + "}\(metadata)}"
  }

  private func neutral(_ field: ServerField, _ value: String) -> String {
    #"{"format":"failover-inventory/1","datacenters":[{"id":"d","servers":[{"id":"s","#
      + "\"\(field.member.rawValue)\":\(value)}]}]}"
  }

  private func xml(_ field: ServerField, _ value: String) -> String {
    "<inventory xmlns=\"urn:failover-audit:inventory:1\"><datacenters><datacenter id=\"d\">"
      + "<servers><server id=\"s\" \(field.member.rawValue)=\"\(value)\"/></servers></datacenter>"
      + "</datacenters></inventory>"
  }

  /// The value of a field as JSON; nil if it is not known.
  private func value(_ field: ServerField, _ inventory: Inventory) throws -> String? {
    let server = try #require(inventory.allServers.first)
    let records = inventory.storage.records
    return switch records.servers.rows[server.row].fields[field] {
    case .text(let text): records.texts.shown(text).map { "\"\($0)\"" }
    case .word(let word): records.text(word).map { "\"\($0)\"" }
    case .number(let number): number.value.map { "\($0)" }
    }
  }

  private func unquoted(_ value: String) -> String { value.filter { $0 != "\"" } }

  @Test("a field is read from answers in either spelling", arguments: ServerField.allCases)
  func answers(_ field: ServerField) async throws {
    let one = values(field).0
    for key in keys(field) {
      #expect(try value(field, await read(answer(field, key, one))) == one, "\(key)")
    }
  }

  @Test("a field is read from both neutral forms", arguments: ServerField.allCases)
  func neutralForms(_ field: ServerField) async throws {
    let one = values(field).0
    #expect(try value(field, await read(neutral(field, one))) == one)
    #expect(try value(field, await read(xml(field, unquoted(one)))) == one)
  }

  @Test("a value of another type is not known", arguments: ServerField.allCases)
  func otherTypes(_ field: ServerField) async throws {
    let others = field.kind == .number ? [#""4""#, "4.5", "-4", "4e1"] : ["4"]
    for other in others + ["null", "{}", "true", #""""#, #""@{a=b}""#, "99999999999"] {
      for key in keys(field) {
        #expect(try value(field, await read(answer(field, key, other))) == nil, "\(other)")
      }
      // In the neutral format null is as good as nothing: the server is a reference.
      if other == "null" { continue }
      #expect(try value(field, await read(neutral(field, other))) == nil, "\(other)")
    }
    guard field.kind == .number else { return }
    for other in ["+4", "four", "", "4294967294", "-1"] {
      #expect(try value(field, await read(xml(field, other))) == nil, "\(other)")
    }
    #expect(try value(field, await read(xml(field, "4294967293"))) == "4294967293")
  }

  @Test("copies that differ are in conflict, in every form", arguments: ServerField.allCases)
  func conflicts(_ field: ServerField) async throws {
    let (one, two) = values(field)
    let key = keys(field)[0]
    let inventory = await read(answer(field, key, one) + "\n" + answer(field, key, two))
    let conflict = try #require(inventory.allServers.first?.conflicts.first)
    #expect(conflict.member == field.member)
    #expect(conflict.values.map(\.value) == [unquoted(one), unquoted(two)])
    #expect(try value(field, inventory) == nil)
    for isXML in [false, true] {
      let again = await read(try converted(inventory, isXML: isXML))
      #expect(again.allServers.first?.conflicts.map(\.member) == [field.member])
    }
    let agreed = await read(answer(field, key, one) + "\n" + answer(field, key, one))
    #expect(agreed.allServers.first?.conflicts.isEmpty == true)
    #expect(try value(field, agreed) == one)
  }

  @Test("a field goes through convert", arguments: ServerField.allCases)
  func conversion(_ field: ServerField) async throws {
    let one = values(field).0
    let inventory = await read(answer(field, keys(field)[0], one))
    for isXML in [false, true] {
      let document = try converted(inventory, isXML: isXML)
      #expect(try value(field, await read(document)) == one)
      if isXML { #expect(try NeutralSample.xmlSchema().accepts(document)) }
    }
    let json = try AnyJSON.read(converted(inventory, isXML: false).utf8)
    #expect(try NeutralSample.jsonSchema().problems(json).isEmpty)
  }

  @Test("fields move with the part of a document that another worker read")
  func parts() async throws {
    let lines = (0..<200).map { index in
      #"{"id":"s\#(index)","type":"server","href":"/datacenters/d/servers/s\#(index)","#
        + #""properties":{"name":"n\#(index)","cores":\#(index),"cpuFamily":"F\#(index)"}}"#
    }
    let document = Array(lines.joined(separator: "\n").utf8)
    let inventory = await read(document, blockSize: 256, jobs: 2)
    #expect(inventory.allServers.count == 200)
    for server in inventory.allServers {
      let index = server.id.dropFirst()
      #expect(server.cores.map { "\($0)" } == String(index))
      #expect(server.cpuFamily == "F\(index)")
      #expect(server.name == "n\(index)")
    }
  }

  @Test("a field is a member of the neutral format and a column")
  func declared() {
    #expect(NeutralScalar.ofServer.map(\.field) == ServerField.allCases)
    let columns = Table.servers.columns.map(\.name)
    #expect(ServerField.allCases.allSatisfy { columns.contains($0.column) })
  }
}
