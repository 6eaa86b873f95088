import CSQLite
import Synchronization

/// Stops a connection from another thread.
final class Interruption: Sendable {
  private struct State {
    var isWanted = false
    /// The open connection, as a number: pointers are not shared between threads.
    var connection: UInt = 0
  }
  private let state = Mutex(State())

  /// Whether the connection shall stop.
  var isWanted: Bool { state.withLock { $0.isWanted } }

  func attach(_ connection: OpaquePointer) {
    let number = UInt(bitPattern: connection)
    state.withLock { $0.connection = number }
  }

  /// To be called before the connection is closed.
  func detach() { state.withLock { $0.connection = 0 } }

  func interrupt() {
    state.withLock { state in
      state.isWanted = true
      if let connection = OpaquePointer(bitPattern: state.connection) {
        sqlite3_interrupt(connection)
      }
    }
  }
}
