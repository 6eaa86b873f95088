/// Labels of data centers and servers, in the order of reading.
struct LabelTable: Sendable {
  struct Row {
    /// The id of the data center or server that has the label; missing until that is read.
    var resource = Identifier.missing
    var key = TextRef.absent
    var value = TextRef.absent
    /// Whether it says that it belongs to a resource of another kind, such as a volume.
    var isForeign = false
  }
  var rows: [Row] = []

  /// Gives labels that no resource has yet to the resource around them.
  mutating func claim(from start: Int, by resource: Identifier) {
    for row in start..<rows.count where rows[row].resource.isMissing {
      rows[row].resource = resource
    }
  }
}
