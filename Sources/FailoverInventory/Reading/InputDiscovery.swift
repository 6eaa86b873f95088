import Glibc

/// A file to read, or standard input.
struct Input: Sendable {
  /// The name in reports: the last path component of a file argument, the path below a folder
  /// argument, `-` for standard input; later ones of equal name end in `~2`, `~3` ….
  ///
  /// A file whose own name ends like that shows its `~` as `%7E`.
  var name: String { givenName ?? ownName }

  private var ownName: String { copy == 1 ? plainName : "\(plainName)~\(copy)" }

  private var plainName: String {
    guard let tilde = baseName.lastIndex(of: "~") else { return baseName }
    let suffix = baseName[tilde...].dropFirst()
    if suffix.isEmpty || !suffix.allSatisfy(\.isWholeNumber) { return baseName }
    return baseName[..<tilde] + "%7E" + suffix
  }

  /// A name that was settled elsewhere.
  var givenName: String?
  var baseName: String
  /// The absolute path, with symbolic links as they are; empty for standard input.
  let path: String
  /// Tells inputs of equal name apart: 1, 2, 3 … in the order of their paths.
  var copy = 1
  /// Why it will not be read, if that is known before opening it.
  var problem: String?
  /// The bytes of a document that is in memory.
  var contents: [UInt8]?

  var isStandardInput: Bool { path.isEmpty && contents == nil }
}

/// A path given by the user that does not exist.
public struct MissingInput: Error, Sendable, Hashable {
  public let path: String
  /// What the system says, such as "No such file or directory".
  public let reason: String

  public var description: String { "\(path): \(reason)" }
}

/// Finds the inputs behind the arguments, in an order that does not depend on the arguments' order.
enum InputDiscovery {
  /// - Parameters:
  ///   - arguments: files, folders, or `-`.
  ///   - folder: inputs are named by their paths below it, and must be there; nil for the usual names.
  /// - Returns: the inputs in the order of their names, each file once.
  /// - Throws: `MissingInput` for the first argument that does not exist, or is not below the folder.
  static func inputs(
    for arguments: [String], namedBelow folder: String? = nil
  ) throws(MissingInput) -> [Input] {
    // By the bytes of the paths: two spellings of one character are two files.
    var found: [[UInt8]: Input] = [:]
    for argument in arguments {
      for var input in try inputs(below: argument) {
        if let folder { input.baseName = try name(of: input, below: folder) }
        let key = Array(input.path.utf8)
        if let known = found[key], !precedes(input.baseName, known.baseName) { continue }
        found[key] = input
      }
    }
    var inputs = found.values.sorted {
      $0.baseName.utf8.elementsEqual($1.baseName.utf8)
        ? precedes($0.path, $1.path) : precedes($0.baseName, $1.baseName)
    }
    for position in inputs.indices.dropFirst()
    where inputs[position].baseName.utf8.elementsEqual(inputs[position - 1].baseName.utf8) {
      inputs[position].copy = inputs[position - 1].copy + 1
    }
    return inputs
  }

  private static func name(
    of input: Input, below folder: String
  ) throws(MissingInput) -> String {
    if input.isStandardInput { return input.baseName }
    let root = absolute(folder)
    let start = root == "/" ? root : root + "/"
    guard input.path.utf8.starts(with: start.utf8) else {
      throw MissingInput(path: input.path, reason: "is not below \(folder)")
    }
    return String(decoding: input.path.utf8.dropFirst(start.utf8.count), as: UTF8.self)
  }

  /// The order of names: by their bytes.
  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  private static func inputs(below argument: String) throws(MissingInput) -> [Input] {
    if argument == "-" { return [Input(baseName: "-", path: "")] }
    var status = stat()
    guard stat(argument, &status) == 0 else {
      throw MissingInput(path: argument, reason: String(cString: strerror(errno)))
    }
    let path = absolute(argument)
    let last = path.split(separator: "/").last.map(String.init) ?? path
    guard status.st_mode & S_IFMT == S_IFDIR else { return [Input(baseName: last, path: path)] }
    return files(below: path, folder: last)
  }

  /// Every file below a folder; links to folders are not followed, so there is no way back up.
  private static func files(below root: String, folder: String) -> [Input] {
    var result: [Input] = []
    var open = [""]
    while let relative = open.popLast() {
      let path = relative.isEmpty ? root : root + "/" + relative
      guard let entries = entries(of: path) else {
        let reason = "cannot be listed: " + String(cString: strerror(errno))
        result.append(
          Input(baseName: relative.isEmpty ? folder : relative, path: path, problem: reason))
        continue
      }
      for entry in entries {
        let below = relative.isEmpty ? entry.name : relative + "/" + entry.name
        if !entry.isUTF8 {
          let problem = "not read: its name is not UTF-8; rename it"
          result.append(Input(baseName: below, path: root + "/" + below, problem: problem))
          continue
        }
        switch kind(of: root + "/" + below) {
        case .folder: open.append(below)
        case .file: result.append(Input(baseName: below, path: root + "/" + below))
        case .linkedFolder: continue
        case .other:
          result.append(
            Input(
              baseName: below, path: root + "/" + below,
              problem: "not read: it is neither a file nor a folder"))
        }
      }
    }
    return result
  }

  private enum Kind { case file, folder, linkedFolder, other }

  private static func kind(of path: String) -> Kind {
    var own = stat()
    var target = stat()
    guard lstat(path, &own) == 0 else { return .file }
    if own.st_mode & S_IFMT == S_IFDIR { return .folder }
    if own.st_mode & S_IFMT == S_IFREG { return .file }
    guard own.st_mode & S_IFMT == S_IFLNK else { return .other }
    // A link that leads nowhere is opened, and refused with the system's reason.
    guard stat(path, &target) == 0 else { return .file }
    switch target.st_mode & S_IFMT {
    case S_IFDIR: return .linkedFolder
    case S_IFREG: return .file
    default: return .other
    }
  }

  /// The names in a folder, and whether each is UTF-8.
  private static func entries(of path: String) -> [(name: String, isUTF8: Bool)]? {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var names: [(name: String, isUTF8: Bool)] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let text = String(decoding: name, as: UTF8.self)
      if text == "." || text == ".." { continue }
      names.append((text, text.utf8.elementsEqual(name)))
    }
    return names
  }

  /// The absolute path without `.`, `..` and repeated slashes.
  static func absolute(_ path: String) -> String {
    var full = path
    if !path.hasPrefix("/"), let directory = getcwd(nil, 0) {
      full = String(cString: directory) + "/" + path
      free(directory)
    }
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
