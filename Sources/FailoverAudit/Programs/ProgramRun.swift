import CSpawn
import Glibc

/// One run of a program, from its start to the end of its last process.
final class ProgramRun {
  /// What the program wrote to standard output.
  struct Output {
    var bytes: [UInt8] = []
    /// The beginning of what it wrote to standard error.
    var errors: [UInt8] = []
  }

  /// Bytes of standard error that are kept for the message.
  private static let errorBytes = 2000
  /// The shell sets what only a process can set for itself, then becomes the program.
  private static let shell = "ulimit -c 0 && ulimit -v \"$0\" && exec \"$@\""

  private let limits: ProgramLimits
  private let process: pid_t
  private let output: Int32
  private let errors: Int32
  private let end: Double

  /// Starts a program in a process group of its own.
  ///
  /// - Parameters:
  ///   - words: the program and its arguments.
  ///   - folder: the folder in which it runs.
  ///   - input: the descriptor of its standard input.
  ///   - environment: all of its environment.
  init(
    _ words: [String], in folder: String, input: Int32, environment: [String],
    _ limits: ProgramLimits
  ) throws {
    self.limits = limits
    let output = try Pipe()
    let errors: Pipe
    do { errors = try Pipe() } catch {
      output.close()
      throw error
    }
    let command = ["/bin/sh", "-c", ProgramRun.shell, "\(limits.memory / 1024)"] + words
    let started = RunningPrograms.shared.start {
      ProgramRun.spawn(command, folder, [input, output.write, errors.write], environment)
    }
    _ = Glibc.close(output.write)
    _ = Glibc.close(errors.write)
    self.output = output.read
    self.errors = errors.read
    end = ProgramRun.now + Double(limits.seconds)
    switch started {
    case .success(let process): self.process = process
    case .failure(let failure):
      output.closeReading()
      errors.closeReading()
      throw RuleFault(
        description: "the program cannot be started: \(String(cString: strerror(failure.number)))")
    }
  }

  deinit {
    RunningPrograms.shared.end(process)
    _ = Glibc.close(output)
    _ = Glibc.close(errors)
  }

  /// What it wrote, once it has ended well.
  ///
  /// - Throws: `RuleFault` if it hangs, floods, fails or is killed.
  func finish() throws -> Output {
    var written = Output()
    let complaint = collect(&written)
    // Whatever became of it, nothing of it goes on.
    RunningPrograms.shared.end(process)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    if let complaint { throw RuleFault(description: complaint) }
    let words = ProgramRun.words(ofStatus: status)
    guard let words else { return written }
    let last = String(decoding: written.errors, as: UTF8.self).split(separator: "\n").last
    throw RuleFault(description: "the program \(words)" + (last.map { ": \($0)" } ?? ""))
  }

  /// Reads both pipes until they are closed and the program has ended; what is wrong with it
  /// otherwise.
  private func collect(_ written: inout Output) -> String? {
    var isOpen = [true, true]
    while isOpen[0] || isOpen[1] {
      let left = end - ProgramRun.now
      if left <= 0 { return "the program ran longer than \(limits.seconds) s" }
      var waits = [
        pollfd(fd: isOpen[0] ? output : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isOpen[1] ? errors : -1, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&waits, 2, Int32(min(left, 1) * 1000) + 1) < 0 && errno != EINTR {
        return "the program's output cannot be read"
      }
      if waits[0].revents != 0 {
        isOpen[0] = ProgramRun.read(output) { written.bytes += $0 }
        if written.bytes.count > limits.output {
          return "the program wrote more than \(limits.output) bytes"
        }
      }
      if waits[1].revents != 0 {
        isOpen[1] = ProgramRun.read(errors) { block in
          written.errors += block.prefix(max(0, ProgramRun.errorBytes - written.errors.count))
        }
      }
    }
    return waitForEnd()
  }

  /// Waits for the program after it closed its output.
  private func waitForEnd() -> String? {
    while ProgramRun.now < end {
      var info = siginfo_t()
      if waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) != 0 { return nil }
      if info.si_signo != 0 { return nil }
      usleep(2000)
    }
    return "the program ran longer than \(limits.seconds) s"
  }

  // MARK: The system

  private struct Pipe {
    let read: Int32
    let write: Int32

    init() throws {
      var ends: [Int32] = [0, 0]
      guard pipe2(&ends, O_CLOEXEC) == 0 else {
        throw RuleFault(description: "no pipe for the program: \(String(cString: strerror(errno)))")
      }
      read = ends[0]
      write = ends[1]
    }

    func close() {
      closeReading()
      _ = Glibc.close(write)
    }

    func closeReading() { _ = Glibc.close(read) }
  }

  /// Reads one block; false at the end.
  private static func read(_ descriptor: Int32, _ take: (ArraySlice<UInt8>) -> Void) -> Bool {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(descriptor, &block, block.count)
    if count < 0 { return errno == EINTR }
    take(block[..<count])
    return count > 0
  }

  private static func spawn(
    _ words: [String], _ folder: String, _ descriptors: [Int32], _ environment: [String]
  ) -> Result<pid_t, SpawnFailure> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    posix_spawn_file_actions_addchdir_np(&actions, folder)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var argv = words.map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, words[0], &actions, &attributes, &argv, &envp)
    return status == 0 ? .success(process) : .failure(SpawnFailure(number: status))
  }

  /// What a status of `waitpid` says of a program that did not end well.
  private static func words(ofStatus status: Int32) -> String? {
    let signal = status & 0x7F
    if signal != 0 { return "was ended by signal \(signal)" }
    let code = (status >> 8) & 0xFF
    return code == 0 ? nil : "ended with exit code \(code)"
  }

  /// Seconds on a clock that nobody sets.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
