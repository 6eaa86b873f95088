import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverReports

/// Compares the files of a pack with its manifest.
struct EvidenceCheck {
  let folder: String
  let manifest: EvidenceManifest
  /// The manifest as it is in the folder.
  let manifestBytes: [UInt8]

  init(folder: String, _ manifest: EvidenceManifest, _ manifestBytes: [UInt8]) {
    self.folder = folder
    self.manifest = manifest
    self.manifestBytes = manifestBytes
  }

  /// What is not as the manifest says, a sentence each.
  var differences: [String] {
    manifest.files.compactMap(difference) + sums + extraFiles + inputs
  }

  private func difference(_ file: EvidenceManifest.File) -> String? {
    do throws(FileBytes.Failure) {
      let full = folder + "/" + file.path
      let size = try FileSize.of(full)
      if size != file.bytes { return "\(file.path) has \(size) bytes instead of \(file.bytes)" }
      if try Digest.ofFile(full) != file.sha256 { return "\(file.path) was changed" }
      return nil
    } catch {
      return "\(file.path) \(error.sentence)"
    }
  }

  /// The sums are what the manifest says: who checks with them must not be led astray.
  private var sums: [String] {
    let name = EvidenceManifest.sumsName
    let expected = manifest.sums(withDigest: Digest.of(manifestBytes))
    do throws(FileBytes.Failure) {
      let full = folder + "/" + name
      if try FileSize.of(full) != expected.count { return ["\(name) was changed"] }
      return try FileBytes.read(full, limit: expected.count) == expected
        ? [] : ["\(name) was changed"]
    } catch {
      return ["\(name) \(error.sentence)"]
    }
  }

  /// Files that the manifest does not name, byte by byte: other spellings of a name are other
  /// files.
  private var extraFiles: [String] {
    let own = [EvidenceManifest.fileName, EvidenceManifest.sumsName]
    let known = Set((manifest.files.map(\.path) + own).map { Array($0.utf8) })
    guard let files = FolderListing.files(below: folder, limit: known.count * 2 + 10_000) else {
      return [
        "there are many files that the manifest does not name, or folders that cannot be read"
      ]
    }
    return files.filter { !known.contains(Array($0.utf8)) }.map { "\($0) is not in the manifest" }
  }

  /// Everything that is to be read is among the files, and inputs are what they were.
  private var inputs: [String] {
    let files = Dictionary(manifest.files.map { (Array($0.path.utf8), $0) }) { first, _ in first }
    var differences: [String] = []
    for input in manifest.inputs {
      guard let path = input.file else { continue }
      if files[Array(path.utf8)]?.sha256 != input.sha256 {
        differences.append("the input \(input.name) is not the file \(path)")
      }
    }
    let sources = manifest.waivers + [manifest.configuration, manifest.baseline].compactMap(\.self)
    for source in sources where files[Array(source.file.utf8)] == nil {
      differences.append("\(source.file) is not among the files")
    }
    for name in [
      EvidenceManifest.reportName, EvidenceManifest.ledgerName, EvidenceManifest.rulesName,
    ] where files[Array(name.utf8)] == nil { differences.append("\(name) is not among the files") }
    return differences
  }
}
