/// A small estate, for examples: what an export of it shows and what it leaves out.
public struct ExampleEstate: Sendable {
  public var datacenters: [Datacenter]
  /// Lists of the contract that the export holds besides, by name (`ipblocks`, `users`, `groups`).
  public var accounts: [Account]
  /// Messages of error answers that the export holds.
  public var errors: [String]

  public init(_ datacenters: Datacenter..., accounts: [Account] = [], errors: [String] = []) {
    self.datacenters = datacenters
    self.accounts = accounts
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
    public var lans: List<LAN>
    public var servers: List<Server>
    public var isReference: Bool

    public init(
      _ id: String, location: String? = "de/fra", lans: List<LAN>, servers: List<Server>,
      isReference: Bool = false
    ) {
      self.id = id
      self.location = location
      self.lans = lans
      self.servers = servers
      self.isReference = isReference
    }
  }

  public struct LAN: Sendable {
    public var id: String
    /// Nil if the export leaves the list out.
    public var failover: [Entry]?
    public var isReference: Bool

    public init(_ id: String, _ failover: [Entry]?, isReference: Bool = false) {
      self.id = id
      self.failover = failover
      self.isReference = isReference
    }
  }

  /// An entry of a LAN's failover list.
  public struct Entry: Sendable {
    public var ip: String?
    public var master: String?

    public init(_ ip: String?, master: String?) {
      self.ip = ip
      self.master = master
    }
  }

  public struct Server: Sendable {
    public var id: String
    /// Nil if the export leaves it out.
    public var zone: String?
    public var state: String?
    public var nics: List<NIC>
    public var isReference: Bool

    public init(
      _ id: String, zone: String? = "ZONE_1", state: String? = "RUNNING", nics: List<NIC>,
      isReference: Bool = false
    ) {
      self.id = id
      self.zone = zone
      self.state = state
      self.nics = nics
      self.isReference = isReference
    }
  }

  public struct NIC: Sendable {
    public var id: String
    /// Nil if the export leaves it out.
    public var lan: Int?
    public var ips: [String]?
    public var isReference: Bool

    public init(_ id: String, lan: Int?, _ ips: [String]?, isReference: Bool = false) {
      self.id = id
      self.lan = lan
      self.ips = ips
      self.isReference = isReference
    }
  }

  /// A list of the contract.
  public struct Account: Sendable {
    /// `ipblocks`, `users` or `groups`.
    public var name: String
    public var ids: List<String>

    public init(_ name: String, _ ids: List<String>) {
      self.name = name
      self.ids = ids
    }
  }
}
