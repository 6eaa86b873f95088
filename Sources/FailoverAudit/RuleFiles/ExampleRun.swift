import FailoverBase
import FailoverInventory

/// The examples of a rule, read and ready to be put to it, or to others with the same examples.
public struct ExampleRun: Sendable {
  /// A difference from an example.
  public struct Difference: Sendable, Hashable {
    /// The file and line of the example.
    public let file: String
    public let line: Int
    public let example: String
    /// What differs, without a full stop.
    public let sentence: String
  }

  /// An example, written in one form.
  private struct Case: Sendable {
    let example: Example
    let form: ExampleEstate.Form
    let inventory: Inventory
  }

  private let examples: [[Case]]

  /// Reads the examples in every form that can state them.
  ///
  /// - Parameter isQuick: as they are written only.
  public init(of rule: any Rule, isQuick: Bool = false) async {
    var examples: [[Case]] = []
    for example in rule.info.examples {
      var cases: [Case] = []
      let others = ExampleEstate.Form.allCases.filter { $0 != .neutralJSON && !isQuick }
      for form in [.neutralJSON] + others {
        guard let documents = example.documents(form) else { continue }
        var options = ReadingOptions()
        options.digest = false
        options.ownRanges = example.ownRanges.compactMap { AddressRange($0) }
        let inventory = example.withEvidence(
          await Inventory.read(
            documents: documents.map { ($0.name, Array($0.text.utf8)) }, options))
        cases.append(Case(example: example, form: form, inventory: inventory))
      }
      examples.append(cases)
    }
    self.examples = examples
  }

  /// How many examples there are.
  public var count: Int { examples.count }

  /// Every difference, in the order of the examples; of one example those of the first form that
  /// shows any.
  public func differences(_ rule: any Rule) async -> [Difference] {
    var found: [Difference] = []
    for cases in examples {
      for one in cases {
        let own = await ExampleRun.differences(rule, one)
        found += own
        if !own.isEmpty { break }
      }
    }
    return found
  }

  /// Whether some example shows a difference.
  public func fails(_ rule: any Rule) async -> Bool {
    for one in examples.joined() where await !ExampleRun.differences(rule, one).isEmpty {
      return true
    }
    return false
  }

  private static func differences(_ rule: any Rule, _ one: Case) async -> [Difference] {
    let problems = one.inventory.inputs.filter { $0.kind == .export }.flatMap(\.problems).map {
      "its inventory cannot be read whole: \($0.description)"
    }
    let sentences: [String]
    if problems.isEmpty {
      let ledger = await Auditor(rules: [rule.with(one.example.parameters)])
        .audit(one.inventory, at: one.example.time.flatMap { Moment($0) })
      sentences = ledger.rules.flatMap { ExampleRun.sentences($0, one.example) }
    } else {
      sentences = problems
    }
    let ending = one.form == .neutralJSON ? "" : " (written as \(one.form.rawValue))"
    return sentences.map {
      Difference(
        file: one.example.file, line: one.example.line, example: one.example.title,
        sentence: $0 + ending)
    }
  }

  // MARK: Comparing

  private static func sentences(
    _ ledger: RuleLedger, _ example: Example
  ) -> [String] {
    var sentences: [String] = []
    var met = Set<String>()
    for index in ledger.outcomes.indices {
      let name = ledger.name(at: index)
      // A form may add files.
      if name.hasPrefix("export/") && name != "export/estate.json" { continue }
      met.insert(name)
      let judgement = ledger.judgement(at: index)
      let actual = words(judgement)
      guard let expected = example.outcomes[name] else {
        sentences.append("\(name) is \(actual), which the example does not name")
        continue
      }
      if judgement.outcome != expected {
        sentences.append("\(name) is \(actual), not \(expected.word)")
      } else if let messages = example.messages[name], messages != judgement.messages {
        sentences.append(
          "\(name) says \(quoted(judgement.messages)), not \(quoted(messages))")
      }
    }
    if ledger.outcomes.isEmpty, let fault = ledger.fault {
      sentences.append("the rule has no subject here, and \(fault)")
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
    case .fail(let findings), .waived(let findings, _), .baselined(let findings):
      findings.map(\.message)
    case .unknown(let finding): [finding.message]
    case .notApplicable(let reason): [reason]
    case .error(let sentence): [sentence]
    }
  }
}
