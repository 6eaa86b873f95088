import FailoverBase

/// How many rows each table has: a mark to come back to, or the distance rows move by.
struct RecordCounts: Sendable {
  var datacenters = 0
  var servers = 0
  var lans = 0
  var entries = 0
  var nics = 0
  var addresses = 0
  var accounts = 0
  var lists = 0
  var errors = 0
  var unplaced = 0
  var texts = 2
  var declared = 0
  var firewallRules = 0
  var consumers = 0
  var strays = 0
  var labels = 0
}

extension [RecordCounts] {
  /// The last input that begins at or before a row of a table, by halving.
  func input(ofRow row: Int, _ table: KeyPath<RecordCounts, Int>) -> Int {
    Swift.max(0, partitionPoint { $0[keyPath: table] > row } - 1)
  }
}
