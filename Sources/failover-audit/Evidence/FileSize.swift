import FailoverAudit
import FailoverBase
import Glibc

/// How large a file is.
enum FileSize {
  /// Bytes of a regular file; a link is none.
  static func of(_ path: String) throws(FileBytes.Failure) -> Int {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw FileBytes.Failure(sentence: "is not there")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileBytes.Failure(sentence: "is not a file")
    }
    return Int(status.st_size)
  }
}
