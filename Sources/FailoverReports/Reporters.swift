import FailoverArchive
import FailoverAudit

/// The formats that a report can be written in.
public enum Reporters {
  /// One reporter of each format with its default options, in the order in which help lists them.
  public static let all: [any Reporter] = [
    TextReporter(), HTMLReporter(), JUnitReporter(), JSONReporter(), LedgerReporter(),
    SARIFReporter(), SARIFGitHubReporter(), GitLabReporter(), GitHubReporter(),
    MarkdownReporter(), CSVReporter(), OCSFReporter(), OSCALReporter(), PrometheusReporter(),
    TAPReporter(),
  ]

  /// The names of all formats, for a sentence.
  public static var formats: String {
    all.map { type(of: $0).format }.joined(separator: ", ")
  }

  /// The reporter whose format is called `name`, exactly.
  public static func reporter(named name: String) -> (any Reporter)? {
    all.first { type(of: $0).format == name }
  }
}
