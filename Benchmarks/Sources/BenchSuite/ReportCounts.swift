/// What reports of the program say it worked on.
struct ReportCounts: Equatable {
  var nics = 0
  var groups = 0

  /// Reads the sentence `Examined: … 41 NICs, 33 failover groups; …` of a text report.
  init?(textReport text: String) {
    guard let start = text.firstRange(of: "Examined: ")?.upperBound else { return nil }
    let words = text[start...].prefix { $0 != ";" }.split { " ,\n".contains($0) }
    func count(before word: String) -> Int? {
      words.firstIndex { $0.hasPrefix(word) }.flatMap { $0 > 0 ? Int(words[$0 - 1]) : nil }
    }
    guard let nics = count(before: "NIC"), let groups = count(before: "failover") else {
      return nil
    }
    self.nics = nics
    self.groups = groups
  }

  /// How often each rule failed, by a ledger.
  static func failures(ledger path: String) throws(SuiteFailure) -> [String: Int] {
    let head = Array(#"{"rule":""#.utf8)
    let fail = Array(#""outcome":"fail""#.utf8)
    var failures: [String: Int] = [:]
    try Files.forEachLine(of: path) { line in
      guard line.starts(with: head) else { return }
      let rule = line.dropFirst(head.count).prefix { $0 != UInt8(ascii: "\"") }
      if line.firstRange(of: fail) != nil {
        failures[String(decoding: rule, as: UTF8.self), default: 0] += 1
      }
    }
    return failures
  }
}
