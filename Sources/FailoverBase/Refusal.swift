/// An error with which a command ends: it says why in a sentence, and has an exit code.
///
/// Commands let it pass; the program shows its lines and ends with its code in one place.
package protocol Refusal: Error, CustomStringConvertible {
  /// What is wrong, without a full stop. It may hold text from files: escape it.
  var description: String { get }
  /// 64 where the command was used wrongly or a file cannot be used, 70 where the program or the
  /// system is at fault.
  var exitCode: Int32 { get }
  /// What standard error shows, line by line. It may hold text from files: escape it.
  var lines: [String] { get }
}

extension Refusal {
  package var exitCode: Int32 { 64 }
  package var lines: [String] { ["failover-audit: " + description] }
}
