/// SQLite as the whole program uses it.
public enum SQLLibrary {
  /// Settles how SQLite takes memory, which must happen before anybody opens a database.
  public static func prepare() { StatementMemory.prepare() }
}
