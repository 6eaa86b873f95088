import FailoverBase
import FailoverHA
import FailoverInventory

/// A file of evidence of the failover software, for examples.
public struct ExampleEvidence: Sendable {
  /// Its path below the folder of the evidence.
  public let path: String
  public let text: String

  public init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }

  /// Hosts in the neutral form, one file for all of them.
  public static func nodes(_ nodes: OrderedJSON...) -> ExampleEvidence {
    ExampleEvidence(
      "evidence.json",
      OrderedJSON.object([("format", "failover-ha/1"), ("nodes", .array(nodes))]).indented)
  }
}

extension Example {
  /// An inventory with the evidence of the example.
  package func withEvidence(_ inventory: Inventory) -> Inventory {
    guard let evidence else { return inventory }
    let files = EvidenceReader.documents(evidence.map { ($0.path, Array($0.text.utf8)) })
    return inventory.with(EvidenceReader.read(files, digest: false))
  }
}
