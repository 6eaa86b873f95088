import ArgumentParser
import FailoverBase
import FailoverReports
import Glibc

/// Where the evidence of an audit goes.
struct EvidenceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write all that proves the audit into a new folder, for failover-audit verify.",
      valueName: "folder"),
    completion: .directory)
  var evidence: String?

  @Flag(help: "Keep copies of the inputs with the evidence; the copies are audited.")
  var withInputs = false

  func check(inputs: [String], hasDigests: Bool) throws {
    guard let evidence else {
      if withInputs { throw ValidationError("--with-inputs needs --evidence") }
      return
    }
    if evidence.isEmpty || evidence == "-" { throw ValidationError("--evidence takes a folder") }
    if !hasDigests { throw ValidationError("--evidence needs the digests of the inputs") }
    guard let target = ReportOutput("evidence=" + evidence)?.target else { return }
    do { try EvidenceFolder.checkFree(target) } catch let failure as OutputFailure {
      throw ValidationError(failure.description)
    }
    for input in inputs {
      guard let resolved = realpath(input, nil) else { continue }
      defer { free(resolved) }
      if target.hasPrefix(String(cString: resolved) + "/") {
        throw ValidationError(
          "the evidence would lie in an input: \(TerminalText.visible(evidence))")
      }
    }
  }

  /// The pack that is to be filled; nil if none is wanted.
  func begin() throws -> EvidencePack? {
    guard let evidence else { return nil }
    var pack: EvidencePack?
    pack = EvidencePack(try EvidenceFolder(evidence), keepsInputs: withInputs)
    return pack
  }
}
