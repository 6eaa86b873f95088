import FailoverAudit

/// How a history is laid out, and the steps that lead from each version to the next.
enum HistorySchema {
  /// Marks a file as ours: the letters FOAH.
  static let applicationID = 0x464F_4148

  /// What each version adds; a step never changes once it was released.
  static let steps = [
    """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      time INTEGER NOT NULL,
      tool TEXT NOT NULL,
      rule_set TEXT NOT NULL,
      verdict TEXT NOT NULL,
      group_count INTEGER NOT NULL,
      violations INTEGER NOT NULL,
      pass INTEGER NOT NULL,
      fail INTEGER NOT NULL,
      unknown INTEGER NOT NULL,
      not_applicable INTEGER NOT NULL,
      error INTEGER NOT NULL,
      waived INTEGER NOT NULL,
      appeared INTEGER NOT NULL,
      fixed INTEGER NOT NULL,
      not_judged INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE finding (
      id INTEGER PRIMARY KEY,
      fingerprint BLOB NOT NULL UNIQUE,
      rule TEXT NOT NULL,
      subject TEXT NOT NULL,
      facet TEXT NOT NULL,
      outcome TEXT NOT NULL,
      severity TEXT NOT NULL,
      first_run INTEGER NOT NULL REFERENCES run,
      since_run INTEGER NOT NULL REFERENCES run,
      last_run INTEGER NOT NULL REFERENCES run,
      closed_run INTEGER REFERENCES run,
      closed_as TEXT
    ) STRICT;
    CREATE INDEX open_finding ON finding (id) WHERE closed_run IS NULL;
    """,
    """
    ALTER TABLE run ADD COLUMN known INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE finding ADD COLUMN stretches INTEGER NOT NULL DEFAULT 1;
    """,
    """
    ALTER TABLE finding ADD COLUMN title TEXT NOT NULL DEFAULT '';
    """,
    """
    ALTER TABLE run ADD COLUMN data_time INTEGER;
    CREATE TABLE datacenter (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE datacenter ADD COLUMN last_run INTEGER REFERENCES run;
    """,
  ]

  static var version: Int { steps.count }

  /// Checks that a database is a history, and brings it to the version of this program.
  ///
  /// To be called in a transaction, or where nothing may be changed.
  ///
  /// - Parameter mayChange: whether an empty file becomes a history, and an older one a newer.
  static func prepare(_ database: HistoryDatabase, mayChange: Bool) throws(HistoryError) {
    let version = try check(database)
    if version == self.version { return try HistoryContents.check(database) }
    if !mayChange {
      let what = version == 0 ? "is empty" : "was made by an older version of failover-audit"
      throw HistoryError(
        file: database.file, sentence: what + "; the next scan with --history brings it up to date")
    }
    for step in steps[version...] { try database.run(step) }
    try database.run("PRAGMA application_id = \(applicationID)")
    try database.run("PRAGMA user_version = \(self.version)")
    try HistoryContents.check(database)
  }

  /// The version of a history, 0 of an empty file.
  private static func check(_ database: HistoryDatabase) throws(HistoryError) -> Int {
    let id = try database.number("PRAGMA application_id")
    let version = try database.number("PRAGMA user_version")
    let objects = try self.objects(of: database)
    if id == 0 && version == 0 && objects.isEmpty { return 0 }
    guard id == applicationID else {
      throw HistoryError(
        file: database.file,
        sentence: "is a database of another program, not a history of failover-audit")
    }
    if version > self.version {
      throw HistoryError(
        file: database.file,
        sentence:
          "was made by a later version of failover-audit (layout \(version), this one knows \(self.version))"
      )
    }
    guard version > 0, objects == (try expected(version)) else {
      throw HistoryError(
        file: database.file,
        sentence: "is damaged, or somebody changed its layout: it is not that of version \(version)"
      )
    }
    let problem = try database.prepare("PRAGMA quick_check(1)")
    if try problem.step(), problem.text(0) != "ok" {
      throw HistoryError(
        file: database.file,
        sentence: "is damaged: \(problem.text(0)); restore it from a copy, or begin a new one")
    }
    return version
  }

  /// Every table and index with the statement that made it.
  private static func objects(of database: HistoryDatabase) throws(HistoryError) -> [String] {
    let statement = try database.prepare(
      "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
    var objects: [String] = []
    while try statement.step() {
      objects.append("\(statement.text(0)) \(statement.text(1)) \(statement.text(2))")
    }
    return objects
  }

  private static func expected(_ version: Int) throws(HistoryError) -> [String] {
    let model = try HistoryDatabase(nil, writes: true)
    for step in steps[..<version] { try model.run(step) }
    return try objects(of: model)
  }
}

extension Outcome {
  /// The word in the database, whose layout predates the word "baselined".
  var storedWord: String { self == .baselined ? Outcome.formerWord : word }
}
