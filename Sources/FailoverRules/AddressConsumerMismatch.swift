import FailoverBase
import FailoverAudit
import FailoverInventory

/// The block's list of consumers is the platform's own view of who uses an address.
struct AddressConsumerMismatch: GroupRule {
  let info = RuleInfo(
    id: "address-consumer-mismatch",
    title: "the consumers of a group's address are its members",
    severity: .warning, family: .surroundings, subjects: [.groups],
    rationale: """
      An IP block lists who uses its addresses. A consumer that is not a member takes the address from the \
      group; a member that is not a consumer holds an address that the platform does not route to it. \
      Whether the platform names every member of a group is not documented: check before you act.
      """,
    remediation: """
      Compare the NICs with the block's consumers in the Data Center Designer. Take the address from the \
      NIC that should not hold it, or give it to the member again.
      """,
    unknownRemedy: """
      Export the IP blocks with their consumers, and the data center with its LANs, servers and NICs, as \
      `scripts/export.sh` does, and repeat the audit.
      """,
    references: [.reservedAddresses, .api],
    controls: [.configurationISO, .inventoryISO, .inventoryNIST],
    examples: Self.examples)

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    guard let block = group.block else { return FailoverGroup.noBlock }
    if block.consumerList == .absent {
      return .notApplicable("the export does not show the consumers of the block")
    }
    let consumers = block.consumers(of: group)
    let members = group.members.map(\.nic)
    let disputed = block.openConsumers(of: group)
    let consuming = Set((consumers + disputed).compactMap(\.nic))
    // A consumer that cannot be read may be any member.
    let hidesMembers = consumers.contains(where: \.isUnknown)
    let missing = hidesMembers ? [] : members.filter { !consuming.contains($0) }
    let inside = Set(members)
    let kinds = consumers.map { ($0, $0.kind(in: group, inside)) }
    let outside = kinds.filter { $0.1 == .stranger }.map(\.0)
    let isWhole = block.consumerList == .complete
    if !outside.isEmpty || isWhole && !missing.isEmpty {
      return .fail(
        problem(outside.count, isWhole ? missing.count : 0),
        evidence: evidence(outside, "is not a member of the group", block)
          + (isWhole ? evidence(missing, block) : []))
    }
    let open = kinds.filter { $0.1 == .open }.map(\.0)
    if !open.isEmpty {
      return .unknown(
        "it is not known whether \(counted(open.count, "consumer")) is a member of the group",
        evidence: evidence(open, "not known whether a member", block) + group.gapEvidence)
    }
    if !disputed.isEmpty {
      return .unknown(
        "copies of the block disagree on \(counted(disputed.count, "consumer")) of the address",
        evidence: evidence(disputed, "listed by some copies of the block only", block))
    }
    if !missing.isEmpty {
      return .unknown(
        "the list of consumers is not all there, and lacks \(counted(missing.count, "member"))",
        evidence: evidence(missing, block))
    }
    return .pass
  }

  private func problem(_ nonMembers: Int, _ missing: Int) -> String {
    var parts: [String] = []
    if nonMembers > 0 {
      parts.append(
        nonMembers == 1
          ? "1 consumer of the address is not a member"
          : "\(nonMembers) consumers of the address are not members")
    }
    if missing > 0 {
      parts.append(
        missing == 1
          ? "1 member is not listed as a consumer of the address"
          : "\(missing) members are not listed as consumers of the address")
    }
    return parts.joined(separator: ", and ")
  }

  private func evidence(
    _ consumers: [IPBlock.Consumer], _ what: String, _ block: IPBlock
  ) -> [Evidence] {
    consumers.prefix(20).map { consumer in
      let name = consumer.nic.map { $0.subjectName + $0.name.quoted } ?? consumer.nicID
      return Evidence(
        "consumer \(name ?? "without a NIC")", what, at: consumer.nic?.place ?? block.place)
    }
  }

  private func evidence(_ members: [NIC], _ block: IPBlock) -> [Evidence] {
    members.prefix(20).map {
      Evidence(
        "member \($0.subjectName)\($0.name.quoted)", "no consumer in block \(block.id)",
        at: $0.place)
    }
  }

  private static func estate(
    _ consumers: [String?]?, servers: ExampleEstate.List<ExampleEstate.Server>? = nil,
    address: String = "85.215.1.1"
  ) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")]), .init("2", [])],
        servers: servers ?? .all([member])),
      blocks: [
        .init(
          "b", [address], consumers: consumers?.map { .init(address, nic: $0) })
      ])
  }

  private static let member = ExampleEstate.Server(
    "s1", nics: [.init("a", lan: 1, ["85.215.1.1"]), .init("c", lan: 2, ["85.215.1.9"])])

  private static let examples = [
    Example(
      "the member is the consumer", estate(["a"]), outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "consumers of the block's many other addresses do not matter",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")]), .init("2", [])],
          servers: [member]),
        blocks: [
          .init(
            "b", ["85.215.1.1"],
            consumers: (1...80).map { .init("85.215.2.\($0)", nic: "c") }
              + [.init("085.215.001.001", nic: "a")])
        ]), outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "the member is not a consumer", estate([]), outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "a NIC of another LAN is a consumer too", estate(["a", "c"]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "something other than a NIC is a consumer", estate(["a", nil]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "a NIC that is not there is a consumer, and all are shown", estate(["a", "gone"]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "a NIC that was not exported is a consumer",
      estate(["a", "d"], servers: .all([member, .init("s2", nics: .cutOff)])),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "a consumer's addresses were not exported",
      estate(["a", "d"], servers: .all([member, .init("s2", nics: [.init("d", lan: 1, nil)])])),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "the consumers were not exported", estate(nil),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
    Example(
      "the address is in no block that is known", estate(["a"], address: "85.215.1.2"),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
  ]
}

extension IPBlock.Consumer {
  fileprivate enum Kind { case member, stranger, open }

  /// What is known of its membership.
  fileprivate func kind(in group: FailoverGroup, _ members: Set<NIC>) -> Kind {
    if isUnknown { return .open }
    guard nicID != nil else { return .stranger }
    if let nic {
      if members.contains(nic) { return .member }
      if nic.exclusion(from: group) != nil { return .stranger }
      if nic.hasProperties { return .open }
    }
    return group.isMembershipComplete ? .stranger : .open
  }
}
