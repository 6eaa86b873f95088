@testable import FailoverInventory

/// Everything that an inventory says, a line for each thing.
struct InventoryDump {
  private(set) var lines: [String] = []

  /// One in this many records is written.
  private let step: Int

  /// Writes only every nth record of a kind: for large estates, writing all would take minutes.
  init(_ inventory: Inventory, every step: Int = 1) {
    self.step = step
    add(inputs: inventory)
    add(datacenters: inventory)
    for lan in some(inventory.lans) {
      lines.append(
        "\(lan.subject.name) \(text(lan.name)) at \(place(lan.place)), list"
          + " \(lan.showsFailoverList), groups \(lan.groups.map(\.subjectName))"
          + " \(tell(lan.conflicts))")
    }
    for group in some(inventory.groups) { add(group) }
    for holding in Array(inventory.duplicateAddresses) + Array(inventory.sharedAddresses) {
      lines.append(
        "\(holding.subject.name) at \(place(holding.place)): \(holding.nics.map(\.id)), elsewhere"
          + " \(holding.elsewhere(first: 9).map(\.subject.name)), \(text(holding.group?.subjectName))"
      )
    }
    add(records: inventory)
    add(accounts: inventory)
  }

  var text: String { lines.joined(separator: "\n") }

  private func some<Items: RandomAccessCollection>(_ items: Items) -> [Items.Element]
  where Items.Index == Int {
    stride(from: items.startIndex, to: items.endIndex, by: step).map { items[$0] }
  }

  private func text(_ value: String?) -> String { value ?? "-" }

  private func place(_ place: Place?) -> String {
    place.map { "\($0.input):\($0.line)#\($0.pointer)" } ?? "nowhere"
  }

  private mutating func add(inputs inventory: Inventory) {
    for input in inventory.inputs {
      let bytes = input.status == .refused ? "" : " \(input.bytes ?? -1) \(text(input.sha256))"
      lines.append("input \(input.name) \(input.status)\(bytes), \(input.records) records")
      lines += input.problems.map { "  \($0.description) \(text($0.pointer))" }
    }
    for export in inventory.exports {
      lines.append(export.subject.name)
      lines += export.errorAnswers.map { "  error \($0.text) at \(place($0.place))" }
      lines += export.manifestProblems.map { "  manifest: \($0.description)" }
      lines.append("  of \(text(export.exportTime?.text))")
      lines += export.cutOffLists.map { "  cut off: \($0.name) at \(place($0.place))" }
    }
    lines.append("\(inventory.recordCounts) \(inventory.dataTime)")
  }

  private mutating func add(datacenters inventory: Inventory) {
    for datacenter in some(inventory.datacenters) {
      lines.append(
        "\(datacenter.subject.name) \(text(datacenter.name)) in \(text(datacenter.location)) at"
          + " \(place(datacenter.place)), known \(datacenter.hasProperties), lans"
          + " \(datacenter.lanList), servers \(datacenter.serverList), without NICs"
          + " \(datacenter.serversWithoutNICList.map(\.id))")
    }
  }

  private mutating func add(_ group: FailoverGroup) {
    lines.append(
      "\(group.subjectName) is \(text(group.address)) \(group.hasAddress) at \(place(group.place)), gaps"
        + " \(group.membershipGaps.rawValue), servers \(some(group.servers).map(\.id)), same"
        + " \(group.groupsWithSameAddress(first: 9).map(\.subjectName))")
    for master in group.masters {
      lines.append("  master \(master.id) at \(place(master.nic?.place))")
    }
    for member in some(group.members) { lines.append("  \(member.role) \(member.nic.id)") }
  }

  /// NICs and servers, also such as no view of the inventory leads to; references have no order.
  private mutating func add(records inventory: Inventory) {
    let storage = inventory.storage
    let nics = (0..<storage.records.nics.count)
      .filter { storage.canonical.nics.isCanonical($0) }
      .map { NIC(inventory: inventory, row: $0) }
    lines += some(nics).map(line).sorted()
    let servers = storage.records.servers.rows.indices
      .filter { storage.canonical.servers.isCanonical($0) }
      .map { Server(inventory: inventory, row: $0) }
    lines += some(servers).map(line).sorted()
  }

  /// Who may do what; statements of users and of what they work on.
  private mutating func add(accounts inventory: Inventory) {
    lines.append(
      "all users \(inventory.showsAllUsers), blocks \(inventory.showsAllBlocks), data centers"
        + " \(inventory.showsAllDatacenters), contracts \(inventory.contractNumbers)"
        + " \(inventory.contractOwners)")
    for user in some(inventory.users) {
      let shared = user.sharedBlocks
      lines.append(
        "\(user.subject.name) \(text(user.email)) at \(place(user.place)), active"
          + " \(user.isActive as Any), administrator \(user.isAdministrator as Any), owner"
          + " \(user.isContractOwner as Any), shares \(shared.known.map(\.id)) \(shared.mayBeMore)")
    }
    for block in some(inventory.blocks) {
      lines.append(
        "\(block.subject.name) \(text(block.name)) in \(text(block.location)) at"
          + " \(place(block.place)), users \(tell(block.users)), sharers \(tell(block.sharers)),"
          + " with a data center \(tell(block.usersWithDatacenter)), owners besides \(block.ownersBesideUsers), consumers \(block.consumerList)"
      )
    }
    for datacenter in some(inventory.datacenters) {
      lines.append("  operators of \(datacenter.id): \(tell(datacenter.operators))")
    }
    for group in some(inventory.groups) {
      let consumers = group.block?.consumers(of: group).map { text($0.nicID) }.sorted() ?? []
      lines.append("  block of \(group.subjectName): \(text(group.block?.id)) \(consumers)")
    }
  }

  private func tell(_ statement: UserStatement) -> String {
    "yes \(statement.certain.map(\.id)), open \(statement.open.map(\.id))"
  }

  private func tell(_ conflicts: [ConflictingMember]) -> String {
    conflicts.map { conflict in
      "\(conflict.member) "
        + conflict.values.map { "\($0.value) at \(place($0.place))" }
        .joined(separator: " or ")
    }.joined(separator: "; ")
  }

  private func line(_ nic: NIC) -> String {
    "nic \(nic.id) \(text(nic.name)) at \(place(nic.place)) of \(text(nic.server?.id)) in"
      + " \(text(nic.datacenter?.id)) on \(text(nic.lanID)) with \(nic.addresses as Any), known"
      + " \(nic.hasProperties), in \(nic.memberships.map { "\($0.group.subjectName) \($0.role)" })"
      + " rules \(nic.firewallRules) \(nic.showsAllFirewallRules) \(nic.securityGroupCount as Any)"
      + " \(nic.usesDHCP as Any) \(nic.firewallIsActive as Any) \(tell(nic.conflicts))"
  }

  private func line(_ server: Server) -> String {
    "server \(server.id) \(text(server.name)) at \(place(server.place)) in"
      + " \(text(server.datacenter?.id)), \(text(server.zoneText)) \(text(server.zone))"
      + " \(text(server.stateText)) \(server.isUp as Any), known \(server.hasProperties)"
      + " \(server.cores as Any) \(server.ramMB as Any) \(text(server.cpuFamily))"
      + " \(tell(server.conflicts))"
  }
}
