/// A small estate of one failover group with two servers, written down as a bundle of API answers.
struct SmallEstate: Sendable {
  var zones = ["ZONE_1", "ZONE_2"]
  var states = ["RUNNING", "RUNNING"]
  /// The addresses of the two NICs; the group's is 85.215.1.1.
  var addresses = [["85.215.1.1", "85.215.1.2"], ["85.215.1.1", "85.215.1.3"]]
  /// The NIC that the group names as its master.
  var master = "nic-a"
  /// Whether the second server shows its NICs.
  var showsAllNICs = true
  /// The ending of every name, as written between the quotes of a JSON string.
  var ending = ""

  static let healthy = SmallEstate()
  /// Both servers in one zone, which `single-zone-group` (a warning) finds.
  static let oneZone = SmallEstate(zones: ["ZONE_1", "ZONE_1"])
  /// Both servers in a zone that the platform chose: `single-zone-group` is unknown.
  static let unknownZones = SmallEstate(zones: ["AUTO", "AUTO"])
  /// The address comes second, which `failover-ip-not-primary` (a note) finds.
  static let secondAddress = SmallEstate(
    addresses: [["85.215.1.2", "85.215.1.1"], ["85.215.1.3", "85.215.1.1"]])
  /// A master that is not in the export, which `master-missing` (an error) finds.
  static let noMaster = SmallEstate(master: "nic-gone")
  /// The NICs of the second server are cut off.
  static let cutOff = SmallEstate(showsAllNICs: false)

  /// An error answer of the API, saved as if it were an export.
  static let errorBody = """
    {"httpStatus": 401, "messages": [{"errorCode": "315", "message": "the token is expired"}]}

    """

  var json: String {
    """
    {"datacenters": {"id": "datacenters", "type": "collection", "items": [
      \(datacenter)]},
     "ipblocks": \(block), "users": \(users)}

    """
  }

  /// The list of the block that holds the group's address.
  private var block: String {
    """
    {"id": "ipblocks", "type": "collection", "href": "/ipblocks", "items": [
       {"id": "block-1", "type": "ipblock", "metadata": {"createdByUserId": "user-a"},
        "properties": {"name": "block\(ending)", "location": "de/fra", "ips": ["85.215.1.1"],
          "ipConsumers": [\(consumers)]}}]}
    """
  }

  /// The NICs that use the group's address.
  private var consumers: String {
    zip(["a", "b"], addresses).filter { $1.contains("85.215.1.1") }
      .map { "{\"ip\": \"85.215.1.1\", \"nicId\": \"nic-\($0.0)\"}" }.joined(separator: ", ")
  }

  /// The list of the users: two administrators.
  private var users: String {
    let items = ["a", "b"].map {
      """
      {"id": "user-\($0)", "type": "user",
            "properties": {"email": "\($0)@example.com\(ending)", "active": true, "administrator": true}}
      """
    }
    return """
      {"id": "users", "type": "collection", "href": "/um/users", "items": [
           \(items.joined(separator: ",\n       "))]}
      """
  }

  /// The data center alone.
  var datacenter: String {
    """
    {"id": "dc-1", "type": "datacenter",
       "properties": {"name": "office\(ending)", "location": "de/fra"},
       "entities": {
         "lans": {"id": "dc-1/lans", "type": "collection", "items": [
           {"id": "1", "type": "lan", "metadata": {"state": "AVAILABLE"},
            "properties": {"name": "internet\(ending)", "public": true,
              "ipFailover": [{"ip": "85.215.1.1", "nicUuid": "\(master)"}]}}]},
         "servers": {"id": "dc-1/servers", "type": "collection", "items": [
           \(server("a", zones[0], states[0], nics("a", addresses[0]))),
           \(server("b", zones[1], states[1], showsAllNICs ? nics("b", addresses[1]) : ""))]}}}
    """
  }

  private func server(_ id: String, _ zone: String, _ state: String, _ items: String) -> String {
    """
    {"id": "srv-\(id)", "type": "server", "metadata": {"state": "AVAILABLE"},
        "properties": {"name": "gw-\(id)\(ending)", "type": "ENTERPRISE", "availabilityZone": "\(zone)", "vmState": "\(state)"},
        "entities": {"nics": {"id": "srv-\(id)/nics", "type": "collection"\(items)}}}
    """
  }

  private func nics(_ id: String, _ addresses: [String]) -> String {
    let list = addresses.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      , "items": [
          {"id": "nic-\(id)", "type": "nic", "metadata": {"state": "AVAILABLE"},
           "properties": {"name": "eth-\(id)\(ending)", "mac": "02:01:00:00:00:0\(id)", "lan": 1, "dhcp": true,
             "firewallActive": false, "ips": [\(list)]}}]
      """
  }
}
