/// The keys that matter, in either spelling.
enum Key: UInt8 {
  case other
  /// No key: the object has closed.
  case end
  // Of every answer.
  case id, type, href, properties, metadata, entities, items, offset, limit, links, httpStatus
  case messages
  // Of `entities`, of bundles and of `_links`.
  case servers, lans, nics, users, groups, shares, next
  // Of `properties` and `metadata`.
  case name, location, state
  case availabilityZone, vmState, hostname, cores, ram, cpuFamily
  case isPublic, crossConnect, ipFailover, ipv6CidrBlock
  case mac, ips, lan, dhcp, firewallActive
  // Of failover entries and error messages.
  case ip, nicUuid, errorCode, message
  case contractNumber
  // Of records of the contract.
  case createdByUserId, email, active, administrator, owner, owns, ipConsumers, nicId
  case editPrivilege, sharePrivilege
  // Of NICs' firewalls.
  case firewallRules, securityGroups, protocolName
  // Of labels.
  case labels, key, value, resourceId, resourceType
  /// What distinguishes our own format from the API's.
  case format

  /// A bit for a set of keys that were seen.
  var bit: UInt64 { 1 << UInt64(rawValue) }
}

extension ByteWindow {
  /// Whether the bytes from `start` are those of a text.
  @inline(__always)
  func holds(_ text: StaticString, at start: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    var offset = 0
    while offset &+ 8 <= length {
      if word(start &+ offset) != packed(text, from: offset) { return false }
      offset &+= 8
    }
    if offset == length { return true }
    let mask = (UInt64(1) << UInt64(8 &* (length &- offset))) &- 1
    return word(start &+ offset) & mask == packed(text, from: offset)
  }
}

/// Up to eight bytes of a text, the first in the lowest byte; a constant once compiled.
@inline(__always)
func packed(_ text: StaticString, from offset: Int = 0) -> UInt64 {
  var word: UInt64 = 0
  var position = 0
  while position < 8, offset &+ position < text.utf8CodeUnitCount {
    word |= UInt64(text.utf8Start[offset &+ position]) << UInt64(8 &* position)
    position &+= 1
  }
  return word
}

extension Key {
  /// The key of a slice, decoded first where it is written with escapes.
  @inline(__always)
  static func find(_ slice: TextSlice, in bytes: ByteWindow) -> Key {
    slice.escaped ? findDecoded(slice, in: bytes) : find(bytes, slice.start, slice.count)
  }

  @inline(never)
  private static func findDecoded(_ slice: TextSlice, in bytes: ByteWindow) -> Key {
    let decoded = Array(bytes.text(slice).utf8) + Array(repeating: 0, count: ByteWindow.padding)
    return decoded.withUnsafeBytes {
      find(ByteWindow($0), 0, decoded.count - ByteWindow.padding)
    }
  }

  /// Notes a key that matters; given twice in one object it makes the document malformed.
  @inline(__always)
  func note(at slice: TextSlice, in seen: inout UInt64) throws(Stop) {
    if seen & bit != 0 { throw .malformed(.repeatedKey(text), at: slice.start - 1) }
    seen |= bit
  }

  /// The key of `count` bytes at `start`.
  @inline(__always)
  static func find(_ bytes: ByteWindow, _ start: Int, _ count: Int) -> Key {
    switch count {
    case 2: return short(bytes.word(start) & 0xFFFF)
    case 3: return short(bytes.word(start) & 0xFF_FFFF)
    case 4: return short(bytes.word(start) & 0xFFFF_FFFF)
    case 5: return short(bytes.word(start) & 0xFF_FFFF_FFFF)
    case 6: return short(bytes.word(start) & 0xFFFF_FFFF_FFFF)
    case 7: return short(bytes.word(start) & 0xFF_FFFF_FFFF_FFFF)
    case 8: return short(bytes.word(start))
    case 9...18: return long(bytes, start, count)
    default: return .other
    }
  }

  private static func short(_ word: UInt64) -> Key {
    switch word {
    case packed("id"): .id
    case packed("type"): .type
    case packed("href"): .href
    case packed("name"): .name
    case packed("lan"): .lan
    case packed("ips"): .ips
    case packed("mac"): .mac
    case packed("dhcp"): .dhcp
    case packed("state"): .state
    case packed("metadata"): .metadata
    case packed("entities"): .entities
    case packed("items"): .items
    case packed("nics"): .nics
    case packed("ip"): .ip
    case packed("nicUuid"), packed("nic_uuid"): .nicUuid
    case packed("servers"): .servers
    case packed("lans"): .lans
    case packed("public"): .isPublic
    case packed("pcc"): .crossConnect
    case packed("vmState"), packed("vm_state"): .vmState
    case packed("hostname"): .hostname
    case packed("cores"): .cores
    case packed("ram"): .ram
    case packed("location"): .location
    case packed("offset"): .offset
    case packed("limit"): .limit
    case packed("_links"), packed("links"): .links
    case packed("next"): .next
    case packed("users"): .users
    case packed("groups"): .groups
    case packed("shares"): .shares
    case packed("message"): .message
    case packed("messages"): .messages
    case packed("email"): .email
    case packed("active"): .active
    case packed("owner"): .owner
    case packed("owns"): .owns
    case packed("nicId"), packed("nic_id"): .nicId
    case packed("protocol"): .protocolName
    case packed("format"): .format
    case packed("labels"): .labels
    case packed("key"): .key
    case packed("value"): .value
    default: .other
    }
  }

  private static func long(_ bytes: ByteWindow, _ start: Int, _ count: Int) -> Key {
    let text = LongKey(first: bytes.word(start), last: bytes.word(start &+ count &- 8))
    switch count {
    case 9: return text.is("errorCode") ? .errorCode : text.is("cpuFamily") ? .cpuFamily : .other
    case 10: return ten(text)
    case 11:
      if text.is("ipConsumers") { return .ipConsumers }
      if text.is("resource_id") { return .resourceId }
      return text.is("ip_failover") ? .ipFailover : text.is("http_status") ? .httpStatus : .other
    case 12:
      if text.is("resourceType") { return .resourceType }
      return text.is("ip_consumers") ? .ipConsumers : .other
    case 13: return thirteen(text)
    case 14: return fourteen(text)
    case 15: return fifteen(text)
    case 16: return text.is("availabilityZone") ? .availabilityZone : .other
    case 17: return bytes.holds("availability_zone", at: start) ? .availabilityZone : .other
    case 18: return bytes.holds("created_by_user_id", at: start) ? .createdByUserId : .other
    default: return .other
    }
  }

  private static func thirteen(_ text: LongKey) -> Key {
    if text.is("firewallrules") { return .firewallRules }
    if text.is("ipv6CidrBlock") { return .ipv6CidrBlock }
    if text.is("administrator") { return .administrator }
    if text.is("resource_type") { return .resourceType }
    return text.is("editPrivilege") ? .editPrivilege : .other
  }

  private static func fourteen(_ text: LongKey) -> Key {
    if text.is("firewallActive") { return .firewallActive }
    if text.is("securitygroups") { return .securityGroups }
    if text.is("contractNumber") { return .contractNumber }
    if text.is("sharePrivilege") { return .sharePrivilege }
    return text.is("edit_privilege") ? .editPrivilege : .other
  }

  private static func fifteen(_ text: LongKey) -> Key {
    if text.is("createdByUserId") { return .createdByUserId }
    if text.is("firewall_active") { return .firewallActive }
    if text.is("ipv6_cidr_block") { return .ipv6CidrBlock }
    if text.is("share_privilege") { return .sharePrivilege }
    return text.is("contract_number") ? .contractNumber : .other
  }

  @inline(__always)
  private static func ten(_ text: LongKey) -> Key {
    if text.is("properties") { return .properties }
    if text.is("ipFailover") { return .ipFailover }
    if text.is("httpStatus") { return .httpStatus }
    if text.is("cpu_family") { return .cpuFamily }
    if text.is("resourceId") { return .resourceId }
    return text.is("error_code") ? .errorCode : .other
  }

  /// The two ends of a key of 9 to 16 bytes, which overlap except in the longest.
  private struct LongKey {
    let first: UInt64
    let last: UInt64

    /// - Parameter text: a text as long as the key.
    @inline(__always)
    func `is`(_ text: StaticString) -> Bool {
      first == packed(text) && last == packed(text, from: text.utf8CodeUnitCount &- 8)
    }
  }

  /// The spelling that messages use.
  var text: String {
    switch self {
    case .links: "_links"
    case .isPublic: "public"
    case .crossConnect: "pcc"
    case .firewallRules: "firewallrules"
    case .securityGroups: "securitygroups"
    case .protocolName: "protocol"
    default: "\(self)"
    }
  }
}

/// What a resource's `type` says it is.
enum ResourceType: UInt8 {
  /// It does not say.
  case absent
  case datacenter, server, lan, nic, ipBlock, user, group, contract
  /// A share, and in some answers a contract.
  case resource
  /// A rule of a NIC's firewall, which becomes a copy of the NIC.
  case firewallRule
  case label
  case collection
  /// Something that no rule uses.
  case other

  static func of(_ text: String) -> ResourceType {
    switch text {
    case "datacenter": .datacenter
    case "server": .server
    case "lan": .lan
    case "nic": .nic
    case "ipblock": .ipBlock
    case "user": .user
    case "group": .group
    case "contract": .contract
    case "resource": .resource
    case "firewall-rule": .firewallRule
    case "label": .label
    case "collection": .collection
    default: .other
    }
  }

  @inline(__always)
  static func of(_ bytes: ByteWindow, _ start: Int, _ count: Int) -> ResourceType {
    switch count {
    case 3:
      let word = bytes.word(start) & 0xFF_FFFF
      return word == packed("nic") ? .nic : word == packed("lan") ? .lan : .other
    case 4: return bytes.holds("user", at: start) ? .user : .other
    case 5:
      if bytes.holds("label", at: start) { return .label }
      return bytes.holds("group", at: start) ? .group : .other
    case 6: return bytes.holds("server", at: start) ? .server : .other
    case 7: return bytes.holds("ipblock", at: start) ? .ipBlock : .other
    case 8:
      let word = bytes.word(start)
      return word == packed("resource")
        ? .resource : word == packed("contract") ? .contract : .other
    case 10:
      return bytes.holds("collection", at: start)
        ? .collection : bytes.holds("datacenter", at: start) ? .datacenter : .other
    case 13: return bytes.holds("firewall-rule", at: start) ? .firewallRule : .other
    default: return .other
    }
  }
}
