/// A line of the table of reports: what writing one took, beside the audit.
struct ReportRow: Codable, Sendable {
  var format: String
  var groups: Int
  var bytes: Int
  /// User and system time of all threads while the report was written.
  var cpuSeconds: Double
  /// Of the whole run; the inventory is in it.
  var peakBytes: Int

  static let columns = [
    Table.Column(title: "report", isNumber: false), .init(title: "groups"), .init(title: "MB"),
    .init(title: "CPU s"), .init(title: "MB/s"), .init(title: "peak MB"),
  ]

  init(_ format: String, of estate: Estate, bytes: Int, _ run: Measurement) {
    self.format = format
    groups = estate.summary.groups
    self.bytes = bytes
    cpuSeconds = run.stages?.reporting.cpuSeconds ?? 0
    peakBytes = run.peakBytes
  }

  var cells: [String] {
    let speed = cpuSeconds > 0 ? (Double(bytes) / cpuSeconds / 1e6).fixed(0) : "–"
    return [
      format, String(groups), (Double(bytes) / 1e6).fixed(1), cpuSeconds.fixed(2), speed,
      (Double(peakBytes) / 1e6).fixed(0),
    ]
  }
}
