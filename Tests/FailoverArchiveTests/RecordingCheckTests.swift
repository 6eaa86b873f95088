import FailoverAudit
import FailoverArchive
import Foundation
import Testing

/// Runs whose reports turn out to be unsound.
@Suite("Recording")
struct RecordingCheckTests {
  @Test("a run whose report changed while it was recorded leaves nothing in the history")
  func unsound() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let history = HistoryFile(folder.appendingPathComponent("h.db").path)
    let report = Report(
      toolVersion: "1", ruleSetDigest: "", time: nil, inputs: [], settings: AuditSettings(),
      estate: EstateCounts(), ledger: Ledger(rules: []),
      verdict: Verdict(word: .incomplete, reasons: []), assumptions: [])
    let fault = HistoryError(file: "r.json", sentence: "changed")
    #expect(throws: fault) {
      try history.record(report, at: 1_795_392_000) { () throws(HistoryError) in throw fault }
    }
    let kept = try history.record(report, at: 1_795_392_060)
    #expect(kept.history?.runs.map(\.time) == [1_795_392_060])
    #expect(try history.read(runs: 9).runCount == 1)
  }
}
