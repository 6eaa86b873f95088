import Glibc

/// Goes through folders and gathers the files below them.
///
/// Folders are gone through first, then links to folders: each folder is entered once, by its
/// device and inode, so that links that lead back up end.
struct FolderWalk {
  /// A folder that was given.
  struct Root {
    let path: String
    /// Its own name, for messages about itself.
    let name: String
    /// As it was written, for patterns.
    let given: String
  }

  private(set) var inputs: [Input] = []
  private var exclusions: Exclusions
  private var entered: Set<FileIdentity> = []
  private var links: [(root: Root, below: String)] = []

  init(_ excludes: [NamePattern]) { exclusions = Exclusions(excludes) }

  /// Folders that were given and hold nothing.
  private var empty: [String] = []

  var leftOut: LeftOutInputs {
    var leftOut = exclusions.leftOut
    let names = empty.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    leftOut.sentences += Set(names).sorted().map { "\($0) has no files" }
    return leftOut
  }

  mutating func add(_ input: Input) { inputs.append(input) }

  /// Adds a file that was given by itself.
  mutating func addFile(_ input: Input, given: String) {
    if exclusions.take(input.baseName, at: input.path, given: given, isFolder: false) { return }
    inputs.append(input)
  }

  /// Adds every file below a folder.
  mutating func enter(_ root: Root) {
    if FolderWalk.entries(of: root.path)?.isEmpty == true { empty.append(root.given) }
    walk(root, from: "", isLink: false)
  }

  /// Follows the links to folders that were met, in an order that does not depend on that of the
  /// arguments.
  mutating func followLinks() {
    while !links.isEmpty {
      let round = links.sorted { a, b in
        let (one, other) = (a.below.utf8, b.below.utf8)
        return one.elementsEqual(other)
          ? a.root.path.utf8.lexicographicallyPrecedes(b.root.path.utf8)
          : one.lexicographicallyPrecedes(other)
      }
      links = []
      for link in round { walk(link.root, from: link.below, isLink: true) }
    }
  }

  /// - Parameters:
  ///   - start: where to begin below the root; empty for the root itself.
  ///   - isLink: whether folders that were entered before are passed by.
  private mutating func walk(_ root: Root, from start: String, isLink: Bool) {
    var open = [start]
    while let below = open.popLast() {
      let path = below.isEmpty ? root.path : root.path + "/" + below
      let isNew = FileIdentity(of: path).map { entered.insert($0).inserted } ?? true
      if isLink && !isNew { continue }
      guard let entries = FolderWalk.entries(of: path) else {
        let reason = "cannot be listed: " + String(cString: strerror(errno))
        let name = below.isEmpty ? root.name : below
        inputs.append(Input(baseName: name, path: path, problem: reason))
        continue
      }
      for entry in entries {
        let name = below.isEmpty ? entry.name : below + "/" + entry.name
        take(entry, name, root, &open)
      }
    }
  }

  private mutating func take(
    _ entry: Entry, _ name: String, _ root: Root, _ open: inout [String]
  ) {
    let path = root.path + "/" + name
    let kind = entry.isUTF8 ? FolderWalk.kind(of: path) : .other
    let isFolder = kind == .folder || kind == .linkedFolder
    let given = root.given + "/" + name
    if exclusions.take(name, at: path, given: given, isFolder: isFolder) { return }
    if !entry.isUTF8 {
      let problem = "not read: its name is not UTF-8; rename it"
      inputs.append(Input(baseName: name, path: path, problem: problem))
      return
    }
    switch kind {
    case .folder: open.append(name)
    case .linkedFolder: links.append((root, name))
    case .file: inputs.append(Input(baseName: name, path: path))
    case .emptyFile where entry.name.hasPrefix("."): exclusions.takeEmptyFile(name, at: path)
    case .smallFile where entry.name.hasPrefix(".") && FolderWalk.isBlank(path):
      exclusions.takeEmptyFile(name, at: path)
    case .emptyFile, .smallFile: inputs.append(Input(baseName: name, path: path))
    case .other:
      inputs.append(
        Input(
          baseName: name, path: path, problem: "not read: it is neither a file nor a folder"))
    }
  }

  // MARK: Entries of folders

  private struct Entry {
    let name: String
    let isUTF8: Bool
  }

  private enum Kind { case file, smallFile, emptyFile, folder, linkedFolder, other }

  /// The most bytes of a file that is looked at for blanks.
  private static let smallSize = 256

  private static func kind(of path: String) -> Kind {
    var own = stat()
    var target = stat()
    guard lstat(path, &own) == 0 else { return .file }
    if own.st_mode & S_IFMT == S_IFDIR { return .folder }
    if own.st_mode & S_IFMT == S_IFREG { return kind(ofSize: Int(own.st_size)) }
    guard own.st_mode & S_IFMT == S_IFLNK else { return .other }
    // A link that leads nowhere is opened, and refused with the system's reason.
    guard stat(path, &target) == 0 else { return .file }
    switch target.st_mode & S_IFMT {
    case S_IFDIR: return .linkedFolder
    case S_IFREG: return .file
    default: return .other
    }
  }

  private static func kind(ofSize size: Int) -> Kind {
    if size == 0 { return .emptyFile }
    return size <= smallSize ? .smallFile : .file
  }

  /// Whether a small file holds nothing but blanks and line ends.
  private static func isBlank(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: smallSize + 1)
    let count = read(descriptor, &bytes, bytes.count)
    return (0...smallSize).contains(count)
      && bytes[..<count].allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  /// What is in a folder.
  private static func entries(of path: String) -> [Entry]? {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var entries: [Entry] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let text = String(decoding: name, as: UTF8.self)
      if text == "." || text == ".." { continue }
      entries.append(Entry(name: text, isUTF8: text.utf8.elementsEqual(name)))
    }
    return entries
  }
}

/// A file or a folder, whatever path leads to it.
private struct FileIdentity: Hashable {
  let device: dev_t
  let inode: ino_t

  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = status.st_dev
    inode = status.st_ino
  }
}
