/// Everything that was read, as columns: copies of records, lists, and what could not be used.
///
/// Rows refer to each other by row number; `noRow` is none. Texts are in one pool, shared words in
/// one table of symbols.
struct Records: Sendable {
  var symbols = SymbolTable()
  var texts = TextPool()
  var datacenters = DatacenterTable()
  var servers = ServerTable()
  var lans = LANTable()
  var entries = FailoverEntryTable()
  var declared = DeclaredMemberTable()
  var nics = NICTable()
  var firewallRules = FirewallRuleTable()
  var accounts = AccountTable()
  var consumers = ConsumerTable()
  var labels = LabelTable()
  var lists = ListTable()
  var errors: [ErrorBody] = []
  var unplaced: [UnplacedRecord] = []
  var strays = StrayTable()

  /// The most rows a table can have.
  static let rowLimit = Int(UInt32.max) - 1

  var counts: RecordCounts {
    RecordCounts(
      datacenters: datacenters.rows.count, servers: servers.rows.count, lans: lans.rows.count,
      entries: entries.rows.count, nics: nics.count, addresses: nics.addresses.count,
      accounts: accounts.rows.count, lists: lists.rows.count, errors: errors.count,
      unplaced: unplaced.count, texts: texts.bytes.count, declared: declared.rows.count,
      firewallRules: firewallRules.rows.count, consumers: consumers.rows.count,
      strays: strays.count, labels: labels.rows.count)
  }

  /// Forgets every row that came after a mark. Symbols stay: nothing depends on them.
  mutating func truncate(to mark: RecordCounts) {
    datacenters.rows.removeLast(datacenters.rows.count - mark.datacenters)
    datacenters.containers.truncate(to: mark.datacenters)
    servers.rows.removeLast(servers.rows.count - mark.servers)
    servers.containers.truncate(to: mark.servers)
    lans.rows.removeLast(lans.rows.count - mark.lans)
    lans.containers.truncate(to: mark.lans)
    entries.rows.removeLast(entries.rows.count - mark.entries)
    declared.rows.removeLast(declared.rows.count - mark.declared)
    nics.truncate(to: mark)
    firewallRules.rows.removeLast(firewallRules.rows.count - mark.firewallRules)
    accounts.rows.removeLast(accounts.rows.count - mark.accounts)
    accounts.containers.truncate(to: mark.accounts)
    consumers.rows.removeLast(consumers.rows.count - mark.consumers)
    lists.rows.removeLast(lists.rows.count - mark.lists)
    errors.removeLast(errors.count - mark.errors)
    unplaced.removeLast(unplaced.count - mark.unplaced)
    strays.truncate(to: mark.strays)
    labels.rows.removeLast(labels.rows.count - mark.labels)
    texts.truncate(to: mark.texts)
  }
}

extension Records {
  /// Forgets every row that came after a frame was opened; texts, addresses and consumers stay
  /// unused.
  mutating func truncate(to marks: RecordMarks) {
    var mark = counts
    mark.datacenters = Int(marks.datacenters)
    mark.servers = Int(marks.servers)
    mark.lans = Int(marks.lans)
    mark.entries = Int(marks.entries)
    mark.nics = Int(marks.nics)
    mark.declared = Int(marks.declared)
    mark.firewallRules = firewallRules.count(before: marks.nics)
    mark.accounts = Int(marks.accounts)
    mark.lists = Int(marks.lists)
    mark.errors = Int(marks.errors)
    mark.unplaced = Int(marks.unplaced)
    mark.strays = Int(marks.strays)
    mark.labels = Int(marks.labels)
    truncate(to: mark)
  }
}

extension NICTable {
  fileprivate mutating func truncate(to mark: RecordCounts) {
    let extra = count - mark.nics
    id.removeLast(extra)
    server.removeLast(extra)
    wiring.removeLast(extra)
    details.removeLast(extra)
    addresses.removeLast(addresses.count - mark.addresses)
    listing.truncate(to: mark.nics)
    securityGroups.truncate(to: mark.nics)
    containers.truncate(to: mark.nics)
  }
}
