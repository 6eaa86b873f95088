import FailoverBase
import FailoverAudit
import FailoverInventory

/// Reports what the export leaves out by itself, not only as unknowns.
struct IncompleteExport: Rule {
  let info = RuleInfo(
    id: "incomplete-export",
    title: "the export shows everything that the audit needs",
    severity: .warning, family: .dataQuality, subjects: [.datacenters, .exports],
    rationale: """
      An answer of the API shows only as many levels as were requested, one page of a list, and what the \
      caller may see. What is cut off is not known: it is never taken for absent. An audit of such an \
      export says less than it seems to.
      """,
    remediation: """
      Export again as the contract's owner or an administrator: each data center with depth=5 \
      (GET /datacenters/{id}?depth=5), and the lists of the contract with all their pages (ipblocks, \
      um/users, um/groups with depth=2, um/groups/{id}/shares, contracts). Follow `_links.next` to the \
      last page.
      """,
    references: [.api],
    controls: [.inventoryISO, .inventoryNIST, .inventoryC5],
    judgesExport: true,
    examples: Self.examples)

  func outcomes(in inventory: Inventory) -> any Answers {
    JoinedAnswers(
      JudgedAnswers(inventory.datacenters) { judge($0) },
      JudgedAnswers(inventory.exports) { judge($0) })
  }

  private func judge(_ datacenter: Datacenter) -> Judgement {
    var findings: [Finding] = []
    if !datacenter.hasProperties {
      findings.append(
        Finding(
          facet: "properties", "the data center is known by its id only (request it with depth=5)"))
    }
    if let problem = problem(datacenter.lanList, "LANs") {
      findings.append(Finding(facet: "lans", problem))
    }
    if let problem = problem(datacenter.serverList, "servers") {
      findings.append(Finding(facet: "servers", problem))
    }
    if let finding = failover(datacenter.lansWithOpenFailover) { findings.append(finding) }
    let without = datacenter.serversWithoutNICList
    if !without.isEmpty {
      findings.append(
        Finding(
          facet: "nics",
          "the list of NICs of \(counted(without.count, "server")) is cut off (request it with depth=5)",
          evidence: without.prefix(20).map {
            Evidence($0.subjectName + $0.name.quoted, "no complete list of NICs", at: $0.place)
          }))
    }
    return findings.isEmpty ? .pass : .fail(findings)
  }

  /// LANs whose failover groups are not all known, with what their lists show.
  private func failover(_ lans: [LAN]) -> Finding? {
    if lans.isEmpty { return nil }
    let names = lans.prefix(3).map { "LAN \($0.id)\($0.name.quoted)" }.joined(separator: ", ")
    let more = lans.count > 3 ? " and \(lans.count - 3) more" : ""
    return Finding(
      facet: "failover",
      "the failover list of \(names)\(more) is not known completely: it is not in the export, or an entry "
        + "of it cannot be read (export the LAN again; from PowerShell with ConvertTo-Json -Depth 10)",
      evidence: lans.prefix(20).map {
        Evidence(
          $0.subjectName + $0.name.quoted,
          $0.showsFailoverList
            ? "a master or a member that is not known"
            : "no failover list that is known completely",
          at: $0.place)
      })
  }

  private func problem(_ state: Datacenter.ListState, _ what: String) -> String? {
    switch state {
    case .complete: nil
    case .partial: "the list of \(what) is not all there (request it with depth=5, and all pages)"
    case .absent: "the list of \(what) is not in the export (request it with depth=5)"
    }
  }

  private func judge(_ export: Export) -> Judgement {
    var findings = export.cutOffLists.map { list in
      Finding(
        facet: list.name, "the list \(list.name) is cut off here and nowhere complete",
        evidence: [Evidence("list", list.name, at: list.place)])
    }
    let errors = export.errorAnswers
    if let first = errors.first {
      let more = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
      findings.append(
        Finding(
          facet: "error", "an error of the API in place of an answer: \(first.text)\(more)",
          evidence: errors.prefix(20).map { Evidence("error", $0.text, at: $0.place) }))
    }
    let problems = export.manifestProblems
    if let first = problems.first {
      let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
      findings.append(
        Finding(
          facet: "manifest", "the manifest of the export says: \(first.sentence)\(more)",
          evidence: problems.map { problem in
            Evidence(
              "problem", problem.sentence,
              at: Place(
                input: problem.input, line: problem.line ?? 1, pointer: problem.pointer ?? ""))
          }))
    }
    return findings.isEmpty ? .pass : .fail(findings)
  }

  private static let examples = [
    Example(
      "everything is there",
      ExampleEstate(
        .init("dc", lans: [.init("1", [])], servers: [.init("s1", nics: [])]),
        accounts: [.init("ipblocks", ["b"])]),
      outcomes: ["datacenter/dc": .pass, "export/estate.json": .pass]),
    Example(
      "one server shows no list of NICs",
      ExampleEstate(.init("dc", lans: [], servers: [.init("s1", nics: .cutOff)])),
      outcomes: ["datacenter/dc": .fail, "export/estate.json": .pass]),
    Example(
      "servers are references only",
      ExampleEstate(
        .init("dc", lans: [], servers: [.init("s1", nics: [], isReference: true)])),
      outcomes: ["datacenter/dc": .fail, "export/estate.json": .pass]),
    Example(
      "the failover list of a LAN is not there",
      ExampleEstate(.init("dc", lans: [.init("1", nil)], servers: [])),
      outcomes: ["datacenter/dc": .fail, "export/estate.json": .pass]),
    Example(
      "there are more pages of LANs",
      ExampleEstate(.init("dc", lans: .firstPage([.init("1", [])]), servers: [])),
      outcomes: ["datacenter/dc": .fail, "export/estate.json": .pass]),
    Example(
      "an error was saved in place of an answer",
      ExampleEstate(
        .init("dc", lans: [], servers: []), errors: ["token is expired"]),
      outcomes: ["datacenter/dc": .pass, "export/estate.json": .fail]),
  ]
}
