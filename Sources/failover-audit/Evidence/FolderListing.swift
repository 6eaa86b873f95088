import Glibc

/// The names in a folder.
enum FolderListing {
  /// In no order; nil if it cannot be listed.
  static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let name = String(decoding: bytes, as: UTF8.self)
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// The paths of all files below a folder, in order; links and other entries are listed as they
  /// are.
  ///
  /// - Parameter limit: the most that are looked at; nil is returned where there are more, or where
  ///   a folder cannot be listed.
  static func files(below root: String, limit: Int) -> [String]? {
    var open = [""]
    var files: [String] = []
    while let folder = open.popLast() {
      guard let names = FolderListing.names(in: folder.isEmpty ? root : root + "/" + folder) else {
        return nil
      }
      for name in names {
        let below = folder.isEmpty ? name : folder + "/" + name
        var status = stat()
        if lstat(root + "/" + below, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
          open.append(below)
        } else {
          files.append(below)
        }
        if files.count + open.count > limit { return nil }
      }
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
