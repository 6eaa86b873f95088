extension Table {
  /// All tables, in the order in which they are told.
  package static let all: [Table] = [groups, members, masters, nics]
}
