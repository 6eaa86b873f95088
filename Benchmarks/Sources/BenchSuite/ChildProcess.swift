import FoundationEssentials
import Glibc

/// What a run of a program cost, and how it ended.
struct ChildRun {
  /// From before it was started until it was waited for.
  let wallSeconds: Double
  /// User and system time of all its threads.
  let cpuSeconds: Double
  /// The most memory that it held at once.
  let peakBytes: Int
  /// The exit code; nil if a signal ended it.
  let exitCode: Int32?
  let signal: Int32?

  /// How it ended, in words.
  var ending: String {
    if let exitCode { return "ended with exit code \(exitCode)" }
    return "was ended by signal \(signal ?? 0)"
  }
}

/// Runs programs one after the other and measures them as the system accounts for them.
enum ChildProcess {
  /// - Parameters:
  ///   - words: the program, looked up in `PATH` unless it holds a slash, and its arguments.
  ///   - output: the file that standard output goes to.
  ///   - errors: the file that standard error goes to.
  /// - Throws: `SuiteFailure` if it cannot be started.
  static func run(
    _ words: [String], output: String = "/dev/null", errors: String = "/dev/null"
  ) throws(SuiteFailure) -> ChildRun {
    let start = now
    let process = try spawn(words, output, errors)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 {
      if errno != EINTR { throw SuiteFailure("\(words[0]) cannot be waited for") }
    }
    let ending = status & 0x7F
    return ChildRun(
      wallSeconds: now - start, cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakBytes: usage.ru_maxrss * 1024, exitCode: ending == 0 ? status >> 8 & 0xFF : nil,
      signal: ending == 0 ? nil : ending)
  }

  private static func spawn(
    _ words: [String], _ output: String, _ errors: String
  ) throws(SuiteFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let mode = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, mode, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, mode, 0o600)
    let variables = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    var arguments = words.map { strdup($0) } + [nil]
    var environment = variables.map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, words[0], &actions, nil, &arguments, &environment)
    if failure != 0 {
      throw SuiteFailure("\(words[0]) cannot be started: \(String(cString: strerror(failure)))")
    }
    return process
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
