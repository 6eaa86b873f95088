/// What belongs to the contract: blocks of addresses, users, their groups and the owner.
extension ExampleEstate {
  /// A list of the contract whose ids alone matter.
  public struct Account: Sendable {
    /// `ipblocks`, `users` or `groups`.
    public var name: String
    public var ids: List<String>

    public init(_ name: String, _ ids: List<String>) {
      self.name = name
      self.ids = ids
    }
  }

  public struct IPBlock: Sendable {
    public var id: String
    /// Nil if the export leaves it out, as the addresses.
    public var ips: [String]?
    public var location: String?
    /// The id of the user who created it; nil if the export leaves it out.
    public var creator: String?
    /// Nil if the export leaves the list out.
    public var consumers: [Consumer]?

    public init(
      _ id: String, _ ips: [String]?, location: String? = "de/fra", creator: String? = nil,
      consumers: [Consumer]? = nil
    ) {
      self.id = id
      self.ips = ips
      self.location = location
      self.creator = creator
      self.consumers = consumers
    }
  }

  /// Who uses an address of a block.
  public struct Consumer: Sendable {
    public var ip: String
    /// Nil if what uses it is not a NIC.
    public var nic: String?

    public init(_ ip: String, nic: String?) {
      self.ip = ip
      self.nic = nic
    }
  }

  public struct User: Sendable {
    public var id: String
    /// Nil if the export leaves it out, as the flags.
    public var email: String?
    public var isActive: Bool?
    public var isAdministrator: Bool?
    /// Ids of the groups that they are in.
    public var groups: List<String>
    /// Ids of the resources that they created.
    public var owns: List<String>

    public init(
      _ id: String, email: String? = nil, isActive: Bool? = true, isAdministrator: Bool? = false,
      groups: List<String> = .cutOff, owns: List<String> = []
    ) {
      self.id = id
      self.email = email
      self.isActive = isActive
      self.isAdministrator = isAdministrator
      self.groups = groups
      self.owns = owns
    }
  }

  /// A group of users.
  public struct Group: Sendable {
    public var id: String
    /// Ids of its users.
    public var users: List<String>
    /// Nil if the export leaves the list out.
    public var shares: List<Share>?

    public init(_ id: String, users: List<String>, shares: List<Share>?) {
      self.id = id
      self.users = users
      self.shares = shares
    }
  }

  /// A group's right on a resource.
  public struct Share: Sendable {
    /// The id of the resource.
    public var resource: String
    /// Whether the group may edit it; nil if the export leaves it out.
    public var mayEdit: Bool?

    public init(_ resource: String, mayEdit: Bool? = false) {
      self.resource = resource
      self.mayEdit = mayEdit
    }
  }

  public struct Contract: Sendable {
    public var number: Int
    /// The email or the id of its owner; nil if the export leaves it out.
    public var owner: String?

    public init(_ number: Int, owner: String?) {
      self.number = number
      self.owner = owner
    }
  }
}
