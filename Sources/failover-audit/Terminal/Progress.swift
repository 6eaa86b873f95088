import Glibc
import Synchronization

/// A line on the terminal that shows how far reading has come.
final class Progress: Sendable {
  private struct State {
    var shown = false
    var last = 0.0
  }
  private let total: Int
  private let start: Double
  private let state = Mutex(State())

  /// Seconds between two updates.
  private static let interval = 0.1
  /// Seconds before the first: short runs show nothing.
  private static let patience = 0.5

  /// - Parameter total: bytes of all inputs, 0 if that is not known.
  init(total: Int) {
    self.total = total
    start = Progress.now()
  }

  func report(_ bytes: Int) {
    let now = Progress.now()
    guard now - start > Progress.patience else { return }
    state.withLock { state in
      guard now - state.last > Progress.interval else { return }
      state.last = now
      state.shown = true
      Terminal.note("\r\u{1B}[K" + line(bytes, seconds: now - start))
    }
  }

  /// Takes the line away.
  func finish() {
    state.withLock { if $0.shown { Terminal.note("\r\u{1B}[K") } }
  }

  private func line(_ bytes: Int, seconds: Double) -> String {
    let rate = Double(bytes) / seconds
    var text = "reading: \(megabytes(Double(bytes))) MB, \(megabytes(rate)) MB/s"
    if total > 0 && rate > 0 {
      let left = max(0, Double(total - bytes) / rate)
      text += ", \(min(100, bytes * 100 / total)) %, \(Int(left.rounded(.up))) s left"
    }
    return text
  }

  private func megabytes(_ bytes: Double) -> Int { Int(bytes / 1_000_000) }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
