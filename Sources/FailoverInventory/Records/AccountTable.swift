/// Records that belong to the contract: IP blocks, users, groups, contracts and shares, and the
/// resources that users own.
struct AccountTable: Sendable {
  enum Kind: UInt8, Sendable { case ipBlock, user, group, contract, share, owned }

  struct Row {
    var kind: Kind
    /// Of shares and what users own, the id of the resource.
    var id = Identifier.missing
    var name = TextRef.absent
    var traits: RecordTraits = []
    var position = Position(line: 0, index: noRow)
    /// How many brackets were open around it, to distinguish a list's own items from theirs.
    var depth: UInt16 = 0
    // Of IP blocks.
    var location = Symbol.absent
    var creator = Identifier.missing
    var ips = ListPresence.absent
    var ipsStart: UInt32 = 0
    var ipsCount: UInt32 = 0
    var consumers = ListPresence.absent
    var consumersStart: UInt32 = 0
    var consumersCount: UInt32 = 0
    // Of users.
    var email = TextRef.absent
    var active = Flag.absent
    var administrator = Flag.absent
    // Of contracts.
    var number = TextRef.absent
    var owner = TextRef.absent
    // Of shares: the group that has it, and its privileges.
    var group = Identifier.missing
    var edit = Flag.absent
    var share = Flag.absent
  }
  var rows: [Row] = []
  var containers = RowRanges()
}

/// Users of the addresses of an IP block.
struct ConsumerTable: Sendable {
  struct Row: Hashable {
    var address = Address.missing
    /// The NIC that holds the address.
    var nic = Identifier.missing
  }
  var rows: [Row] = []
}
