import FailoverAudit
import Testing

@testable import FailoverReports

@Suite struct PrometheusReporterTests {
  static func samples(_ sample: SampleReport) throws -> [String: Int] {
    let written = try text(PrometheusReporter(), sample.report)
    #expect(written.hasSuffix("\n"))
    let shape = /([a-z_]+(\{[a-z_]+="([^"\\]|\\[\\"n])*"(,[a-z_]+="([^"\\]|\\[\\"n])*")*\})?) (\d+)/
    var samples: [String: Int] = [:]
    var declared: Set<Substring> = []
    for line in written.split(separator: "\n") {
      if let help = line.firstMatch(of: /^# (HELP|TYPE) ([a-z_]+)/) {
        declared.insert(help.2)
        continue
      }
      let match = try #require(
        line.wholeMatch(of: shape.matchingSemantics(.unicodeScalar)), "\(line)")
      #expect(declared.contains(match.1.prefix { $0 != "{" }))
      #expect(samples.updateValue(try #require(Int(match.6)), forKey: String(match.1)) == nil)
    }
    return samples
  }

  @Test("Each rule has a count of each outcome")
  func outcomes() throws {
    let samples = try Self.samples(.everyOutcome)
    for outcome in Outcome.allCases {
      let labels = #"rule="single-server-group",severity="error",outcome="\#(outcome.word)""#
      #expect(samples["failover_audit_outcomes{\(labels)}"] == 1)
    }
    #expect(samples["failover_audit_outcomes_all"] == 10)
    #expect(samples["failover_audit_inputs{status=\"partly read\"}"] == 1)
    #expect(samples["failover_audit_gaps{kind=\"datacenters\"}"] == 1)
    #expect(samples["failover_audit_subjects{kind=\"group\"}"] == 7)
    #expect(samples["failover_audit_exit_code"] == 1)
  }

  @Test("The groups are counted by their outcome")
  func groups() throws {
    let samples = try Self.samples(.everyOutcome)
    let counts = ["at-risk", "not-judged", "waived", "baselined", "compliant"].map {
      samples["failover_audit_groups{standing=\"\($0)\"}"]
    }
    #expect(counts == [1, 2, 1, 1, 2])
  }

  @Test("A report without time has no time of the last run")
  func time() throws {
    let name = "failover_audit_last_run_timestamp_seconds"
    #expect(try Self.samples(.everyOutcome)[name] == 1_795_399_200)
    #expect(try Self.samples(.nothing)[name] == nil)
    #expect(try Self.samples(.nothing)["failover_audit_outcomes_all"] == 0)
  }

  @Test("No foreign text is in a label, and nothing ends its quotes")
  func labels() throws {
    for sample in SampleReport.corpus {
      var sample = sample
      sample.toolVersion = SampleReport.hostile
      #expect(try Self.samples(sample).count == 38)
    }
    #expect(QuotedText.escaped("a\"\\\n") == #"a\"\\\\u{a}"#)
    #expect(try !text(PrometheusReporter(), SampleReport.everyOutcome.report).contains("192.0.2"))
  }
}
