import FailoverAudit
import FailoverBase
import Glibc
import Synchronization

/// How long the stages of an audit took: wall time, and processor time of all threads together.
///
/// It goes to a file of its own and into no report: the same inputs give the same report.
final class StageClock: Sendable {
  /// The stages in their order; each ends where the next one begins.
  enum Stage: String, CaseIterable {
    /// Finding the inputs and reading them to their end.
    case reading
    /// Joining records, finding groups and their members.
    case deriving
    /// Putting the rules to their subjects, and checking the ledger.
    case judging
    /// Writing all reports.
    case reporting
  }

  private struct State {
    var last: Moment
    var spent: [Moment] = []
  }

  private let start: Moment
  private let state: Mutex<State>

  /// Starts the first stage.
  init() {
    let now = Moment.now
    start = now
    state = Mutex(State(last: now))
  }

  /// Ends the stage that is under way; the next one begins.
  func endStage() {
    let now = Moment.now
    state.withLock {
      $0.spent.append(now - $0.last)
      $0.last = now
    }
  }

  /// Everything as one JSON object; `total` counts wall time from the first stage's start on and
  /// processor time from the start of the process on.
  ///
  /// - Parameter jobs: the number of workers.
  func json(jobs: Int) -> String {
    let now = Moment.now
    let total = Moment(wall: now.wall - start.wall, processor: now.processor)
    let stages = zip(Stage.allCases.map(\.rawValue), state.withLock(\.spent))
    let members = (Array(stages) + [("total", total)]).map { "  \"\($0)\": \($1.json)" }
    return """
      {
        "format": "failover-audit-timings/1",
        "jobs": \(jobs),
      \(members.joined(separator: ",\n"))
      }

      """
  }
}

/// What the clocks show, or the difference of two such moments; in nanoseconds.
private struct Moment {
  var wall: Int
  var processor: Int

  static var now: Moment {
    Moment(wall: read(CLOCK_MONOTONIC), processor: read(CLOCK_PROCESS_CPUTIME_ID))
  }

  static func - (a: Moment, b: Moment) -> Moment {
    Moment(wall: a.wall - b.wall, processor: a.processor - b.processor)
  }

  var json: String {
    "{\"wallSeconds\": \(Moment.seconds(wall)), \"cpuSeconds\": \(Moment.seconds(processor))}"
  }

  private static func read(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Seconds with six decimals.
  private static func seconds(_ nanoseconds: Int) -> String {
    let micro = nanoseconds / 1000
    let decimals = String(micro % 1_000_000)
    return "\(micro / 1_000_000)." + String(repeating: "0", count: 6 - decimals.count) + decimals
  }
}
