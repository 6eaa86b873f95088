import Glibc
import Synchronization

/// The programs that are running, so that none outlives an audit that a signal ends.
///
/// Each has a process group of its own, which no Ctrl-C of a terminal reaches.
package final class RunningPrograms: Sendable {
  private struct State {
    var groups: Set<pid_t> = []
    var isOver = false
  }
  package static let shared = RunningPrograms()
  private let state = Mutex(State())

  /// Starts a program, unless all of them have been ended.
  ///
  /// - Parameter spawn: gives the process, or the number of an error.
  func start(_ spawn: () -> Result<pid_t, SpawnFailure>) -> Result<pid_t, SpawnFailure> {
    state.withLock { state in
      if state.isOver { return .failure(SpawnFailure(number: ECANCELED)) }
      let started = spawn()
      if case .success(let process) = started { state.groups.insert(process) }
      return started
    }
  }

  /// Ends what is left of a program, which must not have been waited for: its number is still its
  /// own.
  func end(_ process: pid_t) {
    state.withLock { state in
      if state.groups.remove(process) != nil { kill(-process, SIGKILL) }
    }
  }

  /// Ends all programs; none is started any more.
  package func endAll() {
    state.withLock { state in
      state.isOver = true
      for process in state.groups { kill(-process, SIGKILL) }
    }
  }
}

/// Why a program cannot be started.
struct SpawnFailure: Error {
  let number: Int32
}
