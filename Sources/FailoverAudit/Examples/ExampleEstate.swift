/// A small estate, for examples: what an export of it shows and what it leaves out.
///
/// A data center may be stated twice: its second copy then says what another answer says of its
/// records.
public struct ExampleEstate: Sendable {
  public var datacenters: [Datacenter]
  /// Whether the export holds the list of the data centers, and all of them.
  public var showsAllDatacenters: Bool
  /// Lists of the contract that the export holds besides, by name (`ipblocks`, `users`, `groups`).
  public var accounts: [Account]
  /// Lists of the contract; nil where the export leaves one out.
  public var blocks: List<IPBlock>?
  public var users: List<User>?
  public var groups: List<Group>?
  public var contracts: List<Contract>?
  /// Messages of error answers that the export holds.
  public var errors: [String]

  public init(
    _ datacenters: Datacenter..., showsAllDatacenters: Bool = false, accounts: [Account] = [],
    blocks: List<IPBlock>? = nil, users: List<User>? = nil, groups: List<Group>? = nil,
    contracts: List<Contract>? = nil, errors: [String] = []
  ) {
    self.datacenters = datacenters
    self.showsAllDatacenters = showsAllDatacenters
    self.accounts = accounts
    self.blocks = blocks
    self.users = users
    self.groups = groups
    self.contracts = contracts
    self.errors = errors
  }

  /// A list as an export shows it.
  public enum List<Item: Sendable>: Sendable, ExpressibleByArrayLiteral {
    /// All of it.
    case all([Item])
    /// Its first page; there are more.
    case firstPage([Item])
    /// Its address only.
    case cutOff

    public init(arrayLiteral items: Item...) { self = .all(items) }

    /// The items that are shown.
    public var items: [Item] {
      switch self {
      case .all(let items), .firstPage(let items): items
      case .cutOff: []
      }
    }
  }

  public struct Datacenter: Sendable {
    public var id: String
    public var location: String?
    /// The id of the user who created it; nil if the export leaves it out.
    public var creator: String?
    public var lans: List<LAN>
    public var servers: List<Server>
    public var isReference: Bool

    public init(
      _ id: String, location: String? = "de/fra", creator: String? = nil, lans: List<LAN>,
      servers: List<Server>, isReference: Bool = false
    ) {
      self.id = id
      self.location = location
      self.creator = creator
      self.lans = lans
      self.servers = servers
      self.isReference = isReference
    }
  }

  public struct LAN: Sendable {
    public var id: String
    /// Nil if the export leaves the list out.
    public var failover: [Entry]?
    /// Nil if the export leaves it out.
    public var isPublic: Bool?
    /// Nil if it is on none.
    public var crossConnect: String?
    /// Nil if it has none.
    public var ipv6Block: String?
    /// The state of the resource; nil if the export leaves it out.
    public var state: String?
    public var isReference: Bool

    public init(
      _ id: String, _ failover: [Entry]?, isPublic: Bool? = true, crossConnect: String? = nil,
      ipv6Block: String? = nil, state: String? = "AVAILABLE", isReference: Bool = false
    ) {
      self.id = id
      self.failover = failover
      self.isPublic = isPublic
      self.crossConnect = crossConnect
      self.ipv6Block = ipv6Block
      self.state = state
      self.isReference = isReference
    }
  }

  /// An entry of a LAN's failover list.
  public struct Entry: Sendable {
    public var ip: String?
    public var master: String?
    /// Members that the inventory declares. Answers of the API cannot say it.
    public var members: [DeclaredMember]

    public init(_ ip: String?, master: String?, members: [DeclaredMember] = []) {
      self.ip = ip
      self.master = master
      self.members = members
    }
  }

  /// A member of a group as an inventory declares it.
  public struct DeclaredMember: Sendable {
    public var nic: String
    /// `primary` or `additional`; nil if no role is declared.
    public var role: String?

    public init(_ nic: String, role: String?) {
      self.nic = nic
      self.role = role
    }
  }

  public struct Server: Sendable {
    public var id: String
    /// Nil if the export leaves it out.
    public var zone: String?
    /// The state of the machine.
    public var state: String?
    /// The state of the resource; nil if the export leaves it out.
    public var provisioning: String?
    public var nics: List<NIC>
    public var isReference: Bool

    public init(
      _ id: String, zone: String? = "ZONE_1", state: String? = "RUNNING",
      provisioning: String? = "AVAILABLE", nics: List<NIC>, isReference: Bool = false
    ) {
      self.id = id
      self.zone = zone
      self.state = state
      self.provisioning = provisioning
      self.nics = nics
      self.isReference = isReference
    }
  }

  public struct NIC: Sendable {
    public var id: String
    /// Nil if the export leaves it out.
    public var lan: Int?
    public var ips: [String]?
    public var dhcp: Bool?
    public var firewallActive: Bool?
    /// The hardware address; nil if the export leaves it out.
    public var mac: String?
    public var firewallRules: List<FirewallRule>
    /// Ids of its security groups; nil if the export says nothing of them.
    public var securityGroups: List<String>?
    /// The state of the resource; nil if the export leaves it out.
    public var state: String?
    public var isReference: Bool

    public init(
      _ id: String, lan: Int?, _ ips: [String]?, dhcp: Bool? = true, firewallActive: Bool? = false,
      firewallRules: List<FirewallRule> = [], securityGroups: List<String>? = nil,
      mac: String? = nil, state: String? = "AVAILABLE", isReference: Bool = false
    ) {
      self.id = id
      self.mac = mac
      self.lan = lan
      self.ips = ips
      self.dhcp = dhcp
      self.firewallActive = firewallActive
      self.firewallRules = firewallRules
      self.securityGroups = securityGroups
      self.state = state
      self.isReference = isReference
    }
  }

  /// A rule of a NIC's firewall; nil is left out.
  public struct FirewallRule: Sendable {
    public var protocolName: String?
    public var direction: String?

    public init(_ protocolName: String?, _ direction: String? = nil) {
      self.protocolName = protocolName
      self.direction = direction
    }
  }
}
