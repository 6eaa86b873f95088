import Dispatch
import Synchronization

@testable import FuzzProperties

/// Called by libFuzzer with one input after another.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let answer = Answer()
  Task.detached {
    let violation = await ReaderProperty.violation(bytes)
    answer.violation.withLock { $0 = violation }
    answer.isThere.signal()
  }
  answer.isThere.wait()
  if let violation = answer.violation.withLock({ $0 }) { fatalError(violation) }
  return 0
}

/// What a task found, for the thread that waits for it.
private final class Answer: Sendable {
  let violation = Mutex<String?>(nil)
  let isThere = DispatchSemaphore(value: 0)
}
