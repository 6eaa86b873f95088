import FailoverBase

/// The columns of an inventory and everything that was derived from them.
final class InventoryStorage: Sendable {
  let records: Records
  let canonical: CanonicalRecords
  let lists: ListCompleteness
  let order: EstateOrder
  let groups: GroupTable
  private let groupIndex: GroupIndex
  private let lanIndex: RowIndex
  /// Groups that share their address with a group of another LAN or data center, by address.
  let groupsByAddress: [Address: [UInt32]]
  let addresses: SharedAddresses
  let inputs: [InputRecord]
  let sources: [Input]
  /// What each input is written in.
  let forms: [InputForm]
  /// Rows that were there when each input's first row was added.
  let starts: [RecordCounts]
  let members: GroupMembers
  let lansWithProperties: [UInt32]
  /// LANs with an entry, a master or a declared member that is not known.
  let lansWithOpenEntries: Set<UInt32>
  /// LANs with an entry that names a master and no address.
  let lansWithoutAddress: Set<UInt32>
  /// LANs with properties whose failover list is not known completely, by the row of their data
  /// center and in order.
  let openFailoverLANs: [UInt32: [UInt32]]
  /// Indices of inputs that were not refused.
  let exports: [UInt32]
  /// Servers that show no complete NIC list, by the row of their data center.
  let serversWithoutNICList: [UInt32: [UInt32]]
  let recordCounts: (datacenters: Int, servers: Int, lans: Int, nics: Int)
  let access: Access
  let blockUse: BlockUse
  /// Users with properties, by their numbers.
  let usersWithProperties: [UInt32]
  /// User groups and IP blocks with properties, by their numbers; data centers, by their rows.
  let groupsWithProperties: [UInt32]
  let blocksWithProperties: [UInt32]
  let datacentersWithProperties: [UInt32]
  /// Which users hold a data center whose used addresses are not all known.
  let openHolders: Statement
  /// The NICs that blocks name as users of their addresses.
  let consumerNICs: NICsByID
  /// When the data was exported, of all inputs and of each that states it.
  let dataTime: DataTime
  let exportTimes: [Moment?]
  /// What the manifest of an export says, by the index of its input.
  let manifests: [Int: ExportManifest]
  /// By what the inventories say that they were exported, if they agree.
  let exportSource: String?
  let consumers: ConsumerIndex
  /// Ranges of addresses that the customer brought in.
  let ownRanges: [AddressRange]
  /// Ids or names of the data centers that are meant; empty where nobody named them.
  let expectedDatacenters: [String]
  /// All NICs and servers with properties, put in order on first use.
  let allNICs: LazyRows
  let allServers: LazyRows
  /// What the tables for SQL put together on first use, by their names.
  let tables: SharedValues
  /// Shares by what is shared, in the order of its ids.
  let sharedRecords: [SharedRecord]
  let labels: Labels
  /// What is known beside the exports.
  let supplement: (any InventorySupplement)?

  /// Workers that derive side by side change nothing in the result.
  init(_ read: consuming ReadInputs, _ options: ReadingOptions) async {
    let (jobs, ownRanges) = (options.jobs, options.ownRanges)
    // Taken out, so that merging copies changes the only one there is.
    var merged = Records()
    swap(&merged, &read.records)
    let canonical = merged.mergeCopies()
    let records = merged
    let lists = ListCompleteness(records, canonical, KnownAccounts(records))
    let order = EstateOrder(records, canonical)
    let without = InventoryStorage.serversWithoutNICList(records, canonical, lists)
    async let shared = jobs > 1 ? SharedAddresses(records, canonical, order, ownRanges) : nil
    var derivation = GroupDerivation(records, canonical, order)
    derivation.derive { lan in
      if lists[.lanNICs, lan].contains(.complete) { return true }
      let datacenter = records.lans.rows[Int(lan)].datacenter
      return lists[.servers, datacenter].contains(.whole) && without[datacenter] == nil
    }
    groups = derivation.groups
    groupIndex = GroupIndex(derivation.groups, records)
    groupsByAddress = InventoryStorage.groupsByAddress(derivation.groups)
    lanIndex = InventoryStorage.lanIndex(records, order)
    members = GroupMembers(derivation.groups, records)
    addresses = await shared ?? SharedAddresses(records, canonical, order, ownRanges)
    lansWithProperties = order.lans.filter {
      records.lans.rows[Int($0)].traits.contains(.properties)
    }
    lansWithOpenEntries = records.lansWithOpenEntries
    lansWithoutAddress = Set(
      records.entries.rows.lazy
        .filter { $0.lan < conflictingRow && $0.address == .missing && !$0.isUnknown }.map(\.lan))
    openFailoverLANs = InventoryStorage.openFailoverLANs(
      records, order.lans.filter { !records.lans.rows[Int($0)].isOnlyMentioned },
      lansWithOpenEntries)
    let unplaced = UnplacedRecords.find(records, canonical)
    starts = read.outcomes.map(\.start)
    inputs = InventoryStorage.inputRecords(read, records, unplaced, starts)
    sources = read.inputs
    forms = read.outcomes.map(\.form)
    exports = inputs.indices.filter { read.outcomes[$0].problem == nil }.map { UInt32($0) }
    recordCounts = InventoryStorage.recordCounts(records, canonical)
    serversWithoutNICList = without
    let access = Access(Accounts(records, lists, canonical.blocks), records)
    var use = BlockUse(access.accounts, derivation.groups, records)
    if !use.ofGroups.isEmpty && !access.accounts.users.isEmpty {
      use.findDatacenters(records, canonical, derivation.groups, order) { row in
        lists[.lans, row].contains(.complete) && lists[.servers, row].contains(.complete)
          && without[row] == nil
      }
    }
    blockUse = use
    self.access = access
    openHolders = access.openHolders(use, records)
    consumerNICs = NICsByID(records.consumers.rows.map(\.nic), records, canonical)
    consumers = ConsumerIndex(access.accounts, records)
    self.ownRanges = ownRanges
    exportTimes = read.outcomes.map(\.exportTime)
    dataTime = DataTime(exportTimes.compactMap(\.self), leavesOut: read.leavesOutTimes)
    manifests = Dictionary(
      uniqueKeysWithValues: read.outcomes.enumerated().compactMap { index, outcome in
        outcome.manifest.map { (index, $0) }
      })
    expectedDatacenters = options.expectedDatacenters
    exportSource = read.outcomes.compactMap(\.origin.source).agreed
    usersWithProperties = access.accounts.users.indices
      .filter { access.accounts.users[$0].hasProperties }.map { UInt32($0) }
    groupsWithProperties = access.accounts.groups.indices
      .filter { access.accounts.groups[$0].hasProperties }.map { UInt32($0) }
    blocksWithProperties = access.accounts.blocks.indices
      .filter { access.accounts.blocks[$0].hasProperties }.map { UInt32($0) }
    datacentersWithProperties = order.datacenters.filter {
      records.datacenters.rows[Int($0)].traits.contains(.properties)
    }
    allNICs = LazyRows(count: recordCounts.nics) {
      records.nics.sortedByID(
        (0..<UInt32(records.nics.count)).filter {
          canonical.nics.isCanonical(Int($0))
            && records.nics.traits(Int($0)).contains(.properties)
        }, records.identifierOrder)
    }
    allServers = LazyRows(count: recordCounts.servers) {
      records.servers.sortedByID(
        (0..<UInt32(records.servers.rows.count)).filter {
          canonical.servers.isCanonical(Int($0))
            && records.servers.rows[Int($0)].traits.contains(.properties)
        }, records.identifierOrder)
    }
    tables = SharedValues()
    sharedRecords = SharedRecord.all(access.accounts, records)
    labels = Labels(records, canonical)
    self.records = records
    self.canonical = canonical
    self.lists = lists
    self.order = order
    supplement = nil
  }

  /// The same inventory as another object.
  private init(
    workerCopy other: InventoryStorage, supplement: (any InventorySupplement)?, tables: SharedValues
  ) {
    records = other.records
    canonical = other.canonical
    lists = other.lists
    order = other.order
    groups = other.groups
    groupIndex = other.groupIndex
    lanIndex = other.lanIndex
    groupsByAddress = other.groupsByAddress
    addresses = other.addresses
    inputs = other.inputs
    sources = other.sources
    forms = other.forms
    starts = other.starts
    members = other.members
    lansWithProperties = other.lansWithProperties
    lansWithOpenEntries = other.lansWithOpenEntries
    lansWithoutAddress = other.lansWithoutAddress
    openFailoverLANs = other.openFailoverLANs
    exports = other.exports
    serversWithoutNICList = other.serversWithoutNICList
    recordCounts = other.recordCounts
    access = other.access
    blockUse = other.blockUse
    usersWithProperties = other.usersWithProperties
    groupsWithProperties = other.groupsWithProperties
    blocksWithProperties = other.blocksWithProperties
    datacentersWithProperties = other.datacentersWithProperties
    openHolders = other.openHolders
    consumerNICs = other.consumerNICs
    consumers = other.consumers
    ownRanges = other.ownRanges
    exportTimes = other.exportTimes
    dataTime = other.dataTime
    manifests = other.manifests
    expectedDatacenters = other.expectedDatacenters
    exportSource = other.exportSource
    allNICs = other.allNICs
    allServers = other.allServers
    self.tables = tables
    sharedRecords = other.sharedRecords
    labels = other.labels
    self.supplement = supplement
  }

  /// The same inventory as another object, for another worker: each view retains the object, and
  /// two workers that count references to one object wait for each other.
  var workerCopy: InventoryStorage {
    InventoryStorage(workerCopy: self, supplement: supplement, tables: tables)
  }

  /// The same inventory with what is known beside the exports; its tables are put together again.
  func with(_ supplement: any InventorySupplement) -> InventoryStorage {
    InventoryStorage(workerCopy: self, supplement: supplement, tables: SharedValues())
  }

  private static func serversWithoutNICList(
    _ records: Records, _ canonical: CanonicalRecords, _ lists: ListCompleteness
  ) -> [UInt32: [UInt32]] {
    var without: [UInt32: [UInt32]] = [:]
    for (row, server) in records.servers.rows.enumerated()
    where canonical.servers.isCanonical(row) && server.datacenter < conflictingRow {
      if server.traits.contains(.nics) { continue }
      if !lists[.serverNICs, UInt32(row)].contains(.complete) {
        without[server.datacenter, default: []].append(UInt32(row))
      }
    }
    return without
  }

  private static func openFailoverLANs(
    _ records: Records, _ rows: [UInt32], _ open: Set<UInt32>
  ) -> [UInt32: [UInt32]] {
    var byDatacenter: [UInt32: [UInt32]] = [:]
    for row in rows {
      let lan = records.lans.rows[Int(row)]
      let isShown = lan.failover == .list || lan.failover == .null
      if !isShown || open.contains(row) { byDatacenter[lan.datacenter, default: []].append(row) }
    }
    return byDatacenter
  }

  private static func groupsByAddress(_ groups: GroupTable) -> [Address: [UInt32]] {
    var met = Set<Address>()
    var several = Set<Address>()
    for address in groups.address where address.isAddress {
      if !met.insert(address).inserted { several.insert(address) }
    }
    var rows: [Address: [UInt32]] = [:]
    for (row, address) in groups.address.enumerated() where several.contains(address) {
      rows[address, default: []].append(UInt32(row))
    }
    return rows
  }

  private static func lanIndex(_ records: Records, _ order: EstateOrder) -> RowIndex {
    var index = RowIndex(capacity: order.lans.count)
    for row in order.lans {
      let lan = records.lans.rows[Int(row)]
      _ = index.add(row, hash: lanHash(lan.datacenter, lan.id, seed: index.seed)) { _ in false }
    }
    return index
  }

  /// The row of a LAN, if it is in the export.
  func lanRow(_ datacenter: UInt32, _ code: LANCode) -> UInt32? {
    lanIndex.find(hash: lanHash(datacenter, code, seed: lanIndex.seed)) {
      let lan = records.lans.rows[Int($0)]
      return lan.datacenter == datacenter && lan.id == code
    }
  }

  /// The group of a LAN for an address.
  func group(_ datacenter: UInt32, _ code: LANCode, _ address: Address) -> UInt32? {
    groupIndex.find(datacenter, code, address, groups, records)
  }

  func group(onLAN row: Int, _ address: Address) -> UInt32? {
    let lan = records.lans.rows[row]
    return group(lan.datacenter, lan.id, address)
  }

  private static func recordCounts(
    _ records: Records, _ canonical: CanonicalRecords
  ) -> (datacenters: Int, servers: Int, lans: Int, nics: Int) {
    (
      records.datacenters.rows.indices.count {
        canonical.datacenters.isCanonical($0)
          && records.datacenters.rows[$0].traits.contains(.properties)
      },
      records.servers.rows.indices.count {
        canonical.servers.isCanonical($0)
          && records.servers.rows[$0].traits.contains(.properties)
      },
      records.lans.rows.indices.count {
        canonical.lans.isCanonical($0) && records.lans.rows[$0].traits.contains(.properties)
      },
      (0..<records.nics.count).count {
        canonical.nics.isCanonical($0) && records.nics.traits($0).contains(.properties)
      }
    )
  }

  private static func inputRecords(
    _ read: ReadInputs, _ records: Records, _ unplaced: [UnplacedRecords.Found],
    _ starts: [RecordCounts]
  ) -> [InputRecord] {
    var problems = Array(repeating: [Problem](), count: read.inputs.count)
    for found in unplaced {
      let input = found.input(starts)
      problems[input].append(
        Problem(
          input: read.inputs[input].name, line: Int(found.line) + 1,
          sentence: found.sentence))
    }
    for (row, error) in records.errors.enumerated() {
      let input = starts.input(ofRow: row, \.errors)
      problems[input].append(
        Problem(
          input: read.inputs[input].name, line: Int(error.position.line) + 1,
          pointer: records.pointer(error.container, error.position).text,
          sentence: "an error of the API in place of an answer: "
            + (records.texts[error.text] ?? "no message")))
    }
    InputNotes.add(read, records, starts, to: &problems)
    for (index, outcome) in read.outcomes.enumerated() {
      if let manifest = outcome.manifest {
        problems[index] += manifest.problems(of: read.inputs[index].name)
      }
    }
    return zip(read.inputs, read.outcomes).enumerated().map { index, pair in
      let (input, outcome) = pair
      let status: InputRecord.Status =
        outcome.problem != nil ? .refused : problems[index].isEmpty ? .read : .partlyRead
      return InputRecord(
        name: input.name, status: status, bytes: outcome.bytes, sha256: outcome.digest,
        records: outcome.recordCount,
        problems: outcome.problem.map { [$0] } ?? problems[index])
    }
  }
}

extension LANTable.Row {
  /// Whether it is known only from another record's address.
  fileprivate var isOnlyMentioned: Bool {
    traits.contains(.mentioned) && !traits.contains(.properties)
  }
}

extension Records {
  /// LANs with an entry, a master or a declared member that is not known.
  fileprivate var lansWithOpenEntries: Set<UInt32> {
    var open: Set<UInt32> = []
    for entry in entries.rows where entry.lan < conflictingRow {
      if entry.isUnknown || entry.master == .unusable { open.insert(entry.lan) }
    }
    for member in declared.rows where member.scope != .member && member.lan < conflictingRow {
      let list = lans.rows[Int(member.lan)].failover
      // One copy that shows the whole list suffices.
      if member.scope == .openLAN && (list == .list || list == .null) { continue }
      open.insert(member.lan)
    }
    return open
  }
}

extension [String] {
  /// The text that all of them share; nil if they have none, or several.
  fileprivate var agreed: String? { Set(self).count == 1 ? first : nil }
}
