/// placeholder until the DSL is written
public struct ExampleEstate: Sendable {
  public init() {}
}
