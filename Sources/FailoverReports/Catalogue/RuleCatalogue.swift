import FailoverAudit
import FailoverBase

/// What is said about rules outside of reports: the catalogue, the table and the explanation. All
/// of it comes from the rules' declarations.
package enum RuleCatalogue {
  /// `rules/README.md`.
  package static func markdown(_ rules: [any Rule]) -> String {
    var text = """
      # Rules

      <!-- Generated from the rules' declarations: change those, then run `make goldens`. -->

      Every rule answers for every one of its subjects: pass, fail, unknown (the export lacks what is
      needed), notApplicable (the question does not arise) or error (the rule itself broke).
      `failover-audit explain RULE` shows the same at the terminal.

      | rule | severity | family | what the rule requires |
      | --- | --- | --- | --- |

      """
    for info in rules.map(\.info) {
      text += "| [`\(info.id)`](#\(info.id)) | \(info.severity.rawValue) "
      text += "| \(info.family.rawValue) | \(info.title) |\n"
    }
    for info in rules.map(\.info) { text += "\n" + section(info) }
    return text
  }

  private static func section(_ info: RuleInfo) -> String {
    var text = "## \(info.id)\n\n\(capitalised(info.title)).\n\n"
    text += "Severity **\(info.severity.rawValue)**, family `\(info.family.rawValue)`, "
    text += "subjects: \(subjects(info)).\n\n"
    text += "**Why.** \(info.rationale)\n\n**What to do.** \(info.remediation)\n"
    if !info.parameters.isEmpty {
      text += "\n**Parameters** (`--set \(info.id).NAME=VALUE`)\n\n"
      for parameter in info.parameters { text += "- " + describe(parameter) + "\n" }
    }
    text += "\n**Examples** (each is a test)\n\n"
    for example in info.examples {
      text += "- \(outcomes(example)): \(example.title)\n"
    }
    if !info.controls.isEmpty { text += "\n**Supports evidence for**\n\n" }
    for control in info.controls {
      text += "- \(control.framework) \(control.id), \(control.title)\n"
    }
    if !info.references.isEmpty { text += "\n**References**\n\n" }
    for reference in info.references { text += "- [\(reference.title)](\(reference.url))\n" }
    return text
  }

  /// `failover-audit explain`: the declaration for a terminal of a width in columns.
  package static func explanation(_ info: RuleInfo, width: Int) -> String {
    var text = "\(info.id)\n"
    text += paragraph(capitalised(info.title) + ".", width)
    let about =
      "Severity \(info.severity.rawValue), family \(info.family.rawValue), subjects: "
      + subjects(info) + "."
    text += "\n" + Wrapping.lines(of: about, width: width).joined(separator: "\n") + "\n"
    text += "\nWhy\n" + paragraph(info.rationale, width)
    text += "\nWhat to do\n" + paragraph(info.remediation, width)
    if !info.parameters.isEmpty {
      text += "\nParameters (--set \(info.id).NAME=VALUE)\n"
      for parameter in info.parameters { text += paragraph(describe(parameter), width) }
    }
    text += "\nExamples\n"
    for example in info.examples {
      text += paragraph("\(outcomes(example)): \(example.title)", width)
    }
    if !info.controls.isEmpty { text += "\nSupports evidence for\n" }
    for control in info.controls {
      text += paragraph("\(control.framework) \(control.id), \(control.title)", width)
    }
    if !info.references.isEmpty { text += "\nReferences\n" }
    for reference in info.references {
      text += "  \(TerminalText.visible(reference.title))\n"
      text += "  \(TerminalText.visible(reference.url))\n"
    }
    return text
  }

  /// `failover-audit rules`: a line for each rule.
  package static func table(_ rules: [any Rule]) -> String {
    let infos = rules.map(\.info)
    let ids = infos.map(\.id.count).max() ?? 0
    let families = infos.map(\.family.rawValue.count).max() ?? 0
    return infos.map { info in
      padded(info.id, ids) + "  " + padded(info.severity.rawValue, 7) + "  "
        + padded(info.family.rawValue, families) + "  " + TerminalText.visible(info.title) + "\n"
    }.joined()
  }

  /// `failover-audit rules --json`: an array with one object for each rule, a line each.
  package static func json(_ rules: [any Rule]) -> String {
    "[\n" + rules.map { object($0.info).compact }.joined(separator: ",\n") + "\n]\n"
  }

  private static func object(_ info: RuleInfo) -> OrderedJSON {
    .object([
      ("id", .string(info.id)), ("title", .string(info.title)),
      ("severity", .string(info.severity.rawValue)), ("family", .string(info.family.rawValue)),
      ("subjects", .array(info.subjects.map { .string($0.kind.rawValue) })),
      ("rationale", .string(info.rationale)), ("remediation", .string(info.remediation)),
      (
        "parameters",
        .array(
          info.parameters.map {
            .object([
              ("name", .string($0.name)), ("summary", .string($0.summary)),
              ("minimum", .number($0.range.lowerBound)),
              ("maximum", .number($0.range.upperBound)), ("default", .number($0.defaultValue)),
            ])
          })
      ),
      (
        "supportsEvidenceFor",
        .array(
          info.controls.map {
            .object([
              ("framework", .string($0.framework)), ("id", .string($0.id)),
              ("title", .string($0.title)),
            ])
          })
      ),
      (
        "references",
        .array(
          info.references.map {
            .object([("title", .string($0.title)), ("url", .string($0.url))])
          })
      ),
    ])
  }

  // MARK: Parts

  private static func subjects(_ info: RuleInfo) -> String {
    info.subjects.map { set in
      switch set {
      case .groups: "every failover group"
      case .memberNICs: "every NIC that is a member of a group"
      case .lans: "every LAN"
      case .allNICs: "every NIC"
      case .allServers: "every server"
      case .blocks: "every IP block that holds the address of a group"
      case .allBlocks: "every IP block"
      case .users: "every user"
      case .userGroups: "every user group"
      case .describedDatacenters: "every data center that is more than a reference"
      case .datacenters: "every data center"
      case .exports: "every input"
      case .duplicateAddresses: "every public address held in several LANs, once for each LAN"
      case .sharedAddresses: "every public address held by several NICs of a LAN"
      case .waivers: "every waiver of the files given to --waivers"
      case .evidence: "every folder and file of evidence given to --ha"
      case .evidenceServers:
        "every server of a group whose evidence names keepalived, Pacemaker or Corosync"
      case .evidenceAddresses:
        "every public address that software on a server moves by the evidence, once for each LAN"
      case .evidenceNICs:
        "every NIC over which software moves a group's address and that is not a member of a group"
      }
    }.joined(separator: "; ")
  }

  private static func describe(_ parameter: Parameter) -> String {
    "\(parameter.name): \(parameter.summary), \(parameter.range.lowerBound) to "
      + "\(parameter.range.upperBound), usually \(parameter.defaultValue)"
  }

  private static func outcomes(_ example: Example) -> String {
    let words = Set(example.outcomes.values.map(\.word)).sorted()
    return words.isEmpty ? "no subject" : words.joined(separator: ", ")
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func paragraph(_ text: String, _ width: Int) -> String {
    Wrapping.lines(of: TerminalText.visible(text), width: max(40, min(width, 100)) - 2)
      .map { "  " + $0 + "\n" }.joined()
  }
}
