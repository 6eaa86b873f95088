extension Table {
  /// All tables, in the order in which they are listed.
  package static let all: [Table] = [
    groups, members, masters, failoverEntries, datacenters, lans, servers, nics, addresses,
    firewallRules, labels, ipBlocks, blockAddresses, blockConsumers, blockUsers, users, operators,
    accountGroups, accountGroupUsers, shares, contracts, inputs, lists,
    evidenceNodes, evidenceInstances, evidenceAddresses,
  ]
}
