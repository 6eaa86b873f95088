import FailoverInventory

/// What facts that rules require are called in a sentence: people do not know the columns of
/// tables.
enum FactWords {
  /// - Parameter fact: `table.column`.
  static func of(_ fact: String) -> String {
    words[fact] ?? ofServers[fact] ?? fallback(fact)
  }

  /// A fact that is not listed, in plain words: a test finds those of the program's own tables.
  private static func fallback(_ fact: String) -> String {
    let column = fact.split(separator: ".").last ?? ""
    return "its " + column.map { $0 == "_" ? " " : String($0) }.joined()
  }

  /// The fields of servers, each with the words of its declaration.
  private static let ofServers = Dictionary(
    uniqueKeysWithValues: ServerField.allCases.map { ("servers.\($0.column)", $0.words) })

  private static let words: [String: String] = [
    "groups.address": "the group's address",
    "groups.block": "an IP block that holds the group's address",
    "groups.membership_complete": "all members of the group and their servers",
    "members.server": "the server of each member of the group",
    "datacenters.labels_known": "all labels of the data center",
    "servers.labels_known": "all labels of the server",
    "labels.datacenter": "the data center of each label",
    "labels.server": "the server of each label",
    "labels.value": "the value of each label",
    "members.server_name": "the name of each member's server",
    "members.server_type": "the type of each member's server",
    "members.zone": "the availability zone of each member's server",
    "members.vm_state": "whether the server of each member is running",
    "members.role": "whether the group's address is the first one of each member",
    "failover_entries.address": "the address in each entry of the failover list",
    "failover_entries.master": "the master in each entry of the failover list",
    "datacenters.name": "the name of the data center",
    "datacenters.location": "the location of the data center",
    "datacenters.creator": "who created the data center",
    "datacenters.lans_complete": "all LANs of the data center",
    "datacenters.servers_complete": "all servers of the data center",
    "datacenters.nics_complete": "the NICs of each server of the data center",
    "lans.name": "the name of the LAN",
    "lans.name_known": "the name of the LAN",
    "lans.is_public": "whether the LAN is public",
    "lans.failover_known": "the whole failover list of the LAN",
    "lans.membership_complete": "all NICs on the LAN",
    "lans.cross_connect": "the cross connect of the LAN",
    "lans.cross_connect_known": "whether the LAN is on a cross connect",
    "lans.ipv6_block_known": "whether the LAN has an IPv6 range",
    "lans.ipv6_block": "the IPv6 range of the LAN",
    "lans.state": "the state of the LAN",
    "servers.datacenter": "the data center of the server",
    "servers.zone": "the availability zone of the server",
    "servers.is_running": "whether the server is running",
    "servers.nics_complete": "all NICs of the server",
    "nics.name": "the name of the NIC",
    "nics.datacenter": "the data center of the NIC",
    "nics.server": "the server of the NIC",
    "nics.lan": "the LAN of the NIC",
    "nics.mac": "the hardware address (MAC) of the NIC",
    "nics.dhcp": "whether the NIC uses DHCP",
    "nics.firewall_active": "whether the firewall of the NIC is on",
    "nics.firewall_rules_known": "all firewall rules of the NIC",
    "nics.security_groups": "how many security groups the NIC has",
    "nics.state": "the state of the NIC",
    "nics.addresses_known": "all addresses of the NIC in their order",
    "nics.first_address": "the first address of the NIC",
    "addresses.position": "the order of the NIC's addresses",
    "addresses.address": "the addresses of the NIC",
    "firewall_rules.protocol": "the protocol of each firewall rule of the NIC",
    "firewall_rules.direction": "the direction of each firewall rule of the NIC",
    "firewall_rules.direction_known": "the direction of each firewall rule of the NIC",
    "ip_blocks.name": "the name of the IP block",
    "ip_blocks.location": "the location of the IP block",
    "ip_blocks.creator": "who created the IP block",
    "ip_blocks.addresses_known": "all addresses of the IP block",
    "ip_blocks.consumers_known": "who uses each address of the IP block",
    "block_addresses.address": "the addresses of the IP block",
    "block_consumers.address": "the address that each consumer of the IP block uses",
    "block_consumers.nic": "the NIC of each consumer of the IP block",
    "block_users.may": "who may use the IP block",
    "users.email": "the email address of the user",
    "users.is_active": "whether the user is active",
    "users.is_administrator": "whether the user is an administrator",
    "users.is_contract_owner": "whether the user is the owner of the contract",
    "users.groups_complete": "all groups of the user",
    "operators.may": "who may edit the data center",
    "inputs.bytes": "the size of the input",
    "inputs.sha256": "the SHA-256 of the input",
    "lists.datacenters": "all data centers of the contract",
    "lists.ip_blocks": "all IP blocks of the contract",
    "lists.users": "all users of the contract",
    "lists.account_groups": "all user groups of the contract",
    "lists.contracts": "the contract itself",
  ]

  /// For a test: whether a fact has words of its own.
  static func has(_ fact: String) -> Bool {
    words[fact] != nil || ofServers[fact] != nil
  }
}
