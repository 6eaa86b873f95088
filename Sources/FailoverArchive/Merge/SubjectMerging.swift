import FailoverAudit
import FailoverInventory

/// Puts subjects of several reports, each in order, into one order, and refuses what two reports
/// have.
struct SubjectMerging {
  let parts: [MergePart]
  let inputs: MergedInputs
  private var datacenters = MergeClaims<String>()
  private var lastDatacenter = (name: "", part: -1)
  private var v4 = MergeClaims<UInt32>()
  private var v6 = MergeClaims<UInt128>()

  init(_ parts: [MergePart], _ inputs: MergedInputs) {
    self.parts = parts
    self.inputs = inputs
  }

  /// The next subject of a report.
  private struct Head {
    let part: Int
    var row: Int
    var name: String
    /// Of an export, where its input is: exports are in the order of their inputs.
    var rank: Int?

    func precedes(_ other: Head) -> Bool {
      if let rank, let second = other.rank { return rank < second }
      return name.utf8.lexicographicallyPrecedes(other.name.utf8)
    }
  }

  /// Merges one list of subjects.
  ///
  /// - Parameters:
  ///   - what: what the list is, for messages.
  ///   - counts: how many each report has.
  ///   - name: the name of a subject by report and row.
  mutating func merge(
    _ what: String, counts: [Int], name: (Int, Int) -> String
  ) throws(MergeRefusal) -> MergedRows {
    var rows = MergedRows()
    var heap = MergeHeap<Head> { $0.precedes($1) }
    for part in counts.indices where counts[part] > 0 {
      heap.push(try head(part, 0, name(part, 0)))
    }
    while let first = heap.first {
      try claim(first)
      if !rows.append(part: first.part, row: first.row) {
        throw MergeRefusal("refused: \(what) has more subjects than can be merged")
      }
      if first.row + 1 < counts[first.part] {
        let next = try head(first.part, first.row + 1, name(first.part, first.row + 1))
        if !first.precedes(next) {
          throw MergeRefusal(
            "\(parts[first.part].name) cannot be merged: \(what) has \(next.name) after \(first.name), "
              + "which is not the order of names")
        }
        heap.replaceFirst(with: next)
      } else {
        heap.removeFirst()
      }
      if let second = heap.first, !first.precedes(second) {
        throw overlap(second.name, first.part, second.part)
      }
    }
    return rows
  }

  private func head(_ part: Int, _ row: Int, _ name: String) throws(MergeRefusal) -> Head {
    guard name.hasPrefix("export/") else { return Head(part: part, row: row, name: name) }
    guard let rank = inputs.ranks[name] else {
      throw MergeRefusal(
        "\(parts[part].name) cannot be merged: it judges \(name), which is none of its inputs")
    }
    return Head(part: part, row: row, name: name, rank: rank)
  }

  // MARK: What a subject belongs to

  /// Notes the data center and the address of a subject.
  private mutating func claim(_ head: Head) throws(MergeRefusal) {
    let words = head.name.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let kind = SubjectKind(rawValue: String(words[0]))
    guard words.count > 1, let kind, [.group, .lan, .address, .datacenter].contains(kind) else {
      return
    }
    try claim(datacenter: String(words[1]), head.part)
    if words.count == 4 && kind == .group { try claim(address: String(words[3]), head.part) }
  }

  private mutating func claim(datacenter: String, _ part: Int) throws(MergeRefusal) {
    // Subjects without a known data center are under this sign.
    if datacenter == "?" || lastDatacenter == (datacenter, part) { return }
    lastDatacenter = (datacenter, part)
    if let other = datacenters.claim(datacenter, for: part) {
      throw overlap("the data center \(datacenter)", other, part)
    }
  }

  /// The same group address in two reports would be a violation if they were one.
  private mutating func claim(address: String, _ part: Int) throws(MergeRefusal) {
    let other: Int? =
      switch ParsedAddress(address) {
      case .v4(let value): v4.claim(value, for: part)
      case .v6(let value): v6.claim(value, for: part)
      case nil: nil
      }
    if let other {
      let names = names(other, part)
      throw MergeRefusal(
        "\(names[0]) and \(names[1]) both have a failover group of \(address): audited "
          + "together that is a violation, which neither of them reports; audit the exports together"
      )
    }
  }

  /// The names of two reports in the order in which they were given.
  private func names(_ first: Int, _ second: Int) -> [String] {
    [first, second].sorted().map { parts[$0].name }
  }

  private func overlap(_ what: String, _ first: Int, _ second: Int) -> MergeRefusal {
    let names = names(first, second)
    return MergeRefusal(
      "\(what) is in \(names[0]) and in \(names[1]): reports that are merged must be of different "
        + "parts of the estate")
  }
}
