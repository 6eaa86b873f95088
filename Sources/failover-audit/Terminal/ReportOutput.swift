import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverReports
import Glibc
import Synchronization

/// A report that could not be written.
struct OutputFailure: Refusal {
  let description: String

  /// - Parameter what: the path, or what else could not be written.
  static func system(_ what: String) -> OutputFailure {
    OutputFailure(
      description: "\(TerminalText.visible(what)) cannot be written: "
        + String(cString: strerror(errno)))
  }
}

extension OutputFailure {
  /// - Parameters:
  ///   - what: the path of what was to be copied.
  ///   - reason: why that failed; what the system says unless given.
  static func reading(
    _ what: String, _ reason: String = String(cString: strerror(errno))
  ) -> OutputFailure {
    OutputFailure(description: "\(TerminalText.visible(what)) cannot be read: \(reason)")
  }
}

/// Where a report goes: to standard output, or to a file that appears whole or not at all.
struct ReportOutput: Sendable {
  let format: String
  /// Nil for standard output.
  let path: String?

  /// Reads `FORMAT` or `FORMAT=PATH`; the path `-` is standard output.
  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let format = parts.first, !format.isEmpty else { return nil }
    self.format = String(format)
    if parts.count == 2 {
      guard !parts[1].isEmpty else { return nil }
      path = parts[1] == "-" ? nil : String(parts[1])
    } else {
      path = nil
    }
  }

  /// The file that the path leads to, through links; nil for standard output.
  var target: String? {
    guard let path else { return nil }
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let above = parts.count == 1 ? "." : folder.isEmpty ? "/" : folder
    guard let resolved = realpath(above, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved) + "/" + (parts.last ?? "")
  }

  /// The folder that the file is to be in, if there is none; links are followed.
  var missingFolder: String? {
    guard let path, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
    var status = stat()
    let folder = String(path[..<slash])
    return stat(folder, &status) != 0 && errno == ENOENT ? folder : nil
  }

  func write(_ report: Report, with reporter: some Reporter) throws {
    try write { try reporter.write(report, to: &$0) }
  }

  /// Writes what `body` puts: a file under a temporary name first; pipes, devices and
  /// standard output at once.
  func write(_ body: (inout ByteSink) throws -> Void) throws {
    guard let target else {
      try ReportOutput.write(body, to: 1, named: "standard output")
      return
    }
    var status = stat()
    let replaces = stat(target, &status) == 0
    if replaces && status.st_mode & S_IFMT != S_IFREG {
      try writeDirectly(body, to: target)
      return
    }
    let folder = target.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let temporary = folder.joined(separator: "/") + "/" + TemporaryFiles.name("tmp")
    TemporaryFiles.shared.add(temporary)
    defer { TemporaryFiles.shared.remove(temporary) }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw OutputFailure.system(target) }
    // Who might read the file may read it still, and nobody else.
    if replaces { fchmod(descriptor, status.st_mode & 0o777) }
    do {
      try ReportOutput.write(body, to: descriptor, named: target)
      if close(descriptor) != 0 || rename(temporary, target) != 0 {
        throw OutputFailure.system(target)
      }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private func writeDirectly(
    _ body: (inout ByteSink) throws -> Void, to target: String
  ) throws {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    if descriptor < 0 { throw OutputFailure.system(target) }
    defer { close(descriptor) }
    try ReportOutput.write(body, to: descriptor, named: target)
  }

  private static func write(
    _ body: (inout ByteSink) throws -> Void, to descriptor: Int32, named name: String
  ) throws {
    var sink = ByteSink { try write($0, to: descriptor, named: name) }
    try body(&sink)
    try sink.flush()
  }

  /// Writes a text to standard output, whole.
  ///
  /// - Throws: `OutputFailure`.
  static func print(_ text: String) throws {
    try write(Array(text.utf8), to: 1, named: "standard output")
  }

  private static func write(_ block: [UInt8], to descriptor: Int32, named name: String) throws {
    var written = 0
    while written < block.count {
      let count = block.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, block.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      // The reader has closed the pipe: not a fault.
      if count < 0 && errno == EPIPE && descriptor == 1 { return }
      if count <= 0 { throw OutputFailure.system(name) }
      written += count
    }
  }
}

/// Files that are taken away if the program is interrupted.
final class TemporaryFiles: Sendable {
  static let shared = TemporaryFiles()
  private let paths = Mutex<Set<String>>([])
  private let folders = Mutex<[String]>([])

  /// A name that no other process has: their numbers would not do, for containers and machines that
  /// share a folder have the same ones, and what a killed one left must not be in the way.
  static func name(_ ending: String) -> String {
    ".failover-audit.\(String(UInt64.random(in: .min ... .max), radix: 36)).\(ending)"
  }

  func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }
  func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }
  /// A folder that is taken away as well, once it is empty; its files come after it.
  func addFolder(_ path: String) { folders.withLock { $0.append(path) } }

  /// Lets a folder and what is in it stay.
  func forget(below folder: String) {
    paths.withLock { paths in paths = paths.filter { !$0.hasPrefix(folder + "/") } }
    folders.withLock { folders in
      folders.removeAll { $0 == folder || $0.hasPrefix(folder + "/") }
    }
  }

  func unlinkAll() {
    paths.withLock { for path in $0 { unlink(path) } }
    folders.withLock { for folder in $0.reversed() { rmdir(folder) } }
  }
}
