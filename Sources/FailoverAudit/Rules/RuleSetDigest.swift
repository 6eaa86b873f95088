import FailoverBase
import FailoverInventory

/// Shows whether two audits ran the same rules.
public enum RuleSetDigest {
  /// SHA-256 over a line for each rule, in the order of ids: `id severity name=value …` with all
  /// its parameters, and the digest of the file of a rule that is not part of the program; in
  /// lower-case hex (64 characters).
  ///
  /// - Parameters:
  ///   - parameters: values other than the defaults, as `rule.parameter`.
  ///   - severities: severities other than the declared ones, by rule.
  public static func of(
    _ rules: [any Rule], parameters: [String: Int], severities: [String: Severity] = [:]
  ) -> String {
    var lines = ""
    for info in rules.map(\.info).sorted(by: { $0.id < $1.id }) {
      lines += "\(info.id) \((severities[info.id] ?? info.severity).rawValue)"
      for parameter in info.parameters {
        let value = parameters["\(info.id).\(parameter.name)"] ?? parameter.defaultValue
        lines += " \(parameter.name)=\(value)"
      }
      if let file = info.file { lines += " " + file.digest }
      lines += "\n"
    }
    return Digest.of(Array(lines.utf8))
  }
}
