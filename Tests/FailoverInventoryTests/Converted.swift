@testable import FailoverInventory

/// An inventory in one of the neutral forms.
func converted(_ inventory: Inventory, isXML: Bool) throws -> String {
  let output = Collected()
  var writer = NeutralWriter(inventory, isXML: isXML)
  try writer.write { output.bytes += $0 }
  return String(decoding: output.bytes, as: UTF8.self)
}

private final class Collected {
  var bytes: [UInt8] = []
}
