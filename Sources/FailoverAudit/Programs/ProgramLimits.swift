/// What a program that is a rule may use up before it is stopped.
public struct ProgramLimits: Sendable, Hashable {
  /// Seconds from its start to its end.
  public var seconds = 60
  /// Bytes of address space for each of its processes.
  public var memory = 4 << 30
  /// Bytes that it may write to standard output.
  public var output = 64 << 20

  public static let secondsRange = 1...86_400
  public static let memoryRange = (16 << 20)...(1 << 40)
  public static let outputRange = 1024...(1 << 30)

  public init() {}
}
