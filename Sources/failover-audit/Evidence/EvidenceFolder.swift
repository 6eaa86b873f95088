import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports
import Glibc

/// A folder that fills up under a temporary name, and gets its own when it is whole.
final class EvidenceFolder {
  private let path: String
  private let temporary: String
  private var folders: [String]
  private(set) var files: [String] = []

  /// - Throws: `OutputFailure` if there is something in the folder already, or it cannot be made.
  init(_ path: String) throws {
    let output = ReportOutput("evidence=" + path)
    self.path = output?.target ?? path
    try EvidenceFolder.checkFree(self.path)
    let parent = self.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    temporary = parent.joined(separator: "/") + "/" + TemporaryFiles.name("evidence")
    if mkdir(temporary, 0o777) != 0 { throw OutputFailure.system(path) }
    folders = [temporary]
    TemporaryFiles.shared.addFolder(temporary)
  }

  /// There may be an empty folder, and nothing else.
  static func checkFree(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR, FolderListing.names(in: path)?.isEmpty ?? false {
      return
    }
    throw OutputFailure(
      description: "\(TerminalText.visible(path)) is there already: evidence goes to a new folder")
  }

  /// The place of a file of the folder, with the folders that lead to it.
  func place(_ relative: String) throws -> String {
    let full = temporary + "/" + relative
    var folder = temporary
    for part in relative.split(separator: "/").dropLast() {
      folder += "/" + part
      if folders.contains(folder) { continue }
      if mkdir(folder, 0o777) != 0 { throw OutputFailure.system(folder) }
      folders.append(folder)
      TemporaryFiles.shared.addFolder(folder)
    }
    files.append(relative)
    TemporaryFiles.shared.add(full)
    return full
  }

  /// Where a file is that was put there.
  func full(_ relative: String) -> String { temporary + "/" + relative }

  func write(_ relative: String, _ body: (inout ByteSink) throws -> Void) throws {
    let full = try place(relative)
    try ReportOutput("evidence=" + full)?.write(body)
  }

  /// - Parameter original: a path; nobody may do with the copy what they may not do with the file
  ///   there.
  func write(_ relative: String, _ bytes: [UInt8], like original: String? = nil) throws {
    try write(relative) { try $0.put(bytes) }
    var (own, status) = (stat(), stat())
    guard let original, stat(original, &status) == 0, stat(full(relative), &own) == 0 else {
      return
    }
    chmod(full(relative), own.st_mode & status.st_mode & 0o777)
  }

  /// Copies what a path or, without one, standard input gives; nobody may do with the copy what
  /// they may not do with the original.
  func copy(_ source: String?, to relative: String) throws {
    let from = try source.map { try EvidenceFolder.opened($0) } ?? 0
    defer { if source != nil { close(from) } }
    var status = stat()
    let isFile = source != nil && fstat(from, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    let full = try place(relative)
    let to = open(
      full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isFile ? status.st_mode & 0o777 : 0o666)
    if to < 0 { throw OutputFailure.system(full) }
    defer { close(to) }
    var block = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(from, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw OutputFailure.reading(source ?? "standard input") }
      if count == 0 { return }
      try EvidenceFolder.write(block[..<count], to: to, named: full)
    }
  }

  private static func opened(_ source: String) throws -> Int32 {
    do throws(FileOpening.Failure) {
      return try FileOpening.open(source)
    } catch {
      throw OutputFailure.reading(source, error.reason)
    }
  }

  private static func write(
    _ block: ArraySlice<UInt8>, to descriptor: Int32, named name: String
  ) throws {
    var rest = block
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { throw OutputFailure.system(name) }
      rest = rest.dropFirst(count)
    }
  }

  /// Gives the folder its own name.
  func finish() throws {
    if rename(temporary, path) != 0 {
      let failure = OutputFailure.system(path)
      remove()
      throw failure
    }
    TemporaryFiles.shared.forget(below: temporary)
  }

  /// Takes everything away again.
  func remove() {
    for file in files { unlink(full(file)) }
    for folder in folders.reversed() { rmdir(folder) }
    TemporaryFiles.shared.forget(below: temporary)
  }
}
