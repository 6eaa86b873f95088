import EstateMaking

/// What the suite is to do.
public struct SuiteOptions: Sendable {
  /// The program that is measured.
  public var program: String
  /// The size of the largest estate.
  public var size = ByteCount(1_000_000_000)
  /// How often each line is run at most; nil for as often as its size allows.
  public var repeats: Int?
  /// The folder in which estates are kept.
  public var cache: String
  /// The program that makes estates.
  public var maker: String
  /// The folder of the peers' scripts.
  public var peers: String
  /// The export that shows how long it takes from start-up to a verdict.
  public var sample: String
  /// The file that gets every run as JSON.
  public var json: String?

  public init(program: String, cache: String, maker: String, peers: String, sample: String) {
    self.program = program
    self.cache = cache
    self.maker = maker
    self.peers = peers
    self.sample = sample
  }
}
