/// SQLite as the whole program uses it.
package enum SQLLibrary {
  /// Settles how SQLite takes memory, which must happen before anybody opens a database.
  package static func prepare() { StatementMemory.prepare() }
}
