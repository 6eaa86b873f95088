import Foundation
import Glibc
import TestSupport

/// A run of the command that is timed and weighed.
struct MeasuredRun: Sendable {
  /// Nil if a signal ended it.
  let exitCode: Int32?
  let signal: Int32?
  /// User and system time of all its threads. Unlike the time on the clock it does not depend on
  /// what else the machine does; a run that waits for ever is killed by `Command.patience`.
  let cpuSeconds: Double
  /// The most memory that was resident, as `/proc` showed it every other millisecond until the end;
  /// 0 if it was never read.
  ///
  /// `ru_maxrss` does not show it: the kernel lets that of a child begin with what this process,
  /// which started it, held at most.
  let peakBytes: Int
  let errorText: String
  var errorLines: [String] { errorText.split(separator: "\n").map(String.init) }

  /// Runs the command in a folder, with standard output at `/dev/null`.
  static func of(_ arguments: [String], in folder: TemporaryFolder) async throws -> MeasuredRun {
    let path = folder.url.path
    return try await withCheckedThrowingContinuation { continuation in
      // A thread of its own: the run blocks it. It holds no folder, which would outlive the test
      // then.
      Thread.detachNewThread {
        continuation.resume(with: Result { try run(arguments, path) })
      }
    }
  }

  private struct CannotStart: Error { let reason: String }

  private static func run(_ arguments: [String], _ folder: String) throws -> MeasuredRun {
    let errors = folder + "/.errors"
    // The shell only changes the folder; the command takes its place.
    let inFolder = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder]
    let process = try spawn(inFolder + [Command.executable] + arguments, errors)
    let end = Date(timeIntervalSinceNow: Double(Command.patience))
    var status: Int32 = 0
    var usage = rusage()
    var peak = 0
    while wait4(process, &status, WNOHANG, &usage) == 0 {
      peak = max(peak, residentPeak(process))
      if Date() > end { kill(process, SIGKILL) }
      usleep(2000)
    }
    let signal = status & 0x7F
    return MeasuredRun(
      exitCode: signal == 0 ? status >> 8 & 0xFF : nil, signal: signal == 0 ? nil : signal,
      cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakBytes: peak,
      errorText: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self)
    )
  }

  private static func spawn(_ words: [String], _ errors: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let mode = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, errors, mode, 0o600)
    let variables = ProcessInfo.processInfo.environment.filter { $0.key != "SOURCE_DATE_EPOCH" }
    var arguments = words.map { strdup($0) } + [nil]
    var environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, words[0], &actions, nil, &arguments, &environment)
    if failure != 0 { throw CannotStart(reason: String(cString: strerror(failure))) }
    return process
  }

  /// The peak of a process that still runs; 0 if it does not, or does not run the command yet:
  /// until then its memory may be that of this process, which grew with the tests before.
  private static func residentPeak(_ process: pid_t) -> Int {
    guard let file = fopen("/proc/\(process)/status", "re") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let name = URL(fileURLWithPath: Command.executable).lastPathComponent.prefix(15)
      if text.hasPrefix("Name:"), text != "Name:\t\(name)\n" { return 0 }
      if text.hasPrefix("VmHWM:") {
        return (Int(text.filter(\.isNumber)) ?? 0) * 1024
      }
    }
    return 0
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
