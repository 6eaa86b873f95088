import Dispatch
import Glibc
import Synchronization

/// Opens files for reading without waiting forever for a named pipe that no program writes to.
package enum FileOpening {
  /// Why a file cannot be opened, such as "No such file or directory".
  package struct Failure: Error, Sendable, Hashable {
    package let reason: String
  }

  /// Seconds to wait for a program that opens a named pipe for writing; its first byte may come
  /// much later.
  package static let patience = 10

  /// A descriptor of a file or a pipe, to be closed by the caller.
  package static func open(
    _ path: String, patience: Int = patience
  ) throws(Failure) -> Int32 {
    var status = stat()
    let isPipe = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    guard isPipe else { return try checked(Opening.open(path)) }
    let opening = Opening(path)
    if let result = opening.result(within: .seconds(patience)) { return try checked(result) }
    opening.giveUp()
    throw Failure(
      reason: "it is a named pipe, and within \(patience) seconds no program opened it for writing")
  }

  private static func checked(_ result: Opening.Result) throws(Failure) -> Int32 {
    if result.descriptor >= 0 { return result.descriptor }
    throw Failure(reason: String(cString: strerror(result.error)))
  }
}

/// A call of `open` in a thread of its own, which the system holds until a pipe has a writer.
private final class Opening: Sendable {
  struct Result {
    let descriptor: Int32
    let error: Int32
  }

  private let path: String
  private let hasEnded = DispatchSemaphore(value: 0)
  private let ended = Mutex<Result?>(nil)

  init(_ path: String) {
    self.path = path
    DispatchQueue.global().async {
      let result = Opening.open(path)
      self.ended.withLock { $0 = result }
      self.hasEnded.signal()
    }
  }

  static func open(_ path: String) -> Result {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    return Result(descriptor: descriptor, error: errno)
  }

  func result(within time: DispatchTimeInterval) -> Result? {
    _ = hasEnded.wait(timeout: .now() + time)
    return ended.withLock { $0 }
  }

  /// Releases the thread: `open` returns once the pipe has a writer, so this is one for a moment.
  func giveUp() {
    let writer = Glibc.open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
    guard writer >= 0 else { return }
    if let late = result(within: .seconds(1)), late.descriptor >= 0 { close(late.descriptor) }
    close(writer)
  }
}
