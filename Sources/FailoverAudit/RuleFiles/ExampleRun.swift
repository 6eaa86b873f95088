import FailoverInventory

/// Puts a rule to its examples and tells every difference from what they say.
public struct ExampleRun: Sendable {
  private let rule: any Rule

  public init(_ rule: any Rule) { self.rule = rule }

  /// A difference from an example.
  public struct Difference: Sendable, Hashable {
    /// The file and line of the example.
    public let file: String
    public let line: Int
    public let example: String
    /// What differs, without a full stop.
    public let sentence: String
  }

  /// Every difference, in the order of the examples. Each example is tried in every form that can state it.
  ///
  /// - Parameter isQuick: as it is written only, and no more than one difference.
  public func differences(isQuick: Bool = false) async -> [Difference] {
    var found: [Difference] = []
    for example in rule.info.examples {
      for form in ExampleEstate.Form.allCases where !isQuick || form == .neutralJSON {
        guard let documents = example.documents(form) else { continue }
        let own = await differences(example, documents, form)
        if !own.isEmpty {
          found += own
          break
        }
      }
      if isQuick && !found.isEmpty { return found }
    }
    return found
  }

  private func differences(
    _ example: Example, _ documents: [(name: String, text: String)], _ form: ExampleEstate.Form
  ) async -> [Difference] {
    var options = ReadingOptions()
    options.digest = false
    options.ownRanges = example.ownRanges.compactMap { AddressRange($0) }
    let inventory = await Inventory.read(
      documents: documents.map { ($0.name, Array($0.text.utf8)) }, options)
    let problems = inventory.inputs.flatMap(\.problems).map {
      "its inventory cannot be read whole: \($0.description)"
    }
    let sentences: [String]
    if problems.isEmpty {
      let ledger = await Auditor(rules: [rule.with(example.parameters)]).audit(inventory)
      sentences = ledger.rules.flatMap { ExampleRun.sentences($0, example, form) }
    } else {
      sentences = problems
    }
    let ending = form == .neutralJSON || form == .bundle ? "" : " (written as \(form.rawValue))"
    return sentences.map {
      Difference(
        file: example.file, line: example.line, example: example.title, sentence: $0 + ending)
    }
  }

  // MARK: Comparing

  private static func sentences(
    _ ledger: RuleLedger, _ example: Example, _ form: ExampleEstate.Form
  ) -> [String] {
    var sentences: [String] = []
    var met = Set<String>()
    for index in ledger.outcomes.indices {
      let name = ledger.name(at: index)
      // A form may add files.
      if name.hasPrefix("export/") && name != "export/estate.json" { continue }
      met.insert(name)
      let judgement = ledger.judgement(at: index)
      let told = words(judgement)
      guard let expected = example.outcomes[name] else {
        sentences.append("\(name) is \(told), which the example does not name")
        continue
      }
      if judgement.outcome != expected {
        sentences.append("\(name) is \(told), not \(expected.word)")
      } else if let messages = example.messages[name], messages != judgement.messages {
        sentences.append(
          "\(name) says \(quoted(judgement.messages)), not \(quoted(messages))")
      }
    }
    for name in example.outcomes.keys.sorted() where !met.contains(name) {
      sentences.append(
        "\(name) is not among the subjects (\(ledger.info.subjects.map(\.word).joined(separator: ", ")))"
      )
    }
    return sentences
  }

  private static func words(_ judgement: Judgement) -> String {
    let messages = judgement.messages
    return judgement.outcome.word
      + (messages.isEmpty ? "" : " (\(messages.joined(separator: "; ")))")
  }

  private static func quoted(_ messages: [String]) -> String {
    messages.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}

extension Judgement {
  /// The sentences that it says, in order.
  fileprivate var messages: [String] {
    switch self {
    case .pass: []
    case .fail(let findings), .waived(let findings, _): findings.map(\.message)
    case .unknown(let finding): [finding.message]
    case .notApplicable(let reason): [reason]
    case .error(let sentence): [sentence]
    }
  }
}
