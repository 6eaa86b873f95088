import FailoverAudit
import FailoverInventory
import Glibc

/// A configuration that was found and read.
struct ConfigurationFile {
  /// The name under which it is found in the working directory.
  static let standardName = "failover-audit.yml"

  let digest: FileDigest
  let configuration: Configuration

  /// Reads the file that is named, else the one in the working directory; nil if there is none.
  ///
  /// A pipe can be read only once: call it once.
  init?(_ path: String?, rules: [any Rule]) throws(FileFault) {
    guard let name = path ?? ConfigurationFile.found else { return nil }
    let bytes = try SmallFile.read(name)
    digest = FileDigest(file: name, of: bytes)
    configuration = try Configuration(bytes, file: name, rules: rules.map(\.info))
    for folder in configuration.rules?.value ?? [] { try checkFolder(folder) }
  }

  /// The standard name, if there is anything of that name, be it readable or not.
  static var found: String? {
    var status = stat()
    return lstat(standardName, &status) == 0 || errno != ENOENT ? standardName : nil
  }

  /// A path of the file, as seen from the working directory.
  func resolved(_ path: String) -> String {
    guard !path.hasPrefix("/"), let slash = digest.file.lastIndex(of: "/") else { return path }
    return digest.file[...slash] + path
  }

  private func checkFolder(_ folder: Placed<String>) throws(FileFault) {
    var status = stat()
    guard stat(resolved(folder.value), &status) == 0 else {
      throw FileFault(folder.place, "there is no folder \"\(folder.value)\"")
    }
    if status.st_mode & S_IFMT != S_IFDIR {
      throw FileFault(folder.place, "\"\(folder.value)\" is no folder")
    }
  }
}
