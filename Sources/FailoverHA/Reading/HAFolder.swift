import FailoverBase
import FailoverInventory
import Glibc

/// A folder of evidence that does not exist, or is not a folder.
package struct MissingEvidence: Refusal, Sendable, Hashable {
  package let path: String
  package let reason: String
  package var description: String { "\(path): \(reason)" }
}

/// Finds the files below a folder of evidence: links are not followed, and hidden files are left
/// out.
enum HAFolder {
  /// The files in the order of their paths.
  ///
  /// - Throws: `MissingEvidence` if the folder cannot be listed.
  static func files(below path: String) throws(MissingEvidence) -> [HAFile] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw MissingEvidence(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw MissingEvidence(path: path, reason: "is not a folder; --ha takes a folder of evidence")
    }
    var files: [HAFile] = []
    var open = [""]
    while let below = open.popLast() {
      let folder = below.isEmpty ? path : path + "/" + below
      guard let names = names(in: folder) else {
        let reason = String(cString: strerror(errno))
        if below.isEmpty { throw MissingEvidence(path: path, reason: reason) }
        let problem = "cannot be listed: " + reason
        files.append(HAFile(path: below, location: folder, problem: problem))
        continue
      }
      for name in names where !name.hasPrefix(".") {
        take(below.isEmpty ? name : below + "/" + name, in: path, &files, &open)
      }
      if files.count + open.count > HALimits.files {
        throw MissingEvidence(
          path: path, reason: "it holds more than \(HALimits.files) files and folders")
      }
    }
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func take(
    _ name: String, in root: String, _ files: inout [HAFile], _ open: inout [String]
  ) {
    let location = root + "/" + name
    var status = stat()
    let isThere = lstat(location, &status) == 0
    switch isThere ? status.st_mode & S_IFMT : 0 {
    case S_IFDIR: open.append(name)
    case S_IFREG: files.append(HAFile(path: name, location: location))
    case S_IFLNK:
      let problem = "not read: it is a link, and links are not followed; copy the file in its place"
      files.append(HAFile(path: name, location: location, problem: problem))
    default:
      let problem =
        isThere ? "not read: it is neither a file nor a folder" : "not read: its name is not UTF-8"
      files.append(HAFile(path: name, location: location, problem: problem))
    }
  }

  private static func names(in folder: String) -> [String]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      names.append(String(decoding: name, as: UTF8.self))
    }
    return names
  }
}
