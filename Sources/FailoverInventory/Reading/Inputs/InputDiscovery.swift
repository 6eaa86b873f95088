import FailoverBase
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
  /// Distinguishes inputs of equal name: 1, 2, 3 … in the order of their paths.
  var copy = 1
  /// Why it will not be read, if that is known before opening it.
  var problem: String?
  /// The bytes of a document that is in memory.
  var contents: [UInt8]?

  var isStandardInput: Bool { path.isEmpty && contents == nil }
}

/// A path given by the user that does not exist.
public struct MissingInput: Refusal, Sendable, Hashable {
  public let path: String
  /// What the system says, such as "No such file or directory".
  public let reason: String

  public var description: String { "\(path): \(reason)" }

  /// A path that the system does not know, with what to do.
  init(_ path: String) {
    let code = errno
    self.path = path
    if path.contains("://") {
      reason = "failover-audit reads saved files only; export first with scripts/export.sh"
    } else {
      let hint =
        code == ENOENT ? "; check the path, or export first with scripts/export.sh" : ""
      reason = String(cString: strerror(code)) + hint
    }
  }

  init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// Finds the inputs that the arguments name, in an order that does not depend on the arguments'
/// order.
enum InputDiscovery {
  /// The inputs in the order of their names, each file once, and what was left out.
  struct Found {
    var inputs: [Input]
    var leftOut: LeftOutInputs
  }

  /// - Parameters:
  ///   - arguments: files, folders, or `-`.
  ///   - folder: inputs are named by their paths below it, and must be there; nil for the usual
  ///     names.
  ///   - excludes: patterns of what is left out.
  /// - Throws: `MissingInput` for the first argument that does not exist, or is not below the
  ///   folder.
  static func find(
    _ arguments: [String], namedBelow folder: String? = nil, excluding excludes: [NamePattern] = []
  ) throws(MissingInput) -> Found {
    var walk = FolderWalk(excludes)
    // By the bytes of the paths: two spellings of one character are two files.
    var found: [[UInt8]: Input] = [:]
    for argument in arguments { try take(argument, &walk) }
    walk.followLinks()
    for var input in walk.inputs {
      if let folder { input.baseName = try name(of: input, below: folder) }
      let key = Array(input.path.utf8)
      if let known = found[key], !precedes(input.baseName, known.baseName) { continue }
      found[key] = input
    }
    var inputs = found.values.sorted {
      $0.baseName.utf8.elementsEqual($1.baseName.utf8)
        ? precedes($0.path, $1.path) : precedes($0.baseName, $1.baseName)
    }
    for position in inputs.indices.dropFirst()
    where inputs[position].baseName.utf8.elementsEqual(inputs[position - 1].baseName.utf8) {
      inputs[position].copy = inputs[position - 1].copy + 1
    }
    return Found(inputs: inputs, leftOut: walk.leftOut)
  }

  static func inputs(
    for arguments: [String], namedBelow folder: String? = nil
  ) throws(MissingInput) -> [Input] {
    try find(arguments, namedBelow: folder).inputs
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

  private static func take(
    _ argument: String, _ walk: inout FolderWalk
  ) throws(MissingInput) {
    if argument == "-" { return walk.add(Input(baseName: "-", path: "")) }
    var status = stat()
    guard stat(argument, &status) == 0 else {
      throw MissingInput(argument)
    }
    let path = absolute(argument)
    let last = path.split(separator: "/").last.map(String.init) ?? path
    if status.st_mode & S_IFMT == S_IFDIR {
      walk.enter(FolderWalk.Root(path: path, name: last, given: argument))
    } else {
      walk.addFile(Input(baseName: last, path: path), given: argument)
    }
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
