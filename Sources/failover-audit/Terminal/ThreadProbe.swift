import Glibc

/// Whether the system grants the threads that the program needs: without them it would wait for
/// ever.
enum ThreadProbe {
  /// The least room for a stack, in bytes, with which the program runs.
  private static let leastStack: rlim_t = 512 << 10

  /// Whether the limit of the stack leaves enough room.
  static var hasStack: Bool {
    var limit = rlimit()
    return getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) != 0
      || limit.rlim_cur >= leastStack
  }

  /// Starts as many threads as work side by side, and ends them again.
  static func succeeds() -> Bool {
    var ends: [Int32] = [0, 0]
    if pipe(&ends) != 0 { return false }
    let count = min(8, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) + 2
    var threads: [pthread_t] = []
    var isGranted = true
    for _ in 0..<count {
      var thread = pthread_t()
      // Waits until the other end is closed; the descriptor is passed as an address.
      let code = pthread_create(
        &thread, nil,
        { argument in
          var byte: UInt8 = 0
          _ = read(Int32(Int(bitPattern: argument)), &byte, 1)
          return nil
        }, UnsafeMutableRawPointer(bitPattern: Int(ends[0])))
      if code != 0 {
        isGranted = false
        break
      }
      threads.append(thread)
    }
    close(ends[1])
    for thread in threads { pthread_join(thread, nil) }
    close(ends[0])
    return isGranted
  }
}
