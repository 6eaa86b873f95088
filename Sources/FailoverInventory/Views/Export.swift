import FailoverBase

/// An input that was not refused.
public struct Export: InventoryView {
  let inventory: Inventory
  let row: Int

  public init(inventory: Inventory, row: Int) {
    self.inventory = inventory
    self.row = row
  }

  private var storage: InventoryStorage { inventory.storage }

  public var name: String { storage.sources[row].name }

  /// An error of the API that was saved in place of an answer.
  public struct ErrorAnswer: Sendable {
    /// The messages of the answer, joined. It is text from the input: escape it.
    public let text: String
    public let place: Place
  }

  public var errorAnswers: [ErrorAnswer] {
    storage.rows(of: row, \.errors).map { index in
      let error = storage.records.errors[index]
      return ErrorAnswer(
        text: storage.records.texts[error.text] ?? "no message",
        place: storage.place(row, error.position, error.container))
    }
  }

  /// When the data was exported that the file holds, or that its folder holds if it is a manifest;
  /// nil if it does not say so.
  public var exportTime: Moment? { storage.exportTimes[row] }

  /// Whether it is the manifest of an export.
  public var isManifest: Bool { storage.manifests[row] != nil }

  /// Why the export whose manifest it is is not whole.
  public var manifestProblems: [Problem] {
    storage.manifests[row]?.problems(of: name) ?? []
  }

  /// A list of the contract, or of one of its groups, that is not whole in this file nor anywhere.
  public struct CutOffList: Sendable, Hashable {
    /// Such as `ipblocks` or `groups/<id>/users`.
    public let name: String
    public let place: Place
  }

  /// In the order of their names, each once.
  public var cutOffLists: [CutOffList] {
    var found: [String: CutOffList] = [:]
    for index in storage.rows(of: row, \.lists) {
      let list = storage.records.lists.rows[index]
      guard list.kind.isContractLevel, !storage.isComplete(list) else { continue }
      let name = storage.name(of: list)
      if found[name] == nil {
        found[name] = CutOffList(
          name: name, place: storage.place(row, list))
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  /// Whether there is such a list.
  public var hasCutOffList: Bool {
    storage.rows(of: row, \.lists).contains {
      let list = storage.records.lists.rows[$0]
      return list.kind.isContractLevel && !storage.isComplete(list)
    }
  }

  /// `export/<file>`, followed by `~2` and so on for a further file of that name.
  public var subjectName: String {
    storage.subjectName(ofInput: row)
  }

  public var subject: Subject {
    Subject(
      kind: .export, name: subjectName,
      record: Subject.Record(id: storage.sources[row].name, name: nil))
  }

  public var place: Place? { Place(input: name, line: 1, pointer: "") }
}

extension InventoryStorage {
  /// The stable name of an input that was not refused.
  func subjectName(ofInput row: Int) -> String {
    SubjectNames.export(sources[row].baseName, copy: sources[row].copy)
  }

  fileprivate func isComplete(_ list: ListTable.Row) -> Bool {
    switch list.kind {
    case .groupUsers, .groupShares: lists[list.kind, holder: list.holder].contains(.whole)
    default: lists[list.kind, noRow].contains(.complete)
    }
  }

  fileprivate func name(of list: ListTable.Row) -> String {
    switch list.kind {
    case .groupUsers: "groups/\(records.encoded(list.holder))/users"
    case .groupShares: "groups/\(records.encoded(list.holder))/shares"
    case .ipBlocks: "ipblocks"
    default: "\(list.kind)"
    }
  }

  /// The rows of a table that an input gave.
  fileprivate func rows(of input: Int, _ table: KeyPath<RecordCounts, Int>) -> Range<Int> {
    let end = input + 1 < starts.count ? starts[input + 1] : records.counts
    return starts[input][keyPath: table]..<end[keyPath: table]
  }
}
