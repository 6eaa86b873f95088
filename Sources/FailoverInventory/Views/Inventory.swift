/// What is known of an estate: read once, derived once, then only looked at.
///
/// Rules see it through views (`FailoverGroup`, `NIC`, `Server`, `LAN`, `Datacenter`, `IPBlock`,
/// `User`, `Export`, `AddressHolding`): a reference to the inventory and a row number. What the
/// inputs may not say is optional.
public struct Inventory: Sendable {
  let storage: InventoryStorage
  /// What was not read because its name is excluded, or because it is empty and hidden.
  public let leftOut: LeftOutInputs

  private init(storage: InventoryStorage, leftOut: LeftOutInputs = LeftOutInputs()) {
    self.storage = storage
    self.leftOut = leftOut
  }

  /// Reads files, folders and `-` (standard input) into one inventory.
  ///
  /// - Parameter arguments: paths; their order does not matter.
  /// - Throws: `MissingInput` for a path that does not exist. Problems with an input that exists
  ///   are not thrown; `inputs` lists them.
  public static func read(
    _ arguments: [String], _ options: ReadingOptions = ReadingOptions()
  ) async throws(MissingInput) -> Inventory {
    let found = try InputDiscovery.find(
      arguments, namedBelow: options.namesBelow, excluding: options.excludes)
    let read = await InventoryReader.read(found.inputs, options)
    options.readingEnded?()
    return Inventory(
      storage: await InventoryStorage(read, options), leftOut: found.leftOut)
  }

  /// Reads inputs whose names and order were settled before, such as copies of earlier inputs.
  public static func read(
    _ inputs: [NamedInput], _ options: ReadingOptions = ReadingOptions()
  ) async -> Inventory {
    let inputs = inputs.map { input in
      Input(
        givenName: input.name, baseName: input.name, path: input.path ?? "",
        problem: input.problem,
        contents: input.path == nil && input.problem != nil ? [] : nil)
    }
    let read = await InventoryReader.read(inputs, options)
    options.readingEnded?()
    return Inventory(
      storage: await InventoryStorage(read, options))
  }

  /// The inputs at the given paths, in the order in which they are read, and what is left out.
  ///
  /// - Throws: `MissingInput` for a path that does not exist.
  public static func inputs(
    for arguments: [String], namedBelow folder: String? = nil, excluding excludes: [NamePattern]
  ) throws(MissingInput) -> (inputs: [NamedInput], leftOut: LeftOutInputs) {
    let found = try InputDiscovery.find(arguments, namedBelow: folder, excluding: excludes)
    let inputs = found.inputs.map { input in
      NamedInput(
        name: input.name, path: input.isStandardInput ? nil : input.path, problem: input.problem)
    }
    return (inputs, found.leftOut)
  }

  /// The files at the given paths, in the order of their names; standard input is not included.
  public static func files(for arguments: [String]) throws(MissingInput) -> [String] {
    try InputDiscovery.inputs(for: arguments).map(\.path).filter { !$0.isEmpty }
  }

  /// Reads documents that are in memory, such as the examples of rules.
  public static func read(
    documents: [(name: String, bytes: [UInt8])], _ options: ReadingOptions = ReadingOptions()
  ) async -> Inventory {
    let inputs = documents.sorted { $0.name < $1.name }.map {
      Input(baseName: $0.name, path: "", contents: $0.bytes)
    }
    let read = await InventoryReader.read(inputs, options)
    return Inventory(
      storage: await InventoryStorage(read, options))
  }

  /// The same inventory, for another worker to look at side by side with this one.
  public var workerCopy: Inventory { Inventory(storage: storage.workerCopy, leftOut: leftOut) }

  /// The same inventory with what is known of the estate beside its exports.
  public func with(_ supplement: any InventorySupplement) -> Inventory {
    Inventory(storage: storage.with(supplement), leftOut: leftOut)
  }

  /// What is known of the estate beside its exports.
  public var supplement: (any InventorySupplement)? { storage.supplement }

  /// Every input, and what became of it, in the order of their names; those of the supplement come
  /// last.
  public var inputs: [InputRecord] { storage.inputs + (storage.supplement?.inputs ?? []) }

  /// Ranges of addresses that the customer brought in.
  package var ownRanges: [AddressRange] { storage.ownRanges }

  public var groups: Views<FailoverGroup> { views(storage.groups.count) }
  /// NICs with properties that are members of a group, in the order of their ids.
  public var memberNICs: Views<NIC> { views(storage.members.nics) }
  /// LANs with properties.
  public var lans: Views<LAN> { views(storage.lansWithProperties) }
  /// NICs, servers with properties, in the order of their ids.
  public var allNICs: Views<NIC> { Views(inventory: self, rows: .lazy(storage.allNICs)) }
  public var allServers: Views<Server> { Views(inventory: self, rows: .lazy(storage.allServers)) }
  /// IP blocks that hold the address of a group.
  public var blocks: Views<IPBlock> { views(storage.blockUse.ofGroups) }
  /// IP blocks that list the address of a group, whether they are its block or not.
  public var blocksListingGroups: Views<IPBlock> { views(storage.blockUse.holdingGroups) }
  /// IP blocks with properties, in the order of their ids.
  public var allBlocks: Views<IPBlock> { views(storage.blocksWithProperties) }
  /// User groups with properties, in the order of their ids.
  public var userGroups: Views<UserGroup> { views(storage.groupsWithProperties) }
  /// Data centers with properties, in the order of their ids.
  public var describedDatacenters: Views<Datacenter> { views(storage.datacentersWithProperties) }
  /// Users with properties.
  public var users: Views<User> { views(storage.usersWithProperties) }
  public var datacenters: Views<Datacenter> { views(storage.order.datacenters) }
  /// Inputs that were not refused.
  public var exports: Views<Export> { views(storage.exports) }
  /// Public addresses held in two or more LANs or data centers, once for each such LAN.
  public var duplicateAddresses: Views<AddressHolding> {
    views(0..<storage.addresses.duplicates.count)
  }
  /// Public addresses held by two or more NICs of one LAN.
  public var sharedAddresses: Views<AddressHolding> {
    let start = storage.addresses.duplicates.count
    return views(start..<(start + storage.addresses.shared.count))
  }

  /// Records with properties: data centers, servers, LANs and NICs.
  public var recordCounts: (datacenters: Int, servers: Int, lans: Int, nics: Int) {
    storage.recordCounts
  }

  /// When the data was exported, as far as the inputs say.
  public var dataTime: DataTime { storage.dataTime }

  /// What the inputs leave out of the estate.
  public var gaps: ExportGaps {
    var gaps = ExportGaps()
    for datacenter in datacenters where !datacenter.isWhole {
      gaps.add(datacenter.subject, \.datacenters)
    }
    for export in exports where export.hasCutOffList {
      gaps.add(export.subject, \.exports)
    }
    for lan in lans where !lan.knowsFailoverThroughout {
      gaps.add(lan.subject, \.lans)
    }
    gaps.missingDatacenters = missingDatacenters
    gaps.otherDatacenters =
      storage.expectedDatacenters.isEmpty && !datacenters.isEmpty
      && !storage.lists[.datacenters, noRow].contains(.whole)
    return gaps
  }

  /// Data centers that are meant and that no input shows: the selected ones, by id or name
  /// as they were given, and the ones that manifests name.
  private var missingDatacenters: [String] {
    let scope = Set(storage.manifests.values.flatMap(\.datacenters))
    let wanted =
      storage.expectedDatacenters + scope.subtracting(storage.expectedDatacenters).sorted()
    if wanted.isEmpty { return [] }
    var ids: Set<String> = []
    var names: Set<String> = []
    for datacenter in datacenters {
      ids.insert(datacenter.id)
      if let name = datacenter.name { names.insert(name) }
    }
    // Manifests name ids, and so does a UUID: another data center may have it as its name.
    let selected = Set(storage.expectedDatacenters)
    return wanted.filter { wanted in
      if ids.contains(wanted) || ids.contains(wanted.lowercased()) { return false }
      return wanted.isUUID || !selected.contains(wanted) || !names.contains(wanted)
    }
  }

  private func views<View>(_ count: Int) -> Views<View> { views(0..<count) }

  private func views<View>(_ range: Range<Int>) -> Views<View> {
    Views(inventory: self, rows: .range(range))
  }

  private func views<View>(_ rows: [UInt32]) -> Views<View> {
    Views(inventory: self, rows: .list(rows))
  }
}

/// An input under the name that reports give it.
public struct NamedInput: Sendable, Hashable {
  public let name: String
  /// Nil for standard input.
  public var path: String?
  /// Why it cannot be read, if that is known before it is opened.
  public var problem: String?

  public init(name: String, path: String?, problem: String? = nil) {
    self.name = name
    self.path = path
    self.problem = problem
  }
}

/// How much of an estate its export leaves out.
public struct ExportGaps: Sendable, Hashable {
  /// Data centers whose properties, lists or parts of lists are missing.
  public var datacenters: Int
  /// Inputs in which a list of the contract is cut off that is nowhere complete.
  public var exports: Int
  /// LANs whose failover list is not shown, so that it is not known which groups they have.
  public var lans: Int
  /// Whether it is not known if there are other data centers: no whole list of them was read, and
  /// nobody named the ones that are meant.
  public var otherDatacenters = false
  /// Data centers that were selected by name but that no input shows.
  public var missingDatacenters: [String] = []
  /// The first of each kind in the order of the inventory, at most `mostNamed` of each. Reports
  /// that were saved before names were kept have none.
  public var named: [Subject]

  /// The most subjects of a kind that are named.
  public static let mostNamed = 3

  public init(datacenters: Int = 0, exports: Int = 0, lans: Int = 0, named: [Subject] = []) {
    self.datacenters = datacenters
    self.exports = exports
    self.lans = lans
    self.named = named
  }

  /// The named subjects of a kind.
  public func named(_ kind: SubjectKind) -> [Subject] { named.filter { $0.kind == kind } }

  /// Counts a data center, an input or a LAN.
  mutating func add(_ subject: @autoclosure () -> Subject, _ count: WritableKeyPath<Self, Int>) {
    if self[keyPath: count] < ExportGaps.mostNamed { named.append(subject()) }
    self[keyPath: count] += 1
  }
}

/// A look at one row of the inventory.
public protocol InventoryView: Sendable {
  init(inventory: Inventory, row: Int)
  /// The stable name of its subject, which takes less time than the whole subject.
  var subjectName: String { get }
  /// The subject that rules judge when they judge this.
  var subject: Subject { get }
  /// Its place in the inputs; nil for a value that no input states by itself.
  var place: Place? { get }
}

/// Rows of the inventory as a collection of views.
public struct Views<View: InventoryView>: RandomAccessCollection, Sendable {
  enum Rows: Sendable {
    case range(Range<Int>)
    case list([UInt32])
    case lazy(LazyRows)
  }
  let inventory: Inventory
  let rows: Rows

  public var startIndex: Int { 0 }
  public var endIndex: Int {
    switch rows {
    case .range(let range): range.count
    case .list(let list): list.count
    case .lazy(let rows): rows.count
    }
  }

  public subscript(_ position: Int) -> View {
    switch rows {
    case .range(let range): View(inventory: inventory, row: range.lowerBound + position)
    case .list(let list): View(inventory: inventory, row: Int(list[position]))
    case .lazy(let rows): View(inventory: inventory, row: Int(rows[position]))
    }
  }
}
