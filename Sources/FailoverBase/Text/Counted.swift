/// A number and what it counts: `1 server`, `2 servers`.
///
/// - Parameters:
///   - one: the noun where there is one.
///   - many: the noun otherwise; with an "s" after it unless given.
package func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}
