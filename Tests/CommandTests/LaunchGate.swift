/// Lets a few programs run at a time. All tests are begun at once; each program takes descriptors
/// of this process, and Foundation breaks down where their numbers grow above 1,024, or the system
/// gives no more.
actor LaunchGate {
  static let shared = LaunchGate()

  private static let places = 8

  private var taken = 0
  /// Who waits, in order, and how many places each needs.
  private var waiting: [(places: Int, turn: CheckedContinuation<Void, Never>)] = []

  /// Runs a body when it is its turn.
  func pass<Result: Sendable>(
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    try await run(taking: 1, body)
  }

  /// Runs a body while nothing else runs that came through this gate.
  func passAlone<Result: Sendable>(
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    try await run(taking: Self.places, body)
  }

  private func run<Result: Sendable>(
    taking places: Int, _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    if waiting.isEmpty && taken + places <= Self.places {
      taken += places
    } else {
      await withCheckedContinuation { waiting.append((places, $0)) }
    }
    defer { leave(places) }
    return try await body()
  }

  /// Places are given in order, so that a run that needs all of them gets a turn too.
  private func leave(_ places: Int) {
    taken -= places
    while let next = waiting.first, taken + next.places <= Self.places {
      taken += next.places
      waiting.removeFirst().turn.resume()
    }
  }
}
