/// What is wrong with files that people write: a reader notes each fault and goes on.
///
/// Of each file the first faults by place are kept and the others only counted, so that a file that
/// is wrong throughout takes no more memory than one that is wrong in a few places.
public struct FileFaults: Refusal, Sendable, Hashable {
  /// The most faults of a file that are kept.
  public static let mostOfFile = 20

  /// The faults of one file.
  fileprivate struct Sheet: Hashable {
    let file: String
    /// In the order of their places.
    var kept: [FileFault] = []
    var others = 0
  }

  /// In the order in which the files were first found wrong.
  private var sheets: [Sheet] = []
  /// By the bytes of the file's name.
  private var numbers: [[UInt8]: Int] = [:]
  /// How many faults were noted.
  public private(set) var count = 0

  /// None so far.
  public init() {}

  /// A single fault.
  public init(_ fault: FileFault) { note(fault) }

  /// Whether nothing was found wrong.
  public var isEmpty: Bool { count == 0 }

  /// The faults that are kept: those of one file after another, each in the order of their places.
  public var kept: [FileFault] { sheets.flatMap(\.kept) }

  /// A line for each fault that is kept, and one for the others of the same file. They may hold
  /// text from the files: escape them.
  public var lines: [String] { sheets.flatMap(\.lines) }

  /// The lines, one below the other.
  public var description: String { lines.joined(separator: "\n") }

  /// Ends reading.
  ///
  /// - Throws: the faults, if there are any.
  public func check() throws(FileFaults) { if !isEmpty { throw self } }

  /// The same of files that have other names.
  ///
  /// - Parameter name: the name to show for that of a file.
  public func renamed(_ name: (String) -> String) -> FileFaults {
    var others = self
    others.sheets = sheets.map { sheet in
      let file = name(sheet.file)
      return Sheet(file: file, kept: sheet.kept.map { $0.of(file) }, others: sheet.others)
    }
    others.numbers = [:]
    for (number, sheet) in others.sheets.enumerated() {
      others.numbers[Array(sheet.file.utf8)] = number
    }
    return others
  }
}

// MARK: Noting

extension FileFaults {
  /// Notes a fault.
  ///
  /// - Parameter sentence: made only if the fault is kept, since it may be costly.
  public mutating func note(_ place: YAMLPlace, _ sentence: @autoclosure () -> String) {
    let number = number(of: place.file)
    sheets[number].note(place, sentence)
    count += 1
  }

  /// Notes a fault whose sentence is made already.
  public mutating func note(_ fault: FileFault) { note(fault.place, fault.sentence) }

  /// Notes what another reader noted.
  public mutating func note(_ faults: FileFaults) {
    for sheet in faults.sheets {
      for fault in sheet.kept { note(fault) }
      sheets[number(of: sheet.file)].others += sheet.others
      count += sheet.others
    }
  }

  /// What an expression gives; nil if it throws, which is noted.
  public mutating func noting<Value>(
    _ value: @autoclosure () throws(FileFault) -> Value
  ) -> Value? {
    do throws(FileFault) {
      return try value()
    } catch {
      note(error)
      return nil
    }
  }

  /// What an expression gives; nil if it throws faults, which are noted.
  public mutating func notingAll<Value>(
    _ value: @autoclosure () throws(FileFaults) -> Value
  ) -> Value? {
    do throws(FileFaults) {
      return try value()
    } catch {
      note(error)
      return nil
    }
  }

  private mutating func number(of file: String) -> Int {
    if let last = sheets.last, last.file.utf8.elementsEqual(file.utf8) { return sheets.count - 1 }
    let name = Array(file.utf8)
    if let number = numbers[name] { return number }
    numbers[name] = sheets.count
    sheets.append(Sheet(file: file))
    return sheets.count - 1
  }
}

extension FileFaults.Sheet {
  fileprivate mutating func note(_ place: YAMLPlace, _ sentence: () -> String) {
    if kept.count == FileFaults.mostOfFile {
      others += 1
      guard let last = kept.last, place.precedes(last.place) else { return }
      kept.removeLast()
    }
    let index = kept.lastIndex { !place.precedes($0.place) }.map { $0 + 1 } ?? 0
    kept.insert(FileFault(place, sentence()), at: index)
  }

  fileprivate var lines: [String] {
    let lines = kept.map(\.description)
    if others == 0 { return lines }
    return lines + ["\(file): \(others) more \(others == 1 ? "fault" : "faults")"]
  }
}

extension FileFault {
  /// The same of a file that has another name.
  fileprivate func of(_ file: String) -> FileFault {
    FileFault(YAMLPlace(file: file, line: place.line, column: place.column), sentence)
  }
}

extension YAMLPlace {
  /// Whether it comes before another place of the same file.
  func precedes(_ other: YAMLPlace) -> Bool { (line, column) < (other.line, other.column) }
}
