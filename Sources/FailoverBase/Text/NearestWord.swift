/// The known word that somebody may have meant.
package enum NearestWord {
  /// The word that holds a word, or is within a third of its letters of edits; if there is none,
  /// the one that differs by letter case only.
  package static func of(_ word: String, among words: [String]) -> String? {
    if let near = near(word, among: words) { return near }
    let lowered = word.lowercased()
    return words.first { $0.lowercased() == lowered }
  }

  private static func near(_ word: String, among words: [String]) -> String? {
    if word.count >= 3, let part = words.first(where: { $0.holds(word) }) { return part }
    let best = words.map { (distance($0, word), $0) }.min { $0 < $1 }
    guard let best, best.0 <= max(2, word.count / 3) else { return nil }
    return best.1
  }

  /// What a sentence that refuses a word ends with: the word that may be meant.
  ///
  /// - Parameter other: how it ends if there is none.
  package static func hint(
    for word: String, among words: [String], else other: @autoclosure () -> String = ""
  ) -> String {
    of(word, among: words).map { "; did you mean \"\($0)\"?" } ?? other()
  }

  /// Letters to insert, remove or replace to make one word of the other.
  private static func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b.unicodeScalars.prefix(64))
    var row = Array(0...b.count)
    for (i, x) in a.unicodeScalars.prefix(64).enumerated() {
      var previous = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let cost = min(row[j] + 1, row[j + 1] + 1, previous + (x == y ? 0 : 1))
        previous = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[b.count]
  }
}
