import FailoverAudit
import FailoverInventory

/// Something that was not examined, for formats that can report it only like a finding.
struct ScopeGap {
  /// What formats name instead of a rule.
  enum Kind: String, CaseIterable {
    case unreadInput = "unread-input"
    case nothingExamined = "nothing-examined"
    case exportGap = "export-gap"
    case openQuestion = "open-question"

    /// What is true where there is none of it.
    var title: String {
      switch self {
      case .unreadInput: "every input is read whole"
      case .nothingExamined: "something was examined"
      case .exportGap: "the export shows the whole estate"
      case .openQuestion: "nothing else is left open"
      }
    }

    var remediation: String {
      switch self {
      case .unreadInput: "Export the input again, or correct what its problems say."
      case .nothingExamined: "Audit an export that holds what the selected rules judge."
      case .exportGap:
        "Export again what the message names, at full depth, as `scripts/export.sh` does."
      case .openQuestion: "Do what the message says, and repeat the audit."
      }
    }

    /// Whether the audit says less than a reader would think, rather than nothing of some of it.
    var severity: Severity { self == .exportGap ? .warning : .error }
  }

  let kind: Kind
  /// The input, of one that was not read whole.
  let input: InputRecord?
  /// What happened, in one sentence without a full stop.
  let sentence: String
  /// Distinguishes gaps, whatever their sentences count.
  var facet = ""
  /// Where the rule `incomplete-export` found the first gap of a kind; nil if it did not run.
  var gapPlace: Place?

  /// What it is about: the input's name, or the audit.
  var name: String { input?.name ?? "audit" }

  /// Where it is: of an input the first place that its problems name, else its first line; of a
  /// gap that of its first finding.
  var place: Place? {
    gapPlace
      ?? input.map { input in
        let problem = input.problems.first { $0.input == input.name && ($0.line ?? 0) > 0 }
        return Place(
          input: input.name, line: problem?.line ?? 1, pointer: problem?.pointer ?? "")
      }
  }

  /// Differs from those of outcomes, as no subject is of a kind called `input` or `audit`.
  var fingerprint: String {
    Fingerprint.of(
      rule: kind.rawValue, subject: input.map { "input/" + $0.name } ?? "audit", facet: facet)
  }
}

extension ScopeGap {
  /// Everything that was not looked at: inputs, then the audit as a whole, then what the export
  /// lacks.
  static func all(_ report: Report) -> some Sequence<ScopeGap> {
    let inputs = report.inputs.lazy.filter { $0.status != .read }.map {
      ScopeGap(kind: .unreadInput, input: $0, sentence: $0.status.rawValue + $0.problemSentence)
    }
    return Chain(first: inputs, second: whole(report))
  }

  /// What concerns no input alone.
  static func whole(_ report: Report) -> [ScopeGap] {
    let nothing = report.nothingExamined.map {
      ScopeGap(kind: .nothingExamined, input: nil, sentence: $0)
    }
    let further = report.furtherReasons.map {
      ScopeGap(kind: .openQuestion, input: nil, sentence: $0, facet: $0)
    }
    return (nothing.map { [$0] } ?? []) + gaps(of: report) + further
  }

  private static func gaps(of report: Report) -> [ScopeGap] {
    let gaps = report.gaps
    let parts: [(facet: String, kind: SubjectKind, gaps: ExportGaps)] = [
      (
        "datacenters", .datacenter,
        ExportGaps(datacenters: gaps.datacenters, named: gaps.named(.datacenter))
      ),
      ("exports", .export, ExportGaps(exports: gaps.exports, named: gaps.named(.export))),
      ("lans", .lan, ExportGaps(lans: gaps.lans, named: gaps.named(.lan))),
    ]
    let found = parts.flatMap { facet, kind, gaps in
      gaps.sentences.map {
        ScopeGap(
          kind: .exportGap, input: nil, sentence: $0, facet: facet,
          gapPlace: place(of: kind, in: report.ledger))
      }
    }
    var population = ExportGaps()
    population.otherDatacenters = gaps.otherDatacenters
    population.missingDatacenters = gaps.missingDatacenters
    return found
      + population.sentences.map {
        ScopeGap(kind: .exportGap, input: nil, sentence: $0, facet: "population")
      }
  }

  /// The place of the first gap of a kind that the rule `incomplete-export` found: of LANs that of
  /// its evidence, since the rule judges their data center.
  private static func place(of kind: SubjectKind, in ledger: Ledger) -> Place? {
    guard let rule = ledger.rules.first(where: { $0.info.id == "incomplete-export" }) else {
      return nil
    }
    for (index, outcome) in rule.outcomes.enumerated() where outcome.isFailure {
      let answer = Answer(rule, at: index)
      if kind == .lan {
        let finding = answer.findings.first { $0.facet == "failover" }
        let places = finding?.evidence.lazy.compactMap(\.place)
        if let place = places?.first { return place }
      } else if answer.subject.kind == kind, let place = answer.place {
        return place
      }
    }
    return nil
  }

  /// What is true where there is none of it, the same for every report.
  var title: String {
    switch (kind, facet) {
    case (.exportGap, "datacenters"): "the export of every data center is complete"
    case (.exportGap, "exports"): "no list of the contract is cut off"
    case (.exportGap, "lans"): "the failover list of every LAN is known"
    case (.exportGap, "population"): "the list of data centers is complete"
    case (.openQuestion, _): sentence
    default: kind.title
    }
  }

  static func count(_ report: Report) -> Int {
    report.inputs.count { $0.status != .read } + whole(report).count
  }

  /// Two sequences, the one after the other.
  private struct Chain<First: Sequence<ScopeGap>>: Sequence {
    let first: First
    let second: [ScopeGap]

    func makeIterator() -> some IteratorProtocol<ScopeGap> {
      var start = first.makeIterator()
      var end = second.makeIterator()
      return AnyIterator { start.next() ?? end.next() }
    }
  }
}

extension Report {
  /// Whether there was nothing to examine: then silence must not look like success.
  var isNothingExamined: Bool { nothingExamined != nil }
}

extension InputRecord {
  /// The first problem and how many more there are, to be put after the status.
  var problemSentence: String {
    let first = problems.first.map { ": " + $0.sentence } ?? ""
    return first + (problems.count > 1 ? " (and \(problems.count - 1) more)" : "")
  }
}
