import FailoverAudit
import FailoverBase
import FailoverInventory

/// A manifest that cannot be taken for one.
package struct UnusableEvidence: Refusal, Sendable, Hashable {
  /// One sentence without a full stop. It may hold text from the pack: escape it.
  package let description: String

  package init(_ description: String) { self.description = description }
}

extension EvidenceManifest {
  /// The most bytes of a manifest.
  package static let byteLimit = 1 << 28

  /// Reads a manifest, which strangers may have written.
  package init(_ bytes: [UInt8]) throws(UnusableEvidence) {
    let tree: OrderedJSON
    do {
      tree = try JSONTree.read(try DocumentFile { put in try put(bytes) })
    } catch let fault as DocumentFault {
      throw UnusableEvidence(
        "\(EvidenceManifest.fileName), line \(fault.line ?? 1): \(fault.sentence)")
    } catch {
      throw UnusableEvidence("\(EvidenceManifest.fileName): \(error)")
    }
    let reader = ManifestReader(tree: tree)
    if tree["format"]?.text != EvidenceManifest.format {
      throw reader.wrong("the format is not \(EvidenceManifest.format)")
    }
    self.init(
      toolVersion: try reader.text("toolVersion"), time: try reader.textOrNull("time"),
      performed: try reader.text("performed"), verdict: try reader.verdict(),
      settings: try reader.settings())
    isBaselineStrict = try reader.part("settings").flag("isBaselineStrict")
    configuration = try reader.source("configuration")
    waivers = try reader.sources("waivers")
    baseline = try reader.source("baseline")
    rules = try reader.sources("rules")
    inputs = try reader.inputs()
    // Packs of audits without evidence of the failover software do not have it.
    hasSoftwareEvidence = tree["ha"] == nil ? false : try reader.flag("ha")
    files = try reader.files()
    if UTCTime.seconds(performed) == nil {
      throw reader.wrong("\"performed\" must be a time such as 2026-11-23T02:00:00Z")
    }
    // Waivers of one day must not pass for those of another.
    if let time, time != performed {
      throw reader.wrong("the time of the report is not that at which the audit was performed")
    }
  }

  /// Whether a path leads to a place below the pack, and nowhere else.
  static func isSafe(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !path.isEmpty && path.utf8.count < 4096 && !path.utf8.contains(0)
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }
}

/// Takes the members of a manifest out of its tree.
private struct ManifestReader {
  let tree: OrderedJSON

  func wrong(_ sentence: String) -> UnusableEvidence {
    UnusableEvidence("\(EvidenceManifest.fileName): \(sentence)")
  }

  private func member<Value>(
    _ key: String, _ value: Value?, _ type: String
  ) throws(UnusableEvidence) -> Value {
    guard let value else { throw wrong("\"\(key)\" must be \(type)") }
    return value
  }

  func text(_ key: String) throws(UnusableEvidence) -> String {
    try member(key, tree[key]?.text, "a text")
  }

  func textOrNull(_ key: String) throws(UnusableEvidence) -> String? {
    if tree[key]?.isNull ?? false { return nil }
    return try text(key)
  }

  func flag(_ key: String) throws(UnusableEvidence) -> Bool {
    try member(key, tree[key]?.flag, "true or false")
  }

  func count(_ key: String) throws(UnusableEvidence) -> Int {
    let number = try member(key, tree[key]?.number, "a whole number from 0 on")
    if number < 0 { throw wrong("\"\(key)\" must be a whole number from 0 on") }
    return number
  }

  func list(_ key: String) throws(UnusableEvidence) -> [ManifestReader] {
    try member(key, tree[key]?.items, "a list").map { ManifestReader(tree: $0) }
  }

  func part(_ key: String) throws(UnusableEvidence) -> ManifestReader {
    ManifestReader(tree: try member(key, tree[key], "an object"))
  }

  private func texts(_ key: String) throws(UnusableEvidence) -> [String] {
    var texts: [String] = []
    for item in try member(key, tree[key]?.items, "a list of texts") {
      texts.append(try member(key, item.text, "a list of texts"))
    }
    return texts
  }

  private func path(_ key: String) throws(UnusableEvidence) -> String {
    let path = try text(key)
    if !EvidenceManifest.isSafe(path) {
      throw wrong("\"\(path.prefix(200))\" is not a path in the pack")
    }
    return path
  }

  private func digest(_ key: String) throws(UnusableEvidence) -> String {
    let text = try text(key)
    let isHex = text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    if text.utf8.count != 64 || !isHex { throw wrong("\"\(key)\" must be 64 digits of hex") }
    return text
  }

  // MARK: Parts

  func verdict() throws(UnusableEvidence) -> Verdict.Word {
    try member(
      "verdict", Verdict.Word(rawValue: try text("verdict")), "a verdict")
  }

  func settings() throws(UnusableEvidence) -> AuditSettings {
    let own = try part("settings")
    var settings = AuditSettings()
    settings.failOn = try member("failOn", Severity(rawValue: try own.text("failOn")), "a severity")
    settings.allowUnknown = try own.flag("allowUnknown")
    settings.selected = try own.texts("selected")
    settings.skipped = try own.texts("skipped")
    settings.ownRanges = try own.texts("ownRanges")
    // Packs of earlier versions do not have it.
    if own.tree["datacenters"] != nil { settings.datacenters = try own.texts("datacenters") }
    settings.ignoresWaivers = try own.flag("ignoresWaivers")
    // Packs of older versions do not have it.
    if own.tree["leftOut"] != nil { settings.leftOut = try own.texts("leftOut") }
    for (name, value) in try member("parameters", own.tree["parameters"]?.members, "an object") {
      settings.parameters[name] = try member(name, value.number, "a whole number")
    }
    for (rule, value) in try member("severities", own.tree["severities"]?.members, "an object") {
      settings.severities[rule] = try member(
        rule, value.text.flatMap { Severity(rawValue: $0) }, "a severity")
    }
    return settings
  }

  func source(_ key: String) throws(UnusableEvidence) -> EvidenceManifest.Source? {
    if tree[key]?.isNull ?? false { return nil }
    return try part(key).source()
  }

  func sources(_ key: String) throws(UnusableEvidence) -> [EvidenceManifest.Source] {
    var sources: [EvidenceManifest.Source] = []
    for item in try list(key) { sources.append(try item.source()) }
    return sources
  }

  private func source() throws(UnusableEvidence) -> EvidenceManifest.Source {
    EvidenceManifest.Source(name: try text("name"), file: try path("file"))
  }

  func inputs() throws(UnusableEvidence) -> [EvidenceManifest.Input] {
    var inputs: [EvidenceManifest.Input] = []
    for item in try list("inputs") {
      let hasFile = !(item.tree["file"]?.isNull ?? false)
      let hasDigest = !(item.tree["sha256"]?.isNull ?? false)
      let problem = try item.textOrNull("problem")
      // What has bytes was there to be read.
      if problem != nil && (hasFile || hasDigest) {
        throw wrong("an input that was not read has neither a digest nor a copy")
      }
      var input = EvidenceManifest.Input(
        name: try item.text("name"), bytes: try item.count("bytes"),
        sha256: hasDigest ? try item.digest("sha256") : nil,
        file: hasFile ? try item.path("file") : nil, problem: problem)
      if item.tree["ha"] != nil {
        let evidence = try item.part("ha")
        input.evidence = EvidenceManifest.Evidence(
          path: try evidence.text("path"), argument: try evidence.count("folder"))
      }
      inputs.append(input)
    }
    return inputs
  }

  func files() throws(UnusableEvidence) -> [EvidenceManifest.File] {
    var files: [EvidenceManifest.File] = []
    for item in try list("files") {
      let file = EvidenceManifest.File(
        path: try item.path("path"), bytes: try item.count("bytes"),
        sha256: try item.digest("sha256"))
      if let last = files.last, !last.path.utf8.lexicographicallyPrecedes(file.path.utf8) {
        throw wrong("its files are not in order")
      }
      files.append(file)
    }
    return files
  }
}
