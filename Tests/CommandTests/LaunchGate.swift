/// Lets a few programs run at a time. All tests are begun at once; each program takes descriptors of this process, and Foundation
/// breaks down where their numbers grow above 1,024, or the system gives no more.
actor LaunchGate {
  static let shared = LaunchGate()

  private var free = 8
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Runs a body when it is its turn.
  func pass<Result: Sendable>(
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    defer { leave() }
    return try await body()
  }

  private func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
