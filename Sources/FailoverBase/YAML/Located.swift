/// A value of a file, and where it is.
public struct Located<Value: Sendable>: Sendable {
  public let value: Value
  public let place: YAMLPlace

  public init(_ value: Value, at place: YAMLPlace) {
    self.value = value
    self.place = place
  }
}
