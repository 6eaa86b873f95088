/// The formats in which a simulation is reported.
public enum SimulationFormat: String, Sendable {
  case text
  case json
  case html
}
