/// What a list holds, and of what.
enum ListKind: UInt8, Sendable, CaseIterable {
  case datacenters, ipBlocks, users, groups, contracts
  case servers, lans
  case serverNICs, lanNICs
  case groupUsers, groupShares
  case userGroups, userOwns
  /// Labels of the contract, or of one data center or server.
  case labels
  /// A list that no rule uses.
  case other

  /// Whether the contract as a whole has it, or one of its groups.
  var isContractLevel: Bool {
    switch self {
    case .datacenters, .ipBlocks, .users, .groups, .contracts, .groupUsers, .groupShares, .labels:
      true
    case .servers, .lans, .serverNICs, .lanNICs, .userGroups, .userOwns, .other: false
    }
  }
}

/// Lists that are more than "whole and all there": pages, lists that are cut off, top-level lists.
struct ListTable: Sendable {
  struct Row {
    var kind = ListKind.other
    /// The row of the data center, server, LAN or group that holds it; `noRow` for top-level lists
    /// that belong to none of the first three.
    var owner = noRow
    /// Whether its own address or id names the owner, not only those of its items.
    var namesOwner = false
    /// The id of the group or user that has it, of labels the id of the data center or server.
    var holder = Identifier.missing
    /// How many brackets were open around it.
    var depth: UInt16 = 0
    var offset: UInt64 = 0
    /// Requested items; `UInt64.max` where it does not say.
    var limit = UInt64.max
    var count: UInt64 = 0
    var hasItems = false
    var hasNext = false
    /// Whether one of its items is not a record at all, so that what is missing is unknown.
    var holdsUnusable = false
    /// Whether it holds something that is not an item of any list, which must not be lost in
    /// silence.
    var holdsUnread = false
    /// Whether one of its items says that a part of it is missing.
    var holdsPartial = false
    /// The rows of its items, in the table of their kind, if it holds references.
    var items: Range<UInt32> = 0..<0
    var position = Position(line: 0, index: noRow)
    var container: UInt32 = 0
  }
  var rows: [Row] = []
}
