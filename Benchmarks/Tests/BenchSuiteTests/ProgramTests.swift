import EstateMaking
import Foundation
import Testing

@testable import BenchSuite

/// The work of the program is checked, not only timed.
@Suite("The measured program")
struct ProgramTests {
  /// A program in its place, which says what it is told to say.
  private struct Fake: Sendable, CustomTestStringConvertible {
    var what: String
    var examined = "1 data center, 4 servers, 8 LANs, 16 NICs, 1 failover group; 16 rules"
    var exitCode = 1
    var help = "--jobs"
    /// How the option begins that names the report.
    var option = "text"
    /// Behind which words its failure tells more; nil if it is taken for right.
    var complaint: String?
    var testDescription: String { what }

    func write(in folder: TemporaryFolder) throws -> String {
      let path = folder.file("program")
      try Data(
        """
        #!/bin/sh
        if [ "$2" = --help ]; then echo 'options: \(help)'; exit; fi
        for word; do
          case $word in \(option)=*) echo 'Examined: \(examined)' > "${word#text=}" ;; esac
        done
        echo 'it is broken' >&2
        exit \(exitCode)

        """.utf8
      ).write(to: URL(fileURLWithPath: folder.file("text")))
      // A program that this process has open for writing cannot be started, not even by a test that
      // runs side by side and took the open file with it.
      _ = try ChildProcess.run(["install", "-m", "700", folder.file("text"), path])
      return path
    }
  }

  private static let fakes = [
    Fake(what: "an older program, which tells no timings, is right"),
    Fake(
      what: "too few NICs", examined: "15 NICs, 1 failover group; 16 rules",
      complaint: "counts 15 NICs and 1 groups"),
    Fake(
      what: "too many groups", examined: "16 NICs, 2 failover groups; 16 rules",
      complaint: "counts 16 NICs and 2 groups"),
    Fake(what: "no report but an earlier one", option: "none", complaint: "report.txt: No such"),
    Fake(what: "nothing told", examined: "nothing", complaint: "does not tell what was examined"),
    Fake(
      what: "defects not found", exitCode: 0,
      complaint: "ended with exit code 0 on estate.json, which calls for 1"),
    Fake(what: "a fault", exitCode: 70, complaint: "ended with exit code 70"),
    Fake(what: "timings promised and not written", help: "--timings", complaint: "timings.json"),
  ]

  @Test("a program that does other work is a failure", arguments: fakes)
  private func wrong(fake: Fake) throws {
    let folder = try TemporaryFolder()
    let program = try Program(path: fake.write(in: folder), in: folder)
    var summary = EstateSummary()
    summary.nics = 16
    summary.groups = 1
    summary.failures.singleServerGroup = 1
    let estate = Estate(path: "estate.json", size: ByteCount(1), summary: summary)
    let earlier = "Examined: 16 NICs, 1 failover group; 16 rules"
    try Data(earlier.utf8).write(to: URL(fileURLWithPath: folder.file("report.txt")))
    do {
      let measurement = try program.audit(estate, workers: 1, in: folder)
      #expect(fake.complaint == nil)
      #expect(measurement.stages == nil)
    } catch {
      let complaint = try #require(fake.complaint, "\(error)")
      #expect(error.description.contains(complaint), "\(error)")
    }
  }

  @Test("what a program says of its failure is passed on")
  func complaint() throws {
    let folder = try TemporaryFolder()
    let fake = Fake(what: "", exitCode: 70)
    let program = try Program(path: fake.write(in: folder), in: folder)
    let estate = Estate(path: "estate.json", size: ByteCount(1), summary: EstateSummary())
    do {
      _ = try program.audit(estate, workers: 1, in: folder)
      Issue.record("it was taken for right")
    } catch {
      #expect(error.description.hasSuffix(":\nit is broken\n"))
    }
  }

  @Test("a path that is no program is a failure")
  func noProgram() throws {
    let folder = try TemporaryFolder()
    #expect(throws: SuiteFailure("/no/such is no program")) {
      try Program(path: "/no/such", in: folder)
    }
  }

  @Test("the formats of reports are read from the help, and there are none in an old one")
  func formats() {
    let help = """
      OPTIONS:
        --report <format[=path]>
                                Write a report.
              Formats:
              text          a report to read at a
              terminal
              sarif-github  for GitHub
        -v, --verbose           Show  more
      """
    #expect(Program.formats(inHelp: help) == ["text", "sarif-github"])
    #expect(Program.formats(inHelp: "--report <format>  text or junit") == [])
  }
}
