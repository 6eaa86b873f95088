/// The formats in which a simulation is reported.
package enum SimulationFormat: String, Sendable {
  case text
  case json
  case html
}
