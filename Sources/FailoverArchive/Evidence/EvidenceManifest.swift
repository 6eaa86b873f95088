import FailoverAudit
import FailoverBase
import FailoverInventory

/// What an evidence pack holds, and all that is needed to perform its audit again.
package struct EvidenceManifest: Sendable, Hashable {
  package static let format = "failover-audit-evidence/1"
  /// Its name in the pack.
  package static let fileName = "manifest.json"
  package static let reportName = "report.json"
  package static let ledgerName = "ledger.ndjson"
  package static let rulesName = "rules.json"
  package static let sumsName = "SHA256SUMS"

  /// A file of the pack.
  package struct File: Sendable, Hashable {
    /// Below the pack, with `/` between its parts.
    package let path: String
    package let bytes: Int
    package let sha256: String

    package init(path: String, bytes: Int, sha256: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// An input of the audit, in the order in which it was read.
  package struct Input: Sendable, Hashable {
    /// As the report names it. It may hold any text: escape it.
    package let name: String
    package let bytes: Int
    /// Nil if nothing of it could be read.
    package let sha256: String?
    /// Its copy in the pack.
    package let file: String?
    /// Why it was not read, if that was known before it was opened.
    package let problem: String?
    /// Of evidence of the failover software, where it was.
    package var evidence: Evidence?

    package init(name: String, bytes: Int, sha256: String?, file: String?, problem: String?) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
      self.file = file
      self.problem = problem
    }
  }

  /// Where a file of evidence of the failover software was.
  package struct Evidence: Sendable, Hashable {
    /// The path below the folder that was given.
    package let path: String
    /// The number of that folder.
    package let argument: Int

    package init(path: String, argument: Int) {
      self.path = path
      self.argument = argument
    }
  }

  /// Something else that was read: its name in the report, and its copy in the pack.
  package struct Source: Sendable, Hashable {
    package let name: String
    package let file: String

    package init(name: String, file: String) {
      self.name = name
      self.file = file
    }
  }

  package var toolVersion: String
  /// The time in the report; nil if it has none.
  package var time: String?
  /// When the audit ran: waivers were judged on that day.
  package var performed: String
  package var verdict: Verdict.Word
  package var settings: AuditSettings
  package var isBaselineStrict = false
  package var configuration: Source?
  package var waivers: [Source] = []
  package var baseline: Source?
  /// Folders of rules, or single files of them.
  package var rules: [Source] = []
  package var inputs: [Input] = []
  /// Whether the audit was given evidence of the failover software.
  package var hasSoftwareEvidence = false
  /// All files of the pack besides the manifest and the sums, in the order of their paths.
  package var files: [File] = []

  package init(
    toolVersion: String, time: String?, performed: String, verdict: Verdict.Word,
    settings: AuditSettings
  ) {
    self.toolVersion = toolVersion
    self.time = time
    self.performed = performed
    self.verdict = verdict
    self.settings = settings
  }
}

// MARK: Writing

extension EvidenceManifest {
  /// The manifest as it is in the pack.
  package var bytes: [UInt8] { Array((json.indented + "\n").utf8) }

  /// The sums of all files and of the manifest, as `sha256sum` reads them.
  package func sums(withDigest digest: String) -> [UInt8] {
    let lines = files.map { "\($0.sha256)  \($0.path)\n" }
    return Array((lines.joined() + "\(digest)  \(EvidenceManifest.fileName)\n").utf8)
  }

  private var json: OrderedJSON {
    func orNull(_ text: String?) -> OrderedJSON { text.map { .string($0) } ?? .null }
    func source(_ source: Source?) -> OrderedJSON {
      source.map { ["name": .string($0.name), "file": .string($0.file)] } ?? .null
    }
    return .object(
      [
        ("format", .string(EvidenceManifest.format)), ("toolVersion", .string(toolVersion)),
        ("time", orNull(time)), ("performed", .string(performed)),
        ("verdict", .string(verdict.rawValue)), ("settings", settingsJSON),
        ("configuration", source(configuration)), ("waivers", .array(waivers.map(source))),
        ("baseline", source(baseline)), ("rules", .array(rules.map(source))),
        (
          "inputs",
          .array(
            inputs.map { input in
              .object(
                [
                  ("name", .string(input.name)), ("bytes", .number(input.bytes)),
                  ("sha256", orNull(input.sha256)), ("file", orNull(input.file)),
                  ("problem", orNull(input.problem)),
                ] + evidence(input.evidence))
            })
        ),
        (
          "files",
          .array(
            files.map { file in
              .object([
                ("path", .string(file.path)), ("bytes", .number(file.bytes)),
                ("sha256", .string(file.sha256)),
              ])
            })
        ),
      ] + (hasSoftwareEvidence ? [("ha", .bool(true))] : []))
  }

  private func evidence(_ evidence: Evidence?) -> [(key: String, value: OrderedJSON)] {
    evidence.map {
      [("ha", ["path": .string($0.path), "folder": .number($0.argument)])]
    } ?? []
  }

  private var settingsJSON: OrderedJSON {
    .object([
      ("failOn", .string(settings.failOn.rawValue)), ("allowUnknown", .bool(settings.allowUnknown)),
      ("selected", .array(settings.selected.map { .string($0) })),
      ("skipped", .array(settings.skipped.map { .string($0) })),
      (
        "parameters",
        .object(
          settings.parameters.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
      ),
      ("ownRanges", .array(settings.ownRanges.map { .string($0) })),
      ("datacenters", .array(settings.datacenters.map { .string($0) })),
      (
        "severities",
        .object(
          settings.severities.sorted { $0.key < $1.key }.map {
            ($0.key, .string($0.value.rawValue))
          })
      ),
      ("ignoresWaivers", .bool(settings.ignoresWaivers)),
      ("isBaselineStrict", .bool(isBaselineStrict)),
      ("leftOut", .array(settings.leftOut.map { .string($0) })),
    ])
  }
}
