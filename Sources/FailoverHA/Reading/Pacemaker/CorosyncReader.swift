import FailoverBase
import FailoverInventory

/// A node of a cluster, with its addresses by `corosync.conf`.
struct CorosyncNode: Sendable {
  let source: Int
  let name: String
  let addresses: [ParsedAddress]
}

/// Reads the list of nodes of `corosync.conf`: `nodelist { node { name: … ring0_addr: … } }`.
struct CorosyncReader {
  private(set) var nodes: [CorosyncNode] = []
  private let source: Int

  init(_ bytes: [UInt8], input: String, source: Int) {
    self.source = source
    var open: [String] = []
    var name: String?
    var addresses: [ParsedAddress] = []
    for line in bytes.split(separator: 0x0A).prefix(HALimits.lines) {
      let text = Array(line).trimmed
      if text.first == UInt8(ascii: "#") { continue }
      if text.last == UInt8(ascii: "{") {
        open.append(Array(text.dropLast()).trimmed.asText)
        if open.count > 64 { return }
        (name, addresses) = (nil, [])
      } else if text.first == UInt8(ascii: "}") {
        if open == ["nodelist", "node"] { add(name, addresses) }
        _ = open.popLast()
      } else if open == ["nodelist", "node"], let colon = text.firstIndex(of: UInt8(ascii: ":")) {
        let key = Array(text[..<colon]).trimmed.asText
        let value = Array(text[(colon + 1)...]).trimmed.asText
        if key == "name" { name = value }
        if key.hasPrefix("ring"), key.hasSuffix("_addr"), let address = ParsedAddress(value) {
          addresses.append(address)
        }
      }
    }
  }

  private mutating func add(_ name: String?, _ addresses: [ParsedAddress]) {
    guard let name else { return }
    nodes.append(CorosyncNode(source: source, name: name, addresses: addresses))
  }
}
