import FailoverSQL

/// Facts that a rule requires and that are not known, by the subjects that lack them.
struct MissingFacts: Sendable {
  private var bySubject: [String: String] = [:]
  /// A fact about the whole estate.
  private var ofAll: String?

  init(_ header: RuleHeader, _ database: SQLDatabase) throws(SQLError) {
    for (fact, _) in header.requires {
      let query = RequiredFact(fact, of: header.subjects)
      for row in try database.rows(of: query.statement) {
        switch row.first {
        case .text(let subject)?:
          if bySubject[subject] == nil { bySubject[subject] = query.name }
        default: if query.isAboutAll { ofAll = ofAll ?? query.name }
        }
      }
    }
  }

  /// What is to be said of a subject instead of an answer; nil if nothing is missing of any.
  var override: (@Sendable (String) -> Judgement?)? {
    if bySubject.isEmpty && ofAll == nil { return nil }
    return { [self] subject in
      (bySubject[subject] ?? ofAll).map {
        .unknown("the export does not show " + FactWords.of($0))
      }
    }
  }
}

/// A fact that a rule requires: a column of the table of its subjects, or `table.column` of another
/// table that refers to them.
///
/// A column that says whether something is known or complete must be 1; every other one must not be
/// null.
struct RequiredFact {
  private let table: String
  private let column: String
  private let subjectColumn: String?

  /// The lists of the contract; `lists.users` is the fact that the list of users is complete.
  static let lists = ["datacenters", "ip_blocks", "users", "account_groups", "contracts"]

  init(_ fact: String, of subjects: SubjectSet) {
    let parts = fact.split(separator: ".", maxSplits: 1).map(String.init)
    table = parts.count == 2 ? parts[0] : subjects.table
    column = parts.last ?? ""
    subjectColumn =
      table == "lists"
      ? nil : table == subjects.table ? "subject" : "\(subjects.kind.rawValue)_subject"
  }

  var isAboutAll: Bool { subjectColumn == nil }

  /// `table.column`, whichever way the rule writes it.
  var name: String { "\(table).\(column)" }

  /// Whether it names a list of the contract that does not exist.
  var namesNoList: Bool { isAboutAll && !RequiredFact.lists.contains(column) }

  /// Gives the subjects that lack the fact; one row without a subject if all lack it.
  var statement: String {
    if isAboutAll {
      return "SELECT NULL FROM lists WHERE name = '\(column.quoted)' AND is_complete IS NOT 1"
    }
    let flag = column.hasSuffix("_complete") || column.hasSuffix("_known")
    // The sign keeps SQLite from building an index that is used once.
    let condition = "+\"\(column.doubled)\" " + (flag ? "IS NOT 1" : "IS NULL")
    return "SELECT \(subjectColumn ?? "NULL") FROM \"\(table.doubled)\" WHERE " + condition
  }
}

extension SubjectSet {
  /// The table of its subjects.
  var table: String {
    switch self {
    case .groups: "groups"
    case .memberNICs, .allNICs, .evidenceNICs: "nics"
    case .lans: "lans"
    case .allServers, .evidenceServers: "servers"
    case .blocks, .allBlocks: "ip_blocks"
    case .users: "users"
    case .userGroups: "account_groups"
    case .datacenters, .describedDatacenters: "datacenters"
    case .exports: "inputs"
    case .duplicateAddresses, .sharedAddresses, .evidenceAddresses: "addresses"
    case .waivers, .evidence: ""
    }
  }
}

extension String {
  /// The text between single quotes of SQL.
  fileprivate var quoted: String {
    split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
  }

  /// The text between double quotes of SQL.
  fileprivate var doubled: String {
    split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
  }
}
