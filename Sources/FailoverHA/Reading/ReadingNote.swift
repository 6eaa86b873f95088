import FailoverInventory

/// What became of a file of evidence.
struct ReadingNote: Sendable {
  var status = InputRecord.Status.read
  var problems: [Problem] = []
  /// How much was taken from it: interfaces, instances, nodes.
  var records = 0

  /// Problems of a file that are listed one by one.
  static let limit = 20

  mutating func refuse(_ problem: Problem) {
    status = .refused
    records = 0
    problems = [problem]
  }

  mutating func leaveOut(_ problem: Problem) {
    if status == .read { status = .partlyRead }
    if problems.count < ReadingNote.limit { problems.append(problem) }
  }
}
