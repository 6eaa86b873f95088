import FailoverAudit
import FailoverBase
import FoundationEssentials

@testable import FailoverArchive
@testable import FailoverReports

/// A file of a saved report, gone with the last reference to it.
final class TemporaryReport: Sendable {
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("failover-audit-\(UUID().uuidString).json").path

  init(_ contents: [UInt8]) throws { try write(contents) }

  convenience init(_ text: String) throws { try self.init(Array(text.utf8)) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ contents: [UInt8]) throws {
    try Data(contents).write(to: URL(fileURLWithPath: path))
  }

  /// What can be made of the file.
  func saved(rules: [any Rule] = []) throws -> SavedReport {
    try SavedReport(path, rules: rules, toolVersion: "9.9.9")
  }

  /// The sentence with which the file is refused, and where; nil if it is not.
  func refusal(rules: [any Rule] = []) -> Refusal? {
    do {
      _ = try saved(rules: rules)
      return nil
    } catch let error as UnusableReport {
      return Refusal(line: error.problem.line, sentence: error.problem.sentence)
    } catch {
      return Refusal(line: nil, sentence: "\(error)")
    }
  }

  struct Refusal: Equatable {
    let line: Int?
    let sentence: String
  }
}
