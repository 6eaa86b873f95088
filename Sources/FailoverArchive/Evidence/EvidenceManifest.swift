import FailoverAudit
import FailoverBase
import FailoverInventory

/// What an evidence pack holds, and all that is needed to perform its audit again.
public struct EvidenceManifest: Sendable, Hashable {
  public static let format = "failover-audit-evidence/1"
  /// Its name in the pack.
  public static let fileName = "manifest.json"
  public static let reportName = "report.json"
  public static let ledgerName = "ledger.ndjson"
  public static let rulesName = "rules.json"
  public static let sumsName = "SHA256SUMS"

  /// A file of the pack.
  public struct File: Sendable, Hashable {
    /// Below the pack, with `/` between its parts.
    public let path: String
    public let bytes: Int
    public let sha256: String

    public init(path: String, bytes: Int, sha256: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// An input of the audit, in the order in which it was read.
  public struct Input: Sendable, Hashable {
    /// As the report names it. It may hold any text: escape it.
    public let name: String
    public let bytes: Int
    /// Nil if nothing of it could be read.
    public let sha256: String?
    /// Its copy in the pack.
    public let file: String?
    /// Why it was not read, if that was known before it was opened.
    public let problem: String?
    /// Of evidence of the failover software, where it was.
    public var evidence: Evidence?

    public init(name: String, bytes: Int, sha256: String?, file: String?, problem: String?) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
      self.file = file
      self.problem = problem
    }
  }

  /// Where a file of evidence of the failover software was.
  public struct Evidence: Sendable, Hashable {
    /// The path below the folder that was given.
    public let path: String
    /// The number of that folder.
    public let argument: Int

    public init(path: String, argument: Int) {
      self.path = path
      self.argument = argument
    }
  }

  /// Something else that was read: its name in the report, and its copy in the pack.
  public struct Source: Sendable, Hashable {
    public let name: String
    public let file: String

    public init(name: String, file: String) {
      self.name = name
      self.file = file
    }
  }

  public var toolVersion: String
  /// The time in the report; nil if it has none.
  public var time: String?
  /// When the audit ran: waivers were judged on that day.
  public var performed: String
  public var verdict: Verdict.Word
  public var settings: AuditSettings
  public var isBaselineStrict = false
  public var configuration: Source?
  public var waivers: [Source] = []
  public var baseline: Source?
  /// Folders of rules, or single files of them.
  public var rules: [Source] = []
  public var inputs: [Input] = []
  /// Whether the audit was given evidence of the failover software.
  public var hasSoftwareEvidence = false
  /// All files of the pack besides the manifest and the sums, in the order of their paths.
  public var files: [File] = []

  public init(
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
  public var bytes: [UInt8] { Array((json.indented + "\n").utf8) }

  /// The sums of all files and of the manifest, as `sha256sum` reads them.
  public func sums(withDigest digest: String) -> [UInt8] {
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
