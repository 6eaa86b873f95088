@testable import FailoverSimulation
import FailoverAudit
import FailoverInventory

/// One group in a data center `dc`, as a test states it: its servers, its masters, and what is not
/// shown.
struct SmallGroup: Sendable {
  struct One: Sendable {
    var zone: String?
    var state: String?
    var isMember = true

    init(_ zone: String?, _ state: String? = "RUNNING", isMember: Bool = true) {
      self.zone = zone
      self.state = state
      self.isMember = isMember
    }
  }

  static let address = "85.215.1.1"

  /// They are called `s0`, `s1` and so on, and so are their NICs, `n0`, `n1`.
  var servers: [One]
  var masters: [String] = ["n0"]
  /// Whether there is a server `open` in no known zone whose NICs are not shown.
  var isOpen = false
  /// Ids of servers that own a second NIC with the address.
  var twice: [String] = []
  var declared: [String] = []

  init(
    _ servers: [One], masters: [String] = ["n0"], isOpen: Bool = false, twice: [String] = [],
    declared: [String] = []
  ) {
    self.servers = servers
    self.masters = masters
    self.isOpen = isOpen
    self.twice = twice
    self.declared = declared
  }

  /// - Parameter gone: servers that are not in it.
  func estate(without gone: Set<String> = []) -> ExampleEstate {
    var shown = servers.enumerated().map { index, one in
      var nics = [nic("n\(index)", holds: one.isMember)]
      if twice.contains("s\(index)") { nics.append(nic("m\(index)", holds: true)) }
      return ExampleEstate.Server(
        "s\(index)", zone: one.zone, state: one.state, nics: .all(nics))
    }
    if isOpen { shown.append(.init("open", zone: nil, state: "SHUTOFF", nics: .cutOff)) }
    let members = declared.map { ExampleEstate.DeclaredMember($0, role: nil) }
    let entries =
      masters.isEmpty
      ? [ExampleEstate.Entry(Self.address, master: nil, members: members)]
      : masters.map { .init(Self.address, master: $0, members: members) }
    return ExampleEstate(
      .init(
        "dc", lans: [.init("1", entries)],
        servers: .all(shown.filter { !gone.contains($0.id) })))
  }

  private func nic(_ id: String, holds: Bool) -> ExampleEstate.NIC {
    .init(id, lan: 1, holds ? [Self.address] : [])
  }

  func inventory() async -> Inventory { await estate().inventory(.bundle) }
}

extension ExampleEstate {
  func inventory(_ form: Form) async -> Inventory {
    await Inventory.read(
      documents: documents(form).map { ($0.name, Array($0.text.utf8)) })
  }
}

extension Simulation {
  init(without texts: String..., in inventory: Inventory) throws {
    let losses = try texts.map { try Loss(LossText($0), in: inventory) }
    self.init(without: losses, in: inventory)
  }
}
