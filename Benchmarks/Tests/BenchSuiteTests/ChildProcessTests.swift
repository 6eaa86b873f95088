import Testing

@testable import BenchSuite

/// Programs are run as they are, and their end is seen.
@Suite("Child processes")
struct ChildProcessTests {
  @Test("the exit code is told")
  func exitCode() throws {
    let run = try ChildProcess.run(["sh", "-c", "exit 7"])
    #expect(run.exitCode == 7)
    #expect(run.signal == nil)
    #expect(run.ending == "ended with exit code 7")
  }

  @Test("a signal is told")
  func signal() throws {
    let run = try ChildProcess.run(["sh", "-c", "kill -9 $$"])
    #expect(run.exitCode == nil)
    #expect(run.signal == 9)
    #expect(run.ending == "was ended by signal 9")
  }

  @Test("output and errors go where they are to go")
  func output() throws {
    let folder = try TemporaryFolder()
    let (output, errors) = (folder.file("out"), folder.file("err"))
    _ = try ChildProcess.run(
      ["sh", "-c", "cat; echo out; echo err >&2"], output: output, errors: errors)
    #expect(try Files.text(of: output) == "out\n")
    #expect(try Files.text(of: errors) == "err\n")
  }

  @Test("waiting takes wall time, working takes processor time, memory is counted")
  func usage() throws {
    let waiting = try ChildProcess.run(["sleep", "0.2"])
    #expect(waiting.wallSeconds >= 0.2)
    #expect(waiting.cpuSeconds < waiting.wallSeconds)
    let working = try ChildProcess.run(
      ["sh", "-c", "i=0; while [ $i -lt 50000 ]; do i=$((i + 1)); done"])
    #expect(working.cpuSeconds > 0.001)
    #expect(working.peakBytes > 500_000)
  }

  @Test("a program that does not exist is a failure")
  func missing() {
    #expect(throws: SuiteFailure("/no/such cannot be started: No such file or directory")) {
      try ChildProcess.run(["/no/such"])
    }
  }

  @Test("lines are read across blocks, and the last one without a break too")
  func lines() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("lines")
    _ = try ChildProcess.run(["sh", "-c", "seq 1 300000; printf end"], output: path)
    var count = 0
    var last = ""
    try Files.forEachLine(of: path) {
      count += 1
      last = String(decoding: $0, as: UTF8.self)
    }
    #expect(count == 300_001)
    #expect(last == "end")
    #expect(try Files.text(of: path, count: 5) == "1\n2\n3")
  }
}
