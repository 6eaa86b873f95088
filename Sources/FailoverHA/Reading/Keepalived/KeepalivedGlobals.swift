import FailoverInventory

/// What a configuration of keepalived says outside of its instances.
struct KeepalivedGlobals {
  var version: Int?
  var isStrict: Bool?
  var multicastGroup: ParsedAddress?
  var scripts: Set<String> = []
  /// What each sync group watches, with the names of its instances.
  private var groups: [(members: [String], tracking: KeepalivedTracking)] = []
  /// The names of instances whose sync group watches something.
  private var checked: Set<String> = []
  /// Keywords of `global_defs` that may be set.
  private var uncertain: Set<String> = []

  /// - Parameter isWhole: whether what is not said has its usual value.
  init(_ statements: [KeepalivedStatement], isWhole: Bool) {
    for statement in statements {
      switch statement.keyword {
      case "global_defs": takeDefaults(statement.block ?? [])
      case "vrrp_script":
        if let name = statement.value { scripts.insert(name) }
      case "vrrp_sync_group": takeGroup(statement.block ?? [])
      default: break
      }
    }
    for (members, tracking) in groups where tracking.isCheck(scripts) {
      checked.formUnion(members)
    }
    groups = []
    if isStrict == nil && isWhole && !uncertain.contains("vrrp_strict") { isStrict = false }
  }

  /// Whether the sync group of an instance watches something.
  func groupIsChecked(with instance: String) -> Bool { checked.contains(instance) }

  func mayBeSet(_ keyword: String) -> Bool { uncertain.contains(keyword) }

  private mutating func takeDefaults(_ block: [KeepalivedStatement]) {
    for statement in block {
      if statement.isUncertain {
        uncertain.insert(statement.keyword)
        continue
      }
      switch statement.keyword {
      case "vrrp_version": version = statement.value.flatMap { Int($0) }
      case "vrrp_strict": isStrict = true
      case "vrrp_mcast_group4":
        multicastGroup = statement.value.flatMap { ParsedAddress($0) }
      default: break
      }
    }
  }

  private mutating func takeGroup(_ block: [KeepalivedStatement]) {
    let tracking = KeepalivedTracking(block)
    let members = block.filter { $0.keyword == "group" && !$0.isUncertain }
      .flatMap { ($0.block ?? []).flatMap(\.words) }
    groups.append((members, tracking))
  }
}

/// What an instance or a sync group watches beside interfaces.
struct KeepalivedTracking {
  /// Names of scripts, with the lines on which they are named.
  private(set) var scripts: [KeepalivedStatement] = []
  /// Whether processes, files or BFD sessions are watched.
  private(set) var watchesOthers = false

  init(_ block: [KeepalivedStatement]) {
    for statement in block where !statement.isUncertain {
      let entries = (statement.block ?? []).filter { !$0.isUncertain && !$0.words.isEmpty }
      switch statement.keyword {
      case "track_script": scripts += entries
      case "track_process", "track_file", "track_bfd":
        if !entries.isEmpty { watchesOthers = true }
      default: break
      }
    }
  }

  /// Whether something is watched that is there.
  ///
  /// - Parameter defined: the names of the scripts that are defined.
  func isCheck(_ defined: Set<String>) -> Bool {
    watchesOthers || scripts.contains { defined.contains($0.keyword) }
  }
}
