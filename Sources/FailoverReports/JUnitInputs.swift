import FailoverAudit
import FailoverInventory

/// The suite that stands for the inputs: what was not read must be as visible as what failed.
///
/// Where nothing was examined at all it holds an error more, since readers show a file without
/// cases as success.
struct JUnitInputs {
  let report: Report

  func write(to sink: inout ByteSink) throws {
    let unread = report.inputs.count { $0.status != .read }
    let more = report.isNothingExamined ? 1 : 0
    let suite = JUnitSuite(
      name: "inputs", id: 0, time: report.time, tests: report.inputs.count + more, failures: 0,
      errors: unread + more, skipped: 0)
    try suite.open(to: &sink)
    var properties = JUnitProperties.common(report)
    for (number, input) in report.inputs.enumerated() {
      // The status comes first: a hostile name cannot pretend one.
      let digest = input.sha256.map { "sha256 \($0)" } ?? "no sha256"
      properties.append(
        ("input \(number + 1)", "\(input.status.rawValue), \(digest), \(input.name)"))
    }
    try suite.put(properties, to: &sink)
    for input in report.inputs {
      try suite.openCase(input.name, to: &sink)
      if input.status == .read {
        try sink.put("/>\n")
      } else {
        try putError(input, to: &sink)
      }
    }
    if report.isNothingExamined {
      try suite.openCase("something was examined", to: &sink)
      try sink.put("><error type=\"nothing-examined\" message=\"nothing was examined\">")
      try sink.put("no rule had a subject\n</error></testcase>\n")
    }
    try suite.close(to: &sink)
  }

  private func putError(_ input: InputRecord, to sink: inout ByteSink) throws {
    try sink.put("><error type=\"unread-input\" message=\"")
    try XMLText.putAttribute(input.status.rawValue + input.problemSentence, to: &sink)
    try sink.put("\">")
    for problem in input.problems {
      try XMLText.putLine(problem.description, to: &sink)
      try sink.put("\n")
    }
    try sink.put("</error></testcase>\n")
  }
}
