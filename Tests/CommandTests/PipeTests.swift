import FailoverBase
import Foundation
import Glibc
import TestSupport
import Testing

@testable import FailoverInventory

/// Named pipes and process substitution, for inputs and for files that options name.
@Suite("Pipes", .serialized)
struct PipeTests {
  private func estate() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.json", SmallEstate.healthy.json)
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    return folder
  }

  @Test(
    "a pipe without a writer is refused after a wait, and a writer that comes later finds no reader"
  )
  func noWriter() throws {
    let folder = try estate()
    let path = folder.path("pipe")
    defer { withExtendedLifetime(folder) {} }
    #expect(throws: FileOpening.Failure.self) { try FileOpening.open(path, patience: 0) }
    let writer = Glibc.open(path, O_WRONLY | O_NONBLOCK)
    let error = errno
    #expect(writer == -1 && error == ENXIO)
  }

  @Test("an input and every file of an option that is a pipe without a writer ends in a refusal")
  func refusals() async throws {
    let told = "it is a named pipe, and within 10 seconds no program opened it for writing"
    let runs: [(arguments: [String], exitCode: Int32)] = [
      (["scan", "pipe"], 2), (["scan", "a.json", "--config", "pipe"], 64),
      (["scan", "a.json", "--waivers", "pipe"], 64),
      (["scan", "a.json", "--baseline", "pipe"], 64), (["report", "pipe"], 64),
      (["compare", "pipe", "saved.json"], 64), (["query", "--file", "pipe", "a.json"], 64),
      (["scan", "pipe", "--evidence", "pack", "--with-inputs"], 64),
    ]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for run in runs {
        group.addTask {
          let folder = try estate()
          try folder.write("saved.json", "{}")
          let result = try await Command.run(run.arguments, in: folder.url)
          #expect(result.exitCode == run.exitCode, "\(run.arguments) \(result.errorText)")
          let text = (result.text + result.errorText).replacing(#/\s+/#, with: " ")
          #expect(text.contains(told), "\(run.arguments) \(text)")
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("a pipe whose writer is slow to say anything is read")
  func silentWriter() async throws {
    let folder = try estate()
    let result = try await Command.shell(
      "{ sleep 11; cat a.json; } > pipe & \"$FAILOVER_AUDIT\" scan pipe", in: folder.url)
    #expect(result.exitCode == 0, "\(result.errorText)")
  }

  @Test("process substitution is read, for inputs and for files of options")
  func substitution() async throws {
    let folder = try estate()
    try folder.write("config.yml", "fail-on: error\n")
    let result = try await Command.shell(
      "bash -c '\"$FAILOVER_AUDIT\" scan <(sleep 1; cat a.json) --config <(cat config.yml)'",
      in: folder.url)
    #expect(result.exitCode == 0, "\(result.errorText)")
    let empty = try await Command.shell(
      "bash -c '\"$FAILOVER_AUDIT\" scan <(true)'", in: folder.url)
    #expect(empty.exitCode == 2 && empty.text.contains("the input is empty"))
  }
}
