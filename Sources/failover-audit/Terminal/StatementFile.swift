import FailoverBase

/// Why no statement can be run.
struct StatementProblem: Refusal {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A file that holds a statement.
enum StatementFile {
  private static let largest = 100_000

  static func read(_ path: String) throws -> String {
    do throws(FileBytes.Failure) {
      let bytes = try FileBytes.readNamed(path, limit: largest)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw FileBytes.Failure(sentence: "it is not UTF-8")
      }
      return text
    } catch {
      throw StatementProblem("\(path): \(error.sentence)")
    }
  }
}
