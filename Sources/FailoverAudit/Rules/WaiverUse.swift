import FailoverBase
import FailoverInventory

/// A waiver, and what became of it in an audit: the subject of the rules about waivers.
public struct WaiverUse: Sendable {
  public let filed: FiledWaiver
  /// The day on which it was judged.
  public let day: CalendarDay
  /// Whether the rule that it is about was run; if not, all counts are 0.
  public let isRuleAsked: Bool
  /// What that rule said of the subjects that the waiver names, before anything was waived.
  public let matched: OutcomeCounts
  /// How many of their failures it waived; other waivers may have waived the rest.
  public let waived: Int
  /// How many subjects the rule has.
  public let subjects: Int
  /// Whether nothing is missing as far as the export shows, so that a subject that is not there
  /// does not exist.
  public let isExportWhole: Bool

  public var name: String { "waiver/\(filed.number)" }

  /// Whole days until its last one: 0 on that day, negative after it.
  public var daysLeft: Int { filed.lastDay.number - day.number }

  public var subject: Subject {
    Subject(
      kind: .waiver, name: name, record: Subject.Record(id: String(filed.number), name: nil))
  }

  public var place: Place {
    Place(input: filed.place.file, line: filed.place.line, pointer: "")
  }
}

/// A rule about every waiver; it is run when the others have answered.
public protocol WaiverRule: Rule {
  /// Judges one waiver; it must give the same judgement each time.
  func judge(_ use: WaiverUse) -> Judgement
}

extension WaiverRule {
  public var needs: RuleNeeds { .waivers }

  /// Nothing: no inventory holds waivers.
  public func outcomes(in inventory: Inventory) -> any Answers { outcomes(of: []) }

  func outcomes(of uses: [WaiverUse]) -> any Answers { WaiverAnswers(uses) { judge($0) } }
}

/// Every waiver judged once, and again whenever the words are needed.
struct WaiverAnswers: Answers {
  let outcomes: [Outcome]
  private let uses: [WaiverUse]
  private let judge: @Sendable (WaiverUse) -> Judgement

  init(_ uses: [WaiverUse], _ judge: @escaping @Sendable (WaiverUse) -> Judgement) {
    self.uses = uses
    self.judge = judge
    outcomes = uses.map { judge($0).keepingItsContract.outcome }
  }

  func name(at index: Int) -> String { uses[index].name }
  func subject(at index: Int) -> Subject { uses[index].subject }
  func place(at index: Int) -> Place? { uses[index].place }
  func judgement(at index: Int) -> Judgement { judge(uses[index]).keepingItsContract }
}
