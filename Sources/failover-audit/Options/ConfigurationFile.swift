import FailoverAudit
import FailoverBase
import FailoverInventory
import Glibc

/// A configuration that was found and read.
struct ConfigurationFile {
  /// The names under which it is found in the working directory; the first that is there is read.
  static let standardName = "failover-audit.yml"
  private static let otherName = "failover-audit.yaml"

  /// Under the name that reports show.
  let digest: FileDigest
  let path: String
  let bytes: [UInt8]
  let configuration: Configuration

  /// Reads the file that is named, else the one in the working directory; nil if there is none.
  ///
  /// A pipe can be read only once: call it once.
  ///
  /// - Parameter rules: all rules that there are, given the folders of rules that the file names,
  ///   as seen from the working directory.
  init?(
    _ path: String?, rules: ([String]) throws(FileFaults) -> [any Rule]
  ) throws(FileFaults) {
    guard let name = path ?? ConfigurationFile.found else { return nil }
    bytes =
      try path == nil
      ? ConfigurationFile.readFound(name) : SmallFile.read(name, of: "--config")
    digest = FileDigest(file: ShownPath.name(name), of: bytes)
    self.path = name
    configuration = try Configuration(bytes, file: name) { folders throws(FileFaults) in
      try ConfigurationFile.check(folders, of: name)
      return try rules(folders.map { ConfigurationFile.resolved($0.value, of: name) }).map(\.info)
    }
  }

  /// The first of the names that exists, readable or not.
  static var found: String? { [standardName, otherName].first(where: isThere) }

  /// The file of the other name beside the one that is read.
  static var overlooked: String? {
    isThere(standardName) && isThere(otherName) ? otherName : nil
  }

  private static func isThere(_ name: String) -> Bool {
    var status = stat()
    return lstat(name, &status) == 0 || errno != ENOENT
  }

  /// The bytes of a file that nobody named on the command line: if it is a pipe, nobody is going to
  /// fill it.
  static func readFound(
    _ path: String = standardName, limit: Int = YAMLDocument.byteLimit
  ) throws(FileFaults) -> [UInt8] {
    try SmallFile.checkExists(path, of: nil, "file")
    do {
      return try FileBytes.read(path, limit: limit)
    } catch {
      throw FileFaults(FileFault(YAMLPlace(file: path, line: 0, column: 0), error.sentence))
    }
  }

  /// A path of the file, as seen from the working directory.
  func resolved(_ path: String) -> String { ConfigurationFile.resolved(path, of: self.path) }

  private static func resolved(_ path: String, of file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return file[...slash] + path
  }

  private static func check(_ folders: [Located<String>], of file: String) throws(FileFaults) {
    var faults = FileFaults()
    for folder in folders {
      var status = stat()
      if stat(resolved(folder.value, of: file), &status) != 0 {
        faults.note(folder.place, "no such folder: \"\(folder.value)\"")
      } else if status.st_mode & S_IFMT != S_IFDIR {
        faults.note(folder.place, "\"\(folder.value)\" is not a folder")
      }
    }
    try faults.check()
  }
}
