import Foundation

/// How much property tests try: `TEST_DEPTH` in the environment.
enum TestDepth: String {
  /// A part of the estates, on seeds: what `swift test` does.
  case part
  /// All estates, on seeds: what `make test-all` and CI do.
  case full
  /// Everything on all estates, which takes hours.
  case exhaustive

  static let current =
    ProcessInfo.processInfo.environment["TEST_DEPTH"].flatMap(TestDepth.init(rawValue:)) ?? .part

  static var isFull: Bool { current != .part }
  static var isExhaustive: Bool { current == .exhaustive }
}

extension PropertyEstate {
  /// The estates that a run tries: the first, which is the largest, always.
  static var tried: [Int] {
    all.indices.filter { TestDepth.isFull || $0 == 0 || $0 % 8 == 1 }
  }
}
