import ArgumentParser
import FailoverBase

/// What is wrong with an option, where how the command is used would not help.
struct OptionProblem: Refusal {
  let description: String
  var lines: [String] { ["Error: " + description] }

  /// Runs something; what is wrong with an option is reported without the usage of the command.
  static func withoutUsage<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as ValidationError {
      throw OptionProblem(description: error.message)
    }
  }
}
