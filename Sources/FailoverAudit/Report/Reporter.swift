import FailoverBase

/// Writes a report in one format; a pure function of the report.
public protocol Reporter: Sendable {
  /// The word that `--report` takes.
  static var format: String { get }
  /// What the format is for, as a sentence without a full stop.
  static var summary: String { get }
  /// - Throws: what the sink throws; nothing of its own.
  func write(_ report: Report, to sink: inout ByteSink) throws
}
