import FailoverAudit
import FailoverInventory

/// A declared role and the order of a NIC's addresses tell the same.
struct PrimaryRoleMismatch: NICRule {
  let info = RuleInfo(
    id: "primary-role-mismatch",
    title: "the declared role of a member is the one that its address list gives it",
    severity: .warning, family: .primaryIP, subjects: [.memberNICs],
    rationale: """
      An inventory may declare which member holds the group's address as its primary one. The platform \
      goes by the order of the NIC's addresses. Where the two differ, either the plan or the NIC is \
      wrong. Answers of the API declare no roles, so the question does not arise for them.
      """,
    remediation: """
      Put the addresses of the NIC in the declared order, or correct the declaration.
      """,
    references: [.failover], controls: [.configurationISO, .settingsNIST],
    examples: [
      Example(
        "an answer of the API declares no role",
        ExampleEstate(
          .init(
            "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
            servers: [.init("s1", nics: [.init("a", lan: 1, ["85.215.1.1"])])])),
        outcomes: ["nic/a": .notApplicable])
    ])

  func judge(_ nic: NIC) -> Judgement {
    .notApplicable("no role is declared: answers of the API declare none")
  }
}
