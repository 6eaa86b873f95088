import FailoverAudit
import FailoverBase

/// The rules in SQL that come with the program: the files of `rules`, which are embedded in it.
enum SQLRules {
  /// By their ids.
  private static let files: [(id: String, bytes: [UInt8])] = [
    ("ambiguous-member-names", PackageResources.ambiguous_member_names_sql),
    ("departed-block-creator", PackageResources.departed_block_creator_sql),
    ("mixed-server-types", PackageResources.mixed_server_types_sql),
    ("unnamed-group-lan", PackageResources.unnamed_group_lan_sql),
  ]

  /// Read once: each file is a header with all its examples.
  private static let read = Result { () throws(FileFaults) in
    var rules: [any Rule] = []
    for (id, bytes) in files {
      rules.append(try SQLRule(shipped: bytes, path: "rules/\(id).sql"))
    }
    return rules
  }

  /// All of them, without checking with SQLite again whether each holds: tests show it.
  static func all() throws(FileFaults) -> [any Rule] { try read.get() }
}
