import FailoverBase
import TestSupport

/// The ways in which an estate can come.
enum EstateForm: String, CaseIterable, Sendable {
  case bundle, collection, array, lines, files

  /// The documents of a random estate in this form, its layout and spelling drawn from the seed as
  /// well.
  func documents(
    seed: UInt64, shuffles: Bool = true, isIndented: Bool? = nil
  ) -> [(name: String, bytes: [UInt8])] {
    var estate = RandomEstate(seed: seed)
    var random = SplitMix64(seed: seed ^ 0xF0F0)
    let answers = estate.answers()
    let snake = random.once(in: 4)
    let indented = isIndented ?? random.once(in: 2)
    let documents = documents(answers.datacenters, answers.accounts)
      .map { shuffles ? estate.shuffled($0) : $0 }
      .map { snake ? $0.renamed(EstateForm.snakeCase) : $0 }
    let texts = documents.map { indented && self != .lines ? $0.indented : $0.compact }
    switch self {
    case .files:
      return texts.enumerated().map { ("part-\($0.offset).json", Array($0.element.utf8)) }
    default: return [("estate.json", Array(texts.joined(separator: "\n").utf8))]
    }
  }

  private func documents(
    _ datacenters: [OrderedJSON], _ accounts: [(name: String, list: OrderedJSON)]
  ) -> [OrderedJSON] {
    let collection = OrderedJSON.object([
      ("id", .string("datacenters")), ("type", .string("collection")),
      ("items", .array(datacenters)),
    ])
    switch self {
    case .bundle:
      let members =
        [(key: "dcs ~/", value: collection)] + accounts.map { (key: $0.name, value: $0.list) }
      return [.object(members)]
    case .collection: return [collection]
    case .array: return [.array(datacenters + accounts.map(\.list))]
    case .lines, .files: return datacenters + accounts.map(\.list)
    }
  }

  static func snakeCase(_ key: String) -> String {
    if key == "_links" { return "links" }
    return key.reduce(into: "") { text, character in
      text += character.isUppercase ? "_" + character.lowercased() : String(character)
    }
  }
}
