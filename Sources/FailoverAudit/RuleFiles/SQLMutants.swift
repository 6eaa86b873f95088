import FailoverInventory

/// A rule with one condition changed: an example should fail with it.
package struct SQLMutant: Sendable {
  package let rule: SQLRule
  /// The line of the rule file.
  package let line: Int
  /// What was changed into what.
  package let change: String
}

extension SQLRule {
  /// The rule with each of its conditions changed, one at a time; changes that do not compile are
  /// left out.
  package var mutants: [SQLMutant] {
    let tokens = SQLToken.all(file.statement)
    var mutants = tokens.indices.flatMap { index in
      SQLMutation.all(tokens, at: index).compactMap { mutation -> SQLMutant? in
        let changed = with(statement: mutation.applied(to: file.statement))
        guard changed.isStatement else { return nil }
        let before = file.statement.utf8.prefix(mutation.range.lowerBound)
        let line = file.statementLine + before.count { $0 == UInt8(ascii: "\n") }
        return SQLMutant(rule: changed, line: line, change: mutation.description)
      }
    }
    for (fact, place) in header.requires {
      mutants.append(
        SQLMutant(
          rule: withoutFact(fact), line: place.line, change: "requires \(fact) → does not"))
    }
    return mutants
  }
}

/// A change of one or two tokens.
private struct SQLMutation {
  let range: Range<Int>
  let old: String
  let new: String

  var description: String { "\(old) → \(new.isEmpty ? "nothing" : new)" }

  func applied(to statement: String) -> String {
    let bytes = Array(statement.utf8)
    let changed = bytes[..<range.lowerBound] + Array(new.utf8) + bytes[range.upperBound...]
    return String(decoding: changed, as: UTF8.self)
  }

  /// The opposite of comparisons.
  private static let opposites = [
    "=": "<>", "==": "<>", "<>": "=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<",
  ]
  private static let words = [
    "AND": "OR", "OR": "AND", "MIN": "MAX", "MAX": "MIN", "DISTINCT": "", "LEFT": "",
  ]
  private static let outcomes = [
    "'fail'": "'unknown'", "'unknown'": "'fail'", "'notApplicable'": "'fail'",
  ]

  /// The changes that begin at a token.
  static func all(_ tokens: [SQLToken], at index: Int) -> [SQLMutation] {
    let token = tokens[index]
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    func replace(_ new: String) -> [SQLMutation] {
      [SQLMutation(range: token.range, old: token.text, new: new)]
    }
    switch token.kind {
    case .symbol: return opposites[token.text].map(replace) ?? []
    case .number: return Int(token.text).map { replace(String($0 + 1)) } ?? []
    case .text: return outcomes[token.text].map(replace) ?? []
    case .name: return []
    case .word: break
    }
    if let new = words[token.word] { return replace(new) }
    let isNegated = index > 0 && ["NOT", "IS"].contains(tokens[index - 1].word)
    switch token.word {
    case "NOT":
      guard let next else { return [] }
      return [
        SQLMutation(
          range: token.range.lowerBound..<next.range.lowerBound, old: "NOT \(next.text)",
          new: "")
      ]
    case "IS" where next?.word != "NOT": return replace("IS NOT")
    case "IN" where !isNegated, "EXISTS" where !isNegated: return replace("NOT \(token.text)")
    default: return []
    }
  }
}
