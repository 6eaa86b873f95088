/// Why the suite cannot go on, as one sentence: something failed, or did other work than it was to
/// do.
public struct SuiteFailure: Error, CustomStringConvertible, Equatable {
  public let description: String

  public init(_ description: String) { self.description = description }
}
