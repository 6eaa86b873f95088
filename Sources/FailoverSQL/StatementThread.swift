import Dispatch
import Glibc
import Synchronization

/// Runs a statement on a thread of its own, so that its caller gets an answer in time whatever it
/// does.
enum StatementThread {
  /// How long after the deadline a statement has to notice that it is interrupted.
  private static let grace = 1.0
  private static let stackSize = 8 << 20

  /// - Throws: what `body` throws; an error of the kind `deadline` if it does not come back in
  ///   time. Then it goes on until it notices, and nobody waits for it.
  static func run<Answer: Sendable>(
    seconds: Int, _ body: @escaping @Sendable (Interruption) -> Result<Answer, SQLError>
  ) throws(SQLError) -> Answer {
    let interruption = Interruption()
    let answer = Box<Answer>()
    let done = DispatchSemaphore(value: 0)
    try start {
      let result = body(interruption)
      answer.result.withLock { $0 = result }
      done.signal()
    }
    if done.wait(timeout: .now() + .seconds(seconds)) == .timedOut {
      interruption.interrupt()
      _ = done.wait(timeout: .now() + grace)
    }
    guard let result = answer.result.withLock({ $0 }) else {
      throw SQLError.deadline(seconds)
    }
    return try result.get()
  }

  private final class Box<Answer: Sendable>: Sendable {
    let result = Mutex<Result<Answer, SQLError>?>(nil)
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) throws(SQLError) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    if status != 0 {
      work.release()
      throw SQLError(.unavailable, "no thread could be started for it")
    }
  }
}
