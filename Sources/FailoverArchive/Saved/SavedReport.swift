import FailoverBase
import FailoverAudit
import FailoverInventory

/// A file that no report can be made from.
package struct UnusableReport: Refusal, Sendable, Hashable {
  package let problem: Problem
  package var description: String { problem.description }
}

/// A report that was saved as JSON, or a ledger, from which any report can be made.
///
/// Texts stay in the file: each outcome takes a byte and a part of an offset, and is read again
/// when it is needed. So the file must not change until every report is written: call `check`
/// then.
package struct SavedReport: Sendable {
  package let report: Report
  /// Whether the file holds outcomes only: then the report says nothing else.
  package let isLedger: Bool
  private let name: String
  private let file: SavedFile

  /// Reads a file whole and checks it.
  ///
  /// - Parameters:
  ///   - path: a path, or `-` for standard input.
  ///   - rules: the rules that a ledger may name; a report brings its own.
  ///   - toolVersion: the version of this program, which makes a report of a ledger.
  package init(
    _ path: String, rules: [any Rule], toolVersion: String
  ) throws(UnusableReport) {
    try self.init(path, rules: rules, toolVersion: toolVersion, sharesReader: false)
  }

  /// - Parameter sharesReader: whether all rules are read again by one reader, as must be where
  ///   reports are many.
  init(
    _ path: String, rules: [any Rule], toolVersion: String, sharesReader: Bool
  ) throws(UnusableReport) {
    do throws(DocumentFault) {
      let file = SavedFile(try DocumentFile(path), sharesReader: sharesReader)
      if file.document.size == 0 { throw DocumentFault("is empty") }
      let document = try SavedDocument(file)
      isLedger = document.isLedger
      if isLedger {
        let ledger = SavedLedger(file, name: path, rules: rules, toolVersion: toolVersion)
        report = try ledger.report()
      } else {
        report = try document.report()
      }
      guard file.isSound else { throw DocumentFault(SavedReport.changed) }
      self.file = file
      name = path
    } catch {
      throw UnusableReport(
        problem: Problem(
          input: path, line: error.line, column: error.column, sentence: error.sentence))
    }
  }

  /// Shows whether the file changed since it was opened.
  package func check() throws(UnusableReport) { try watch.check() }

  /// The file alone.
  var watch: Watch { Watch(name: name, file: file) }

  /// A file that must not change.
  struct Watch: Sendable {
    fileprivate let name: String
    fileprivate let file: SavedFile

    func check() throws(UnusableReport) {
      if !file.isSound {
        throw UnusableReport(problem: Problem(input: name, sentence: SavedReport.changed))
      }
    }
  }

  private static let changed = "changed while it was read; make the report again"
}
