import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory
import FailoverReports
import FailoverRules
import Glibc

/// Performs the audit of an evidence pack again.
struct Reperformance {
  let folder: String
  let manifest: EvidenceManifest
  let permissions: RulePermissions
  let jobs: Int

  /// What is said of the inputs.
  struct Inputs {
    var named: [NamedInput] = []
    /// Evidence of the failover software; nil if the audit was given none.
    var evidence: [NamedEvidence]?
    /// Names of inputs without a copy.
    var missing: [String] = []
  }

  /// Finds the inputs: in the pack, else by their digests among files that were given.
  func inputs(among given: [String: String]) -> Inputs {
    var inputs = Inputs()
    if manifest.hasSoftwareEvidence { inputs.evidence = [] }
    for input in manifest.inputs {
      if let evidence = input.evidence {
        let copy = input.file.map { folder + "/" + $0 } ?? input.sha256.flatMap { given[$0] }
        if copy == nil && input.problem == nil {
          inputs.missing.append(input.name)
        } else {
          inputs.evidence?.append(
            NamedEvidence(
              name: input.name,
              file: HAFile(path: evidence.path, copy: copy, problem: input.problem),
              argument: evidence.argument))
        }
        continue
      }
      if let file = input.file {
        inputs.named.append(NamedInput(name: input.name, path: folder + "/" + file))
      } else if let problem = input.problem {
        inputs.named.append(NamedInput(name: input.name, path: nil, problem: problem))
      } else if let path = input.sha256.flatMap({ given[$0] }) {
        inputs.named.append(NamedInput(name: input.name, path: path))
      } else {
        inputs.missing.append(input.name)
      }
    }
    return inputs
  }

  /// The audit as it was, from what the pack holds.
  ///
  /// - Throws: `FileFaults` or `UnusableEvidence` for what does not hold.
  func plan() throws -> AuditPlan {
    let house = try LoadedRules(manifest.rules.map { folder + "/" + $0.file }, permissions)
    let all: [any Rule]
    let rules: [any Rule]
    do {
      all = try house.all(manifest.settings.parameters)
      rules = try RuleSelection.pick(
        all, select: manifest.settings.selected, skip: manifest.settings.skipped
      ).asked(withEvidence: manifest.hasSoftwareEvidence)
    } catch let error as BadParameter {
      throw UnusableEvidence("the rules cannot be set up: \(error.description)")
    } catch let error as UnknownRule {
      throw UnusableEvidence("the rules cannot be set up: \(error.description)")
    }
    let infos = all.map(\.info)
    var faults = FileFaults()
    let waivers = faults.notingAll(try waivers(infos)) ?? nil
    let baseline = faults.notingAll(try baseline(infos)) ?? nil
    try faults.check()
    return AuditPlan(
      rules: rules, settings: manifest.settings,
      configuration: try manifest.configuration.map {
        FileDigest(file: $0.name, of: try read($0.file))
      },
      waivers: waivers, baseline: baseline, isBaselineStrict: manifest.isBaselineStrict,
      toolVersion: manifest.toolVersion,
      performed: manifest.performed, time: manifest.time)
  }

  private func waivers(_ rules: [RuleInfo]) throws(FileFaults) -> WaiverFiles? {
    if manifest.waivers.isEmpty { return nil }
    var files: [(name: String, bytes: [UInt8])] = []
    for file in manifest.waivers { files.append((file.name, try read(file.file))) }
    return try WaiverFiles(files, rules: rules)
  }

  private func baseline(_ rules: [RuleInfo]) throws(FileFaults) -> Baseline? {
    guard let file = manifest.baseline else { return nil }
    return try Baseline(try read(file.file), file: file.name, rules: rules)
  }

  private func read(_ file: String) throws(FileFaults) -> [UInt8] {
    do {
      return try FileBytes.read(folder + "/" + file, limit: Baseline.byteLimit)
    } catch {
      throw FileFaults(FileFault(YAMLPlace(file: file, line: 1, column: 1), error.sentence))
    }
  }

  func audit(_ inputs: Inputs, _ plan: AuditPlan) async throws -> Report {
    var options = ReadingOptions()
    options.jobs = jobs
    options.ownRanges = manifest.settings.ownRanges.compactMap { AddressRange($0) }
    options.expectedDatacenters = manifest.settings.datacenters
    var inventory = await Inventory.read(inputs.named, options)
    if let evidence = inputs.evidence {
      inventory = inventory.with(EvidenceReader.read(evidence))
    }
    return try await plan.audit(inventory, jobs: jobs)
  }
}

/// Compares what is written with what a file holds, block by block.
final class ByteComparison {
  private let descriptor: Int32
  private var offset = 0
  private var line = 1
  /// Where the first difference is; nil if none was found so far.
  private(set) var difference: (offset: Int, line: Int)?

  init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  func take(_ block: [UInt8]) {
    if difference != nil { return }
    var at = 0
    var own = [UInt8](repeating: 0, count: block.count)
    while at < block.count {
      let count = own.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress.map { $0 + at }, block.count - at)
      }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      at += count
    }
    let common = zip(block, own.prefix(at)).prefix { $0 == $1 }.count
    line += block.prefix(common).count { $0 == UInt8(ascii: "\n") }
    offset += common
    if common < block.count { difference = (offset, line) }
  }

  /// Checks whether the file goes on after all that was taken.
  func end() {
    var byte: UInt8 = 0
    if difference == nil && read(descriptor, &byte, 1) > 0 { difference = (offset, line) }
  }
}
