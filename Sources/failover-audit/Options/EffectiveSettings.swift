import ArgumentParser
import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports
import FailoverRules

/// What applies to an audit, each value with where it comes from.
struct EffectiveSettings {
  enum Origin {
    case standard
    case file(YAMLPlace)
    case commandLine
  }

  struct Value<Content> {
    let content: Content
    let origin: Origin
  }

  let configuration: ConfigurationFile?
  let select: Value<[String]>
  let skip: Value<[String]>
  let ownRanges: Value<[AddressRange]>
  let datacenters: Value<[String]>
  let exclude: Value<[NamePattern]>
  let failOn: Value<Severity>
  let allowUnknown: Value<Bool>
  /// Paths as seen from the working directory.
  let waivers: Value<[String]>
  let ignoresWaivers: Bool
  /// A path as seen from the working directory; nil if there is none, or it is ignored.
  let baseline: Value<String?>
  let strictBaseline: Bool
  let ruleFolders: Value<[String]>
  /// Folders of evidence of the failover software, as seen from the working directory.
  let evidenceFolders: Value<[String]>
  /// Parameters that somebody set, as `rule.parameter`.
  let parameters: [String: Value<Int>]
  /// Severities that somebody set, by rule.
  let severities: [String: Value<Severity>]
  /// All rules with their parameters, and the selected ones.
  let allRules: [any Rule]
  let rules: [any Rule]

  /// Reads the configuration and puts the options over it.
  ///
  /// - Throws: `FileFaults` for everything that is wrong with the files, or `ValidationError` for
  ///   the first option that is wrong.
  init(_ options: AuditOptions) throws {
    var own: LoadedRules?
    let file =
      options.ignoresConfig
      ? nil
      : try ConfigurationFile(options.config) { folders throws(FileFaults) in
        let house = try LoadedRules(
          options.ruleFolders.isEmpty ? folders : options.ruleFolders, options.rulePermissions)
        own = house
        return try house.all()
      }
    let house = try own ?? LoadedRules(options.ruleFolders, options.rulePermissions)
    let standard = try house.all()
    let settings = file?.configuration
    configuration = file
    select = EffectiveSettings.list(AuditOptions.words(options.select), settings?.select)
    skip = EffectiveSettings.list(AuditOptions.words(options.skip), settings?.skip)
    ownRanges = EffectiveSettings.list(try options.givenRanges(), settings?.ownRanges)
    datacenters = EffectiveSettings.list(options.datacenters, settings?.datacenters)
    exclude = EffectiveSettings.list(try options.reading.patterns(), settings?.exclude)
    failOn = EffectiveSettings.single(options.failOn, settings?.failOn, .warning)
    allowUnknown = EffectiveSettings.single(
      options.unknowns.map { $0 == .allow }, settings?.allowUnknown, false)
    waivers = EffectiveSettings.list(
      options.waivers, EffectiveSettings.paths(settings?.waivers, file))
    ignoresWaivers = options.ignoresWaivers
    baseline = EffectiveSettings.single(
      options.ignoresBaseline ? .some(nil) : options.baseline.map { .some($0) },
      EffectiveSettings.path(settings?.baseline, file), nil)
    strictBaseline = options.strictBaseline
    ruleFolders = EffectiveSettings.list(
      options.ruleFolders, EffectiveSettings.paths(settings?.rules, file))
    evidenceFolders = EffectiveSettings.list(
      options.evidenceFolders, EffectiveSettings.paths(settings?.ha, file))
    let names = RuleNames(standard.map(\.info))
    parameters = EffectiveSettings.merged(
      try EffectiveSettings.renamed(options.givenParameters(), names.parameter),
      settings?.parameters)
    severities = EffectiveSettings.merged(
      try EffectiveSettings.renamed(options.givenSeverities(), names.id), settings?.severities)
    do {
      try EffectiveSettings.check(severities, standard)
      allRules = try house.all(parameters.mapValues(\.content))
      let picked = try RuleSelection.pick(
        allRules, select: select.content, skip: skip.content)
      rules = picked.asked(withEvidence: !evidenceFolders.content.isEmpty)
      if rules.isEmpty && !picked.isEmpty {
        throw ValidationError(
          "the rules that are selected need evidence of the failover software: name its folder with --ha"
        )
      }
    } catch let error as UnknownRule {
      throw ValidationError(TerminalText.visible(error.description))
    } catch let error as BadParameter {
      throw ValidationError(TerminalText.visible(error.description))
    }
    if strictBaseline && baseline.content == nil {
      throw ValidationError("--strict-baseline needs a baseline: name it with --baseline")
    }
    if rules.isEmpty { throw ValidationError("no rule is left: nothing would be examined") }
  }

  // MARK: What the audit and the report take

  var auditSettings: AuditSettings {
    var settings = AuditSettings()
    settings.failOn = failOn.content
    settings.allowUnknown = allowUnknown.content
    settings.selected = select.content
    settings.skipped = skip.content
    settings.parameters = parameters.mapValues(\.content)
    settings.severities = changedSeverities
    settings.ownRanges = ownRanges.content.map(\.text)
    settings.datacenters = datacenters.content
    settings.ignoresWaivers = ignoresWaivers
    return settings
  }

  /// Severities other than the declared ones.
  var changedSeverities: [String: Severity] {
    let declared = Dictionary(uniqueKeysWithValues: allRules.map { ($0.info.id, $0.info.severity) })
    return severities.mapValues(\.content).filter { declared[$0.key] != $0.value }
  }

  /// Reads the waivers and the baseline that apply; nil if there are none, or they are ignored.
  ///
  /// A pipe can be read only once: call it once.
  ///
  /// - Throws: `FileFaults` for everything that is wrong with all of these files.
  func readWaiversAndBaseline() throws(FileFaults) -> (WaiverFiles?, Baseline?) {
    var faults = FileFaults()
    let waivers = readWaivers(&faults)
    let baseline = faults.notingAll(try readBaseline()) ?? nil
    try faults.check()
    return (waivers, baseline)
  }

  private func readWaivers(_ faults: inout FileFaults) -> WaiverFiles? {
    if ignoresWaivers || waivers.content.isEmpty { return nil }
    var files: [(name: String, bytes: [UInt8])] = []
    for (path, name) in zip(waivers.content, ShownPath.names(waivers.content)) {
      if let bytes = faults.notingAll(
        try read(path, "--waivers", waivers.origin, YAMLDocument.byteLimit))
      {
        files.append((name, bytes))
      }
    }
    do throws(FileFaults) {
      return try WaiverFiles(files, rules: allRules.map(\.info))
    } catch {
      faults.note(error.renamed(waiverPath))
      return nil
    }
  }

  private func read(
    _ path: String, _ option: String, _ origin: Origin, _ limit: Int
  ) throws(FileFaults) -> [UInt8] {
    if case .commandLine = origin { return try SmallFile.read(path, of: option, limit: limit) }
    return try ConfigurationFile.readFound(path, limit: limit)
  }

  /// The path of waivers that reports name.
  func waiverPath(_ name: String) -> String {
    zip(waivers.content, ShownPath.names(waivers.content)).first { $1 == name }?.0 ?? name
  }

  private func readBaseline() throws(FileFaults) -> Baseline? {
    guard let path = baseline.content else { return nil }
    let bytes = try read(path, "--baseline", baseline.origin, Baseline.byteLimit)
    do throws(FileFaults) {
      return try Baseline(bytes, file: ShownPath.name(path), rules: allRules.map(\.info))
    } catch {
      throw error.renamed { _ in path }
    }
  }

  // MARK: Putting one over the other

  /// What was said under ids that rules have or had.
  private static func renamed<Content>(
    _ given: [String: Content], _ name: (String) -> String
  ) throws -> [String: Content] {
    try Dictionary(given.map { (name($0.key), $0.value) }) { _, _ in
      throw ValidationError("something is set twice, under two ids of one rule")
    }
  }

  private static func path(_ configured: Located<String>?, _ file: ConfigurationFile?) -> Located<
    String?
  >? {
    guard let configured, let file else { return nil }
    return Located(file.resolved(configured.value), at: configured.place)
  }

  private static func list<Item>(_ given: [Item], _ configured: Located<[Item]>?) -> Value<[Item]> {
    if !given.isEmpty { return Value(content: given, origin: .commandLine) }
    return single(nil, configured, [])
  }

  private static func single<Content>(
    _ given: Content?, _ configured: Located<Content>?, _ standard: Content
  ) -> Value<Content> {
    if let given { return Value(content: given, origin: .commandLine) }
    if let configured { return Value(content: configured.value, origin: .file(configured.place)) }
    return Value(content: standard, origin: .standard)
  }

  private static func merged<Content>(
    _ given: [String: Content], _ configured: [String: Located<Content>]?
  ) -> [String: Value<Content>] {
    (configured ?? [:]).mapValues { Value(content: $0.value, origin: .file($0.place)) }
      .merging(given.mapValues { Value(content: $0, origin: .commandLine) }) { $1 }
  }

  private static func paths(
    _ configured: Located<[Located<String>]>?, _ file: ConfigurationFile?
  ) -> Located<[String]>? {
    guard let configured, let file else { return nil }
    return Located(configured.value.map { file.resolved($0.value) }, at: configured.place)
  }

  private static func check(
    _ severities: [String: Value<Severity>], _ rules: [any Rule]
  ) throws {
    for id in severities.keys.sorted() where !rules.contains(where: { $0.info.id == id }) {
      let hint =
        RuleSelection.nearest(id, in: rules, families: false).map { "; did you mean \"\($0)\"?" }
        ?? ""
      throw ValidationError("no rule is called \"\(TerminalText.visible(id))\"" + hint)
    }
  }
}

extension EffectiveSettings {
  var strictOrigin: Origin { strictBaseline ? .commandLine : .standard }
}

extension EffectiveSettings.Origin {
  /// As `config --effective` prints it.
  ///
  /// - Parameter name: how paths are shown.
  func words(_ name: (String) -> String) -> String {
    switch self {
    case .standard: "default"
    case .file(let place): "\(name(place.file)):\(place.line)"
    case .commandLine: "command line"
    }
  }
}
