/// What a program that is a rule may use up before it is stopped.
package struct ProgramLimits: Sendable, Hashable {
  /// Seconds from its start to its end.
  package var seconds = 60
  /// Bytes of address space for each of its processes.
  package var memory = 4 << 30
  /// Bytes that it may write to standard output.
  package var output = 64 << 20

  package static let secondsRange = 1...86_400
  package static let memoryRange = (16 << 20)...(1 << 40)
  package static let outputRange = 1024...(1 << 30)

  package init() {}
}
