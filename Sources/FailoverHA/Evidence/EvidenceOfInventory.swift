import FailoverInventory

extension Inventory {
  /// The same inventory with evidence of the failover software on its servers.
  package func with(_ evidence: ReadEvidence) -> Inventory {
    let placed = PlacedEvidence(evidence, on: self)
    return with(HAEvidence(evidence, placed, self))
  }
}
