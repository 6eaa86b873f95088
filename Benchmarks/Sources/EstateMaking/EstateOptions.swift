/// Which estate to make.
public struct EstateOptions: Sendable, Hashable {
  /// Where it ends: at the next cluster of servers.
  public enum Limit: Sendable, Hashable {
    case bytes(Int)
    case nics(Int)
  }

  public static let usualWrongOneIn = 200

  public var limit: Limit
  public var layout: EstateLayout
  public var shape: EstateShape
  public var seed: UInt64
  /// Of so many groups one is made wrong.
  public var wrongOneIn: Int

  public init(
    limit: Limit, layout: EstateLayout = .compact, shape: EstateShape = .fleet, seed: UInt64 = 1,
    wrongOneIn: Int = usualWrongOneIn
  ) {
    self.limit = limit
    self.layout = layout
    self.shape = shape
    self.seed = seed
    self.wrongOneIn = wrongOneIn
  }
}

/// A number of bytes as users write it: digits, and K, M or G for thousands, millions or thousands
/// of millions.
public struct ByteCount: Sendable, Hashable, CustomStringConvertible {
  public var bytes: Int
  private static let units: [(letter: Character, factor: Int)] = [
    ("G", 1_000_000_000), ("M", 1_000_000), ("K", 1000),
  ]

  public init(_ bytes: Int) { self.bytes = bytes }

  /// - Returns: nil if the text is not a number of bytes above 0.
  public init?(_ text: String) {
    let unit = ByteCount.units.first { text.uppercased().hasSuffix(String($0.letter)) }
    guard let number = Int(unit == nil ? text : String(text.dropLast())), number > 0 else {
      return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit?.factor ?? 1)
    if overflow { return nil }
    self.bytes = bytes
  }

  /// The shortest way to write it that loses nothing.
  public var description: String {
    let unit = ByteCount.units.first { bytes % $0.factor == 0 }
    return unit.map { "\(bytes / $0.factor)\($0.letter)" } ?? "\(bytes)"
  }
}
