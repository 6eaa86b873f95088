import FailoverInventory
import FailoverAudit
import FailoverBase

/// The waivers of all reports, which are applied again to all that they hold.
///
/// A report does not hold waivers that waived nothing, so the files are needed again; they must be
/// the ones that the reports name, byte by byte.
struct MergedWaivers {
  /// Absent if no report was made with waivers.
  let provenance: WaiverProvenance?
  private let waivers: WaiversOfDay?

  /// - Parameter rules: all rules that waivers may be of.
  init(
    _ parts: [MergePart], _ given: [(name: String, bytes: [UInt8])], rules: [RuleInfo]
  ) throws {
    let declared = try MergedWaivers.declared(parts)
    let files = try MergedWaivers.files(declared, given)
    guard let judgedOn = parts.compactMap(\.report.waivers?.judgedOn).first,
      let day = CalendarDay(judgedOn)
    else {
      (provenance, waivers) = (nil, nil)
      return
    }
    let read = try WaiverFiles(files, rules: rules)
    waivers = WaiversOfDay(read.waivers, on: day)
    provenance = WaiverProvenance(
      files: read.files, count: read.waivers.count, judgedOn: judgedOn)
  }

  func apply(
    to ledger: Ledger, isExportWhole: Bool, rules: [any Rule], parameters: [String: Int]
  ) throws(MergeRefusal) -> Ledger {
    guard let waivers else { return ledger }
    do {
      return try ledger.rewaived(
        by: waivers, isExportWhole: isExportWhole, rules: rules, parameters: parameters)
    } catch {
      throw MergeRefusal("waivers cannot be judged again: \(error.description)")
    }
  }

  /// The files that were given, under the names that the reports have for them.
  private static func files(
    _ declared: [FileDigest], _ given: [(name: String, bytes: [UInt8])]
  ) throws(MergeRefusal) -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    for (name, bytes) in given {
      let digest = FileDigest(file: name, of: bytes).sha256
      guard let file = declared.first(where: { $0.sha256 == digest }) else {
        throw MergeRefusal("no report was made with the waivers of \(name), as they are now")
      }
      if files.contains(where: { $0.name == file.file }) {
        throw MergeRefusal("the waivers of \(file.file) are given twice")
      }
      files.append((file.file, bytes))
    }
    if let missing = declared.first(where: { file in !files.contains { $0.name == file.file } }) {
      throw MergeRefusal(
        "the reports were made with the waivers of \(missing.file), which must be judged again for all of "
          + "them: give that file with --waivers")
    }
    return files
  }

  private static func declared(_ parts: [MergePart]) throws(MergeRefusal) -> [FileDigest] {
    var declared: [FileDigest] = []
    for part in parts {
      for file in part.report.waivers?.files ?? [] where !declared.contains(file) {
        if let other = declared.first(where: { $0.file == file.file || $0.sha256 == file.sha256 }) {
          throw MergeRefusal(
            other.file == file.file
              ? "\(part.name) was made with other waivers in \(file.file) than the reports before it"
              : "\(part.name) calls the waivers \(file.file) that another report calls \(other.file)"
          )
        }
        declared.append(file)
      }
    }
    return declared
  }
}
