/// A set of users, by their numbers.
struct UserSet: Sendable, Equatable {
  private var words: [UInt64]

  /// - Parameter count: how many users there are.
  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  /// All users.
  init(all count: Int) {
    words = Array(repeating: .max, count: (count + 63) / 64)
    if count & 63 != 0 { words[words.count - 1] = (1 << UInt64(count & 63)) - 1 }
  }

  func contains(_ user: Int) -> Bool { words[user >> 6] & 1 << UInt64(user & 63) != 0 }
  mutating func insert(_ user: Int) { words[user >> 6] |= 1 << UInt64(user & 63) }
  mutating func insert(_ users: some Sequence<Int>) { for user in users { insert(user) } }
  mutating func remove(_ user: Int) { words[user >> 6] &= ~(1 << UInt64(user & 63)) }

  mutating func formUnion(_ other: UserSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }
  mutating func formIntersection(_ other: UserSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }
  mutating func subtract(_ other: UserSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  func union(_ other: UserSet) -> UserSet {
    var set = self
    set.formUnion(other)
    return set
  }
  func intersection(_ other: UserSet) -> UserSet {
    var set = self
    set.formIntersection(other)
    return set
  }
  func subtracting(_ other: UserSet) -> UserSet {
    var set = self
    set.subtract(other)
    return set
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The users in it, in the order of their numbers.
  var members: [Int] {
    var members: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return members
  }
}

/// A statement about every user: true of some, false of others, and unknown for the rest.
struct Statement: Sendable {
  var yes: UserSet
  var no: UserSet

  /// True of both.
  func and(_ other: Statement) -> Statement {
    Statement(yes: yes.intersection(other.yes), no: no.union(other.no))
  }

  /// True of one at least.
  func or(_ other: Statement) -> Statement {
    Statement(yes: yes.union(other.yes), no: no.intersection(other.no))
  }

  var negated: Statement { Statement(yes: no, no: yes) }

  subscript(_ user: Int) -> Bool? {
    yes.contains(user) ? true : no.contains(user) ? false : nil
  }
}
