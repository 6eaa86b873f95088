import FailoverBase

extension Example {
  /// The examples of a rule in Swift, written as rule files write them: a list in YAML.
  ///
  /// - Parameters:
  ///   - text: the list; a mistake in it ends the program, and a test reads each.
  ///   - parameters: those of the rule.
  ///   - line: the line of the list's first example.
  package static func inYAML(
    _ text: String, parameters: [Parameter] = [], file: String = #fileID, line: Int = #line
  ) -> [Example] {
    var faults = FileFaults()
    let list = faults.noting(try YAMLDocument.read(Array(text.utf8), file: file, from: line))
    let examples = (list ?? nil).map { RuleExamples.list($0, parameters, &faults) }
    precondition(faults.isEmpty, faults.description)
    return examples ?? []
  }
}
