import Glibc

/// How reports name files that people write: never by where these lie on a machine.
enum ShownPath {
  static func name(_ path: String) -> String { names([path])[0] }

  /// Names for files that belong together.
  ///
  /// A relative path stays. Of an absolute one, what is below the working directory is shown;
  /// elsewhere only its end, as long as it takes to be unique.
  static func names(_ paths: [String]) -> [String] {
    let known = paths.map { path in
      path.hasPrefix("/") ? belowWorkingDirectory(path) : path
    }
    let ends = paths.map { $0.split(separator: "/").map(String.init) }
    return zip(known, ends).map { name, parts in
      name ?? shortestEnd(of: parts, among: ends.filter { $0 != parts }, and: known)
    }
  }

  private static func shortestEnd(
    of parts: [String], among others: [[String]], and known: [String?]
  ) -> String {
    for count in 1..<max(1, parts.count) {
      let end = Array(parts.suffix(count))
      let name = end.joined(separator: "/")
      if !known.contains(name) && !others.contains(where: { $0.suffix(count).elementsEqual(end) }) {
        return name
      }
    }
    return parts.joined(separator: "/")
  }

  private static func belowWorkingDirectory(_ path: String) -> String? {
    guard let directory = getcwd(nil, 0) else { return nil }
    defer { free(directory) }
    let start = String(cString: directory) + "/"
    return path.hasPrefix(start) && path.utf8.count > start.utf8.count
      ? String(path.dropFirst(start.count)) : nil
  }

  /// The path of a folder below another one, links resolved; nil if it is not below it.
  static func below(_ folder: String, _ path: String) -> String? {
    guard let start = realpath(folder, nil), let end = realpath(path, nil) else { return nil }
    defer {
      free(start)
      free(end)
    }
    let (root, own) = (String(cString: start) + "/", String(cString: end))
    return own.utf8.starts(with: root.utf8)
      ? String(decoding: own.utf8.dropFirst(root.utf8.count), as: UTF8.self) : nil
  }
}
