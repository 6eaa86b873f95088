import FailoverInventory

/// One data center with one group of one NIC, into which a value can be put.
enum SmallInventory {
  static let before = #"""
    {"type":"collection","href":"/datacenters","items":[{"id":"dc","type":"datacenter",

    """#
  static let properties = #""properties":{"location":"de/fra"}"#
  static let entities = #"""
    ,"entities":{"lans":{"items":[{"id":"1","properties":{"ipFailover":[{"ip":"1.1.1.1"}]}}]},
    "servers":{"items":[{"id":"s","properties":{},"entities":{"nics":{"items":[
    {"id":"n","properties":{"lan":1,"ips":["1.1.1.1"],"name":"nic"}}]}}}]}}}]}
    """#

  /// The inventory with a value below an unused key of the data center. The value begins on
  /// line 2 in column 11, and line 3 goes on after the object.
  static func skipping(_ value: [UInt8]) -> [UInt8] {
    Array((before + "\"unknown\":").utf8) + value + Array(("\n," + properties + entities).utf8)
  }

  /// The inventory with a value as the name of the NIC. The value begins on line 2 in column 8.
  static func naming(_ value: [UInt8]) -> [UInt8] {
    let head = #"""
      {"type":"nic","id":"n","href":"/datacenters/dc/servers/s/nics/n","properties":{
      "name":
      """#
    let rest = #"""

      ,"lan":1,"ips":["1.1.1.1"]}}
      {"type":"lan","id":"1","href":"/datacenters/dc/lans/1","properties":{"ipFailover":[{"ip":"1.1.1.1"}]}}
      """#
    return Array(head.utf8) + value + Array(rest.utf8)
  }
}

/// Reads one document in memory.
func read(
  _ bytes: [UInt8], blockSize: Int? = nil, jobs: Int = 1
) async -> Inventory {
  await read([("export.json", bytes)], blockSize: blockSize, jobs: jobs)
}

func read(_ text: String) async -> Inventory { await read(Array(text.utf8)) }

func read(
  _ documents: [(name: String, bytes: [UInt8])], blockSize: Int? = nil, jobs: Int = 1
) async -> Inventory {
  var options = ReadingOptions()
  if let blockSize { options.blockSize = blockSize }
  options.jobs = jobs
  return await Inventory.read(documents: documents, options)
}
