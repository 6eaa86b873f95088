import FailoverBase
import FailoverHA
import FailoverInventory

/// A small inventory with the outcome that the rule gives for each of its subjects there.
public struct Example: Sendable {
  /// What it is an example of.
  public enum Source: Sendable {
    case estate(ExampleEstate)
    /// An inventory in the neutral format.
    case inventory(OrderedJSON)
  }

  /// What the example shows, as a sentence without a full stop.
  public let title: String
  public let source: Source
  /// Files of evidence of the failover software; nil if the audit is given none.
  public let evidence: [ExampleEvidence]?
  /// Parameters other than the defaults, by name.
  public let parameters: [String: Int]
  /// Ranges of addresses that the customer brought in, in CIDR notation.
  public let ownRanges: [String]
  /// Waivers that are applied on `day`.
  public let waivers: [FiledWaiver]
  public let day: CalendarDay?
  /// When the audit runs; nil if it states no time.
  public let time: String?
  /// The outcome of every subject of the rule, by the subject's name.
  public let outcomes: [String: Outcome]
  /// The messages of a subject's outcome, in order, where the example names them.
  public let messages: [String: [String]]
  public let file: String
  public let line: Int

  public init(
    _ title: String, _ estate: ExampleEstate, evidence: [ExampleEvidence]? = nil,
    parameters: [String: Int] = [:],
    ownRanges: [String] = [], waivers: [FiledWaiver] = [], on day: CalendarDay? = nil,
    outcomes: [String: Outcome], file: String = #filePath, line: Int = #line
  ) {
    self.init(
      title, .estate(estate), evidence: evidence, parameters: parameters, ownRanges: ownRanges,
      waivers: waivers,
      on: day,
      outcomes: outcomes, messages: [:], file: file, line: line)
  }

  /// An example of records or members that `ExampleEstate` has no place for, such as names.
  ///
  /// - Parameters:
  ///   - inventory: an object in the neutral format; `format` may be left out.
  ///   - time: when the audit runs.
  ///   - messages: the messages of subjects, in order, where they matter.
  public init(
    _ title: String, inventory: OrderedJSON, parameters: [String: Int] = [:],
    ownRanges: [String] = [], at time: String? = nil, outcomes: [String: Outcome],
    messages: [String: [String]] = [:], file: String = #filePath, line: Int = #line
  ) {
    self.init(
      title, .inventory(inventory.withFormat), parameters: parameters, ownRanges: ownRanges,
      at: time, outcomes: outcomes, messages: messages, file: file, line: line)
  }

  init(
    _ title: String, _ source: Source, evidence: [ExampleEvidence]? = nil,
    parameters: [String: Int], ownRanges: [String],
    waivers: [FiledWaiver] = [], on day: CalendarDay? = nil, at time: String? = nil,
    outcomes: [String: Outcome], messages: [String: [String]], file: String, line: Int
  ) {
    self.time = time
    self.title = title
    self.source = source
    self.evidence = evidence
    self.parameters = parameters
    self.ownRanges = ownRanges
    self.waivers = waivers
    self.day = day
    self.outcomes = outcomes
    self.messages = messages
    self.file = file
    self.line = line
  }

  /// The estate, of an example that states one in Swift.
  public var estate: ExampleEstate? {
    if case .estate(let estate) = source { estate } else { nil }
  }

  /// The documents of an export of it, with their names; nil if the form cannot state it.
  ///
  /// The name of the first is always `estate.json`, so that examples can name its subject.
  public func documents(_ form: ExampleEstate.Form) -> [(name: String, text: String)]? {
    switch source {
    case .estate(let estate): form.canState(estate) ? estate.documents(form) : nil
    case .inventory(let inventory): Example.documents(inventory, form)
    }
  }

  private static func documents(
    _ inventory: OrderedJSON, _ form: ExampleEstate.Form
  ) -> [(name: String, text: String)]? {
    switch form {
    case .neutralJSON: [("estate.json", inventory.indented)]
    case .reversedBundle:
      [("estate.json", inventory.reversed(keepingOrderOf: ["ips", "masters"]).compact)]
    case .twice: [("estate.json", inventory.compact), ("twice.json", inventory.indented)]
    case .bundle, .snakeCase, .files, .lines, .amongStrangers, .neutralXML: nil
    }
  }
}

extension OrderedJSON {
  /// The inventory with its format as the first member, unless it names one.
  var withFormat: OrderedJSON {
    guard case .object(let members) = self, !members.contains(where: { $0.key == "format" }) else {
      return self
    }
    return .object([("format", "failover-inventory/1")] + members)
  }
}
