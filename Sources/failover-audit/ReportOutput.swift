import FailoverAudit
import FailoverReports
import Glibc
import Synchronization

/// A report that could not be written.
struct OutputFailure: Error {
  let description: String
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

  func write(_ report: Report, with reporter: some Reporter) throws {
    guard let path else {
      try ReportOutput.write(report, with: reporter, to: 1)
      return
    }
    let temporary = "\(path).\(getpid()).tmp"
    TemporaryFiles.shared.add(temporary)
    defer { TemporaryFiles.shared.remove(temporary) }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw ReportOutput.failure(path) }
    do {
      try ReportOutput.write(report, with: reporter, to: descriptor)
      if close(descriptor) != 0 || rename(temporary, path) != 0 {
        throw ReportOutput.failure(path)
      }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func write(
    _ report: Report, with reporter: some Reporter, to descriptor: Int32
  ) throws {
    var sink = ByteSink { block in
      var written = 0
      while written < block.count {
        let count = block.withUnsafeBytes {
          Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, block.count - written)
        }
        if count < 0 && errno == EINTR { continue }
        // Whoever reads us has had enough: that is no fault.
        if count < 0 && errno == EPIPE && descriptor == 1 { return }
        if count <= 0 { throw failure(descriptor == 1 ? "standard output" : "the report") }
        written += count
      }
    }
    try reporter.write(report, to: &sink)
    try sink.flush()
  }

  private static func failure(_ path: String) -> OutputFailure {
    OutputFailure(description: "\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}

/// Files that are taken away if the program is interrupted.
final class TemporaryFiles: Sendable {
  static let shared = TemporaryFiles()
  private let paths = Mutex<Set<String>>([])

  func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }
  func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }
  func unlinkAll() { paths.withLock { for path in $0 { unlink(path) } } }
}
