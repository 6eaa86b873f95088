/// The formats in which a simulation is told.
public enum SimulationFormat: String, Sendable {
  case text
  case json
  case html
}
