import FailoverAudit
import FailoverBase
import FailoverReports

/// What applies, a line for each value: its name, the value, and where it comes from.
struct EffectiveTable {
  let settings: EffectiveSettings
  /// Whether paths are shown as reports show them.
  var isForReports = false

  var text: String {
    let rows = ([file] + general + severities + parameters).map { $0.map(TerminalText.visible) }
    let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count) + "  "
      }.joined() + row[2] + "\n"
    }.joined()
  }

  private var file: [String] {
    let file = settings.configuration
    return [
      "configuration", file.map { paths([$0.path]) } ?? "none",
      file.map { "SHA-256 \($0.digest.sha256)" } ?? "default",
    ]
  }

  private var general: [[String]] {
    [
      row("select", list(settings.select, "all"), settings.select.origin),
      row("skip", list(settings.skip), settings.skip.origin),
      row(
        "own-ranges", settings.ownRanges.content.map(\.text).joinedOrNone,
        settings.ownRanges.origin),
      row("datacenters", list(settings.datacenters), settings.datacenters.origin),
      row(
        "exclude", settings.exclude.content.map(\.text).joinedOrNone, settings.exclude.origin),
      row("fail-on", settings.failOn.content.rawValue, settings.failOn.origin),
      row("allow-unknown", "\(settings.allowUnknown.content)", settings.allowUnknown.origin),
      settings.ignoresWaivers
        ? row("waivers", "none", .commandLine)
        : row("waivers", paths(settings.waivers.content), settings.waivers.origin),
      row(
        "baseline", paths([settings.baseline.content].compactMap(\.self)), settings.baseline.origin),
      row("strict-baseline", "\(settings.strictBaseline)", settings.strictOrigin),
      row("rules", paths(settings.ruleFolders.content), settings.ruleFolders.origin),
      row("ha", paths(settings.evidenceFolders.content), settings.evidenceFolders.origin),
    ]
  }

  private var severities: [[String]] {
    settings.allRules.map(\.info).map { info in
      let own = settings.severities[info.id]
      return row(
        "severity \(info.id)", (own?.content ?? info.severity).rawValue, own?.origin ?? .standard)
    }
  }

  private var parameters: [[String]] {
    settings.allRules.map(\.info).flatMap { info in
      info.parameters.map { parameter in
        let own = settings.parameters["\(info.id).\(parameter.name)"]
        return row(
          "parameter \(info.id).\(parameter.name)", "\(own?.content ?? parameter.defaultValue)",
          own?.origin ?? .standard)
      }
    }
  }

  private func list(_ value: EffectiveSettings.Value<[String]>, _ none: String = "none") -> String {
    value.content.isEmpty ? none : value.content.joinedOrNone
  }

  private func paths(_ paths: [String]) -> String {
    (isForReports ? ShownPath.names(paths) : paths).joinedOrNone
  }

  private func row(_ name: String, _ value: String, _ origin: EffectiveSettings.Origin) -> [String]
  {
    [name, value, origin.words { paths([$0]) }]
  }
}

extension [String] {
  fileprivate var joinedOrNone: String { isEmpty ? "none" : joined(separator: ", ") }
}
