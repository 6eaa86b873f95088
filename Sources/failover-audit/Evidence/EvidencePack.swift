import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory
import FailoverReports

/// Fills a folder with all that proves an audit and is needed to perform it again.
final class EvidencePack {
  private let folder: EvidenceFolder
  private let keepsInputs: Bool
  private var inputs: [NamedInput] = []
  /// What was left out of the inputs by name.
  private(set) var leftOut = LeftOutInputs()
  /// The copies of the inputs, below the folder.
  private var copies: [String?] = []
  /// The files of evidence of the failover software, and their copies.
  private var evidence: [(file: NamedEvidence, copy: String?)] = []
  private var isFinished = false

  init(_ folder: EvidenceFolder, keepsInputs: Bool) {
    self.folder = folder
    self.keepsInputs = keepsInputs
  }

  /// Takes the folder away if it was not finished.
  func abandon() { if !isFinished { folder.remove() } }

  /// Settles what is read, and copies it first where copies are kept: the copies are read then.
  func keepInputs(
    _ arguments: [String], namedBelow parent: String?, excluding excludes: [NamePattern]
  ) throws -> [NamedInput] {
    (inputs, leftOut) = try Inventory.inputs(
      for: arguments, namedBelow: parent, excluding: excludes)
    copies = Array(repeating: nil, count: inputs.count)
    guard keepsInputs else { return inputs }
    var kept = inputs
    for (number, input) in inputs.enumerated() where input.problem == nil {
      let name = "inputs/" + EvidencePack.fileName(input.name, number)
      try folder.copy(input.path, to: name)
      copies[number] = name
      kept[number].path = folder.full(name)
    }
    return kept
  }

  /// Copies evidence of the failover software where copies are kept: the copies are read then.
  func keepEvidence(_ files: [NamedEvidence]) throws -> [NamedEvidence] {
    evidence = files.map { ($0, nil) }
    guard keepsInputs else { return files }
    var kept = files
    for (number, file) in files.enumerated() {
      guard let location = file.location else { continue }
      let name = "ha/" + EvidencePack.fileName(file.name, number)
      try folder.copy(location, to: name)
      evidence[number].copy = name
      kept[number] = NamedEvidence(
        name: file.name,
        file: HAFile(path: file.file.path, copy: folder.full(name), problem: nil),
        argument: file.argument)
    }
    return kept
  }

  /// A name that every system takes, made unique by its number.
  private static func fileName(_ name: String, _ number: Int) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    let plain = last.unicodeScalars.map { scalar -> Character in
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar) || scalar == "." || scalar == "-"
      return isPlain ? Character(scalar) : "_"
    }
    let digits = String(number + 1)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return padded + "-" + String(plain.suffix(80))
  }

  // MARK: Finishing

  /// Writes everything else and gives the folder its name.
  func finish(_ report: Report, _ plan: AuditPlan, _ settings: EffectiveSettings) throws {
    var manifest = EvidenceManifest(
      toolVersion: plan.toolVersion, time: plan.time, performed: plan.performed,
      verdict: report.verdict.word, settings: report.settings)
    try folder.write(EvidenceManifest.reportName) { try JSONReporter().write(report, to: &$0) }
    try folder.write(EvidenceManifest.ledgerName) { try LedgerReporter().write(report, to: &$0) }
    try folder.write(EvidenceManifest.rulesName) { try $0.put(RuleCatalogue.json(plan.rules)) }
    try folder.write("configuration.txt") {
      try $0.put(EffectiveTable(settings: settings, isForReports: true).text)
    }
    try keepFiles(plan, settings, in: &manifest)
    manifest.hasSoftwareEvidence = !settings.evidenceFolders.content.isEmpty
    manifest.inputs = inputRecords(report) + evidenceRecords(report)
    manifest.files = try digests()
    try folder.write(EvidenceManifest.fileName, manifest.bytes)
    try folder.write(
      EvidenceManifest.sumsName, manifest.sums(withDigest: Digest.of(manifest.bytes)))
    try folder.finish()
    isFinished = true
    Terminal.note("evidence: SHA-256 of its manifest \(Digest.of(manifest.bytes))\n")
  }

  /// Copies of the files that people wrote: configuration, waivers, baseline and rules.
  private func keepFiles(
    _ plan: AuditPlan, _ settings: EffectiveSettings, in manifest: inout EvidenceManifest
  ) throws {
    manifest.isBaselineStrict = plan.isBaselineStrict
    if let file = settings.configuration {
      try folder.write("configuration.yml", file.bytes, like: file.path)
      manifest.configuration = .init(name: file.digest.file, file: "configuration.yml")
    }
    for (number, file) in (plan.waivers?.contents ?? []).enumerated() {
      let name = "waivers/" + EvidencePack.fileName(file.name, number)
      try folder.write(name, file.bytes, like: settings.waiverPath(file.name))
      manifest.waivers.append(.init(name: file.name, file: name))
    }
    if let baseline = plan.baseline {
      try folder.write("baseline.ndjson", baseline.bytes, like: settings.baseline.content)
      manifest.baseline = .init(name: baseline.file.file, file: "baseline.ndjson")
    }
    let folders = settings.ruleFolders.content
    for (number, (path, shown)) in zip(folders, ShownPath.names(folders)).enumerated() {
      let name = "rules/\(number + 1)"
      try keepRules(path, in: name)
      manifest.rules.append(.init(name: shown, file: name))
    }
  }

  /// The most files of a folder of rules.
  private static let mostRuleFiles = 1000

  /// Copies a folder of rules with the programs in it.
  private func keepRules(_ path: String, in name: String) throws {
    guard FolderListing.names(in: path) != nil else {
      let last = path.split(separator: "/").last.map(String.init) ?? path
      return try folder.copy(path, to: name + "/" + last)
    }
    guard let files = FolderListing.files(below: path, limit: EvidencePack.mostRuleFiles) else {
      throw OutputFailure(
        description:
          "\(TerminalText.visible(path)) holds more than \(EvidencePack.mostRuleFiles) files, or a folder that cannot be read"
      )
    }
    for file in files { try folder.copy(path + "/" + file, to: name + "/" + file) }
  }

  private func evidenceRecords(_ report: Report) -> [EvidenceManifest.Input] {
    let records = Dictionary(
      report.inputs.filter { $0.kind == .ha }.map { ($0.name, $0) }
    ) { first, _ in first }
    return evidence.map { file, copy in
      let record = records[file.name]
      var input = EvidenceManifest.Input(
        name: file.name, bytes: record?.bytes ?? 0, sha256: record?.sha256, file: copy,
        problem: file.problem)
      input.evidence = EvidenceManifest.Evidence(
        path: file.file.path, argument: file.argument)
      return input
    }
  }

  private func inputRecords(_ report: Report) -> [EvidenceManifest.Input] {
    let records = Dictionary(
      report.inputs.filter { $0.kind == .export }.map { ($0.name, $0) }
    ) { first, _ in first }
    return zip(inputs, copies).map { input, copy in
      let record = records[input.name]
      var (bytes, sha256) = (record?.bytes ?? 0, record?.sha256)
      // Of what was not read to its end the audit knows no digest.
      if sha256 == nil && input.problem == nil,
        let path = copy.map({ folder.full($0) }) ?? input.path
      {
        bytes = (try? FileSize.of(path)) ?? bytes
        sha256 = try? Digest.ofFile(path)
      }
      return EvidenceManifest.Input(
        name: input.name, bytes: bytes, sha256: sha256, file: copy, problem: input.problem)
    }
  }

  private func digests() throws -> [EvidenceManifest.File] {
    try folder.files.map { path in
      do {
        let full = folder.full(path)
        return EvidenceManifest.File(
          path: path, bytes: try FileSize.of(full), sha256: try Digest.ofFile(full))
      } catch let failure as FileBytes.Failure {
        throw OutputFailure(description: "\(TerminalText.visible(path)): \(failure.sentence)")
      }
    }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
