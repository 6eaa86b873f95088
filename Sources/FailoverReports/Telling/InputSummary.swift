import FailoverInventory

/// How many inputs were read, partly read and refused.
struct InputSummary {
  let read: Int
  let partlyRead: Int
  let refused: Int

  init(_ inputs: [InputRecord]) {
    read = inputs.count { $0.status == .read }
    partlyRead = inputs.count { $0.status == .partlyRead }
    refused = inputs.count { $0.status == .refused }
  }

  /// Such as `2 read, 0 partly read, 1 refused`.
  var words: String { "\(read) read, \(partlyRead) partly read, \(refused) refused" }
}
