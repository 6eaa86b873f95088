import ArgumentParser
import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports
import Glibc

/// Proves the evidence of an audit: its files are what they were, and the audit comes out the same
/// again.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the evidence of an audit, and perform the audit again.",
    discussion: """
      It compares every file of the folder with the digest in its manifest, then
      performs the audit again from the inputs, rules, waivers and settings, and
      compares the report and the ledger byte by byte. Inputs that the folder
      does not hold are found by their digests among the files that --inputs names.
      If you keep the digest of the manifest elsewhere (scan --evidence prints
      it), --sha256 proves that the folder is the original. Exit codes:
        0    proven: nothing differs
        1    something differs
        2    nothing differs, but the audit was not performed again: inputs are
             missing
        64   wrong usage, or no evidence
        70   a fault of failover-audit itself
        130  interrupted
      """)

  @Argument(help: "The folder of scan --evidence.", completion: .directory)
  var folder: String

  @Option(
    name: .customLong("inputs"), parsing: .singleValue,
    help: ArgumentHelp(
      "Where inputs are that the folder does not hold: files or folders. May be repeated.",
      valueName: "path"),
    completion: .file())
  var inputs: [String] = []

  @Option(
    name: .customLong("sha256"),
    help: ArgumentHelp("What the digest of the manifest must be.", valueName: "hex"))
  var digest: String?

  @OptionGroup var permissions: RulePermissions

  @Option(help: ArgumentHelp("Workers; one for each core unless given.", valueName: "n"))
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "Print nothing but what differs.")
  var quiet = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256") }
    if let digest, digest.utf8.count != 64 || !digest.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
      throw ValidationError("--sha256 takes 64 hexadecimal digits, as scan --evidence prints them")
    }
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    do {
      try await verify()
    } catch let error as UnusableEvidence {
      throw UnusableEvidence("\(folder): \(error.description)")
    }
  }

  private func verify() async throws {
    let bytes = try manifestBytes()
    let manifest = try EvidenceManifest(bytes)
    var differences =
      compareDigest(bytes) + EvidenceCheck(folder: folder, manifest, bytes).differences
    say(
      "evidence of failover-audit \(manifest.toolVersion), performed \(manifest.performed), "
        + manifest.verdict.rawValue)
    if differences.isEmpty { say("\(manifest.files.count) files are what the manifest says") }
    var isPerformed = false
    // What was changed is not performed: it would prove nothing.
    if differences.isEmpty {
      (isPerformed, differences) = try await performAgain(manifest)
    }
    try finish(differences, isPerformed: isPerformed, of: manifest)
  }

  private func manifestBytes() throws -> [UInt8] {
    do throws(FileBytes.Failure) {
      return try FileBytes.read(
        folder + "/" + EvidenceManifest.fileName, limit: EvidenceManifest.byteLimit)
    } catch {
      throw UnusableEvidence("is not evidence: \(EvidenceManifest.fileName): \(error.sentence)")
    }
  }

  private func compareDigest(_ bytes: [UInt8]) -> [String] {
    let own = Digest.of(bytes)
    say("\(EvidenceManifest.fileName) has the SHA-256 \(own)")
    guard let digest, digest.lowercased() != own else { return [] }
    return ["\(EvidenceManifest.fileName) has another SHA-256 than --sha256 says"]
  }

  // MARK: Performing the audit again

  private func performAgain(_ manifest: EvidenceManifest) async throws -> (Bool, [String]) {
    let again = Reperformance(
      folder: folder, manifest: manifest, permissions: permissions,
      jobs: jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let found = again.inputs(among: try givenFiles(manifest))
    if !found.missing.isEmpty {
      for name in found.missing.prefix(20) { note("missing: the input \(name)") }
      if found.missing.count > 20 { note("and \(found.missing.count - 20) more inputs") }
      return (false, [])
    }
    let plan = try OptionProblem.withoutUsage { try again.plan() }
    let report = try await again.audit(found, plan)
    var differences = try compareWords(of: manifest, with: report, plan)
    for (name, reporter) in [
      (EvidenceManifest.reportName, JSONReporter() as any Reporter),
      (EvidenceManifest.ledgerName, LedgerReporter()),
    ] {
      guard let comparison = ByteComparison(folder + "/" + name) else {
        throw UnusableEvidence("\(name) cannot be read")
      }
      var sink = ByteSink { comparison.take($0) }
      try reporter.write(report, to: &sink)
      try sink.flush()
      comparison.end()
      if let place = comparison.difference {
        differences.append(
          "\(name) comes out differently from line \(place.line) (byte \(place.offset + 1)) on")
      }
    }
    if !differences.isEmpty && !permissions.allowPrograms && !manifest.rules.isEmpty {
      differences.append("rules that are programs were not run: --allow-programs lets them")
    }
    if !differences.isEmpty && manifest.toolVersion != Version.number {
      differences.append(
        "the evidence is of version \(manifest.toolVersion), this is \(Version.number): perform it with that version"
      )
    }
    return (true, differences)
  }

  /// Compares what the manifest and the catalogue of the pack say besides the report.
  private func compareWords(
    of manifest: EvidenceManifest, with report: Report, _ plan: AuditPlan
  ) throws -> [String] {
    var differences: [String] = []
    if manifest.verdict != report.verdict.word {
      differences.append(
        "the manifest says \(manifest.verdict.rawValue), the audit \(report.verdict.word.rawValue)")
    }
    let name = EvidenceManifest.rulesName
    guard let comparison = ByteComparison(folder + "/" + name) else {
      throw UnusableEvidence("\(name) cannot be read")
    }
    comparison.take(Array(RuleCatalogue.json(plan.rules).utf8))
    comparison.end()
    if let place = comparison.difference {
      differences.append("\(name) comes out differently from line \(place.line) on")
    }
    return differences
  }

  /// Files that were named, by their digests; only of sizes that inputs have.
  private func givenFiles(_ manifest: EvidenceManifest) throws -> [String: String] {
    let sizes = Set(manifest.inputs.map(\.bytes))
    var files: [String: String] = [:]
    do throws(MissingInput) {
      for path in try Inventory.files(for: inputs) {
        guard let size = try? FileSize.of(path), sizes.contains(size),
          let digest = try? Digest.ofFile(path)
        else { continue }
        files[digest] = path
      }
    } catch {
      throw UnusableEvidence(error.description)
    }
    return files
  }

  // MARK: Lines

  private func finish(
    _ differences: [String], isPerformed: Bool, of manifest: EvidenceManifest
  ) throws {
    for difference in differences.prefix(100) { note("differs: " + difference) }
    if differences.count > 100 { note("and \(differences.count - 100) more differences") }
    if !differences.isEmpty {
      say("NOT PROVEN")
      throw ExitCode(1)
    }
    if !isPerformed {
      say("NOT PERFORMED AGAIN: keep inputs with scan --with-inputs, or name them with --inputs")
      throw ExitCode(2)
    }
    say("performed again: the report and the ledger are the same, byte for byte")
    if manifest.toolVersion != Version.number {
      say(
        "verified with version \(Version.number); the version that the evidence claims could not be checked"
      )
    }
    say("PROVEN")
  }

  private func say(_ line: String) {
    if !quiet { note(line) }
  }

  private func note(_ line: String) {
    try? ReportOutput.print(TerminalText.visible(line) + "\n")
  }
}
