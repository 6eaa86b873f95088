import ArgumentParser
import FailoverBase
import FailoverInventory
import FailoverReports
import Glibc

/// Refuses reports that would overwrite an input or each other, before anything is read.
enum OutputCheck {
  /// - Parameter files: what is read besides the inputs.
  /// - Throws: `ValidationError` with the path that is used twice, or the folder that is missing.
  static func check(_ outputs: [ReportOutput], inputs: [String], files: [String] = []) throws {
    let targets = outputs.compactMap(\.target)
    for (position, target) in targets.enumerated()
    where targets[..<position].contains(where: { $0.utf8.elementsEqual(target.utf8) }) {
      throw ValidationError("two reports cannot go to one file: \(TerminalText.visible(target))")
    }
    for output in outputs {
      guard let folder = output.missingFolder else { continue }
      throw ValidationError(
        "the folder \(TerminalText.visible(folder)) does not exist: create it first")
    }
    let existing = targets.compactMap { target in identity(of: target).map { (target, $0) } }
    if existing.isEmpty { return }
    // A path that does not exist is reported when it is read.
    let files = ((try? Inventory.files(for: inputs)) ?? []) + files
    let read = Set(files.compactMap(identity))
    for (target, identity) in existing where read.contains(identity) {
      throw ValidationError("a report would overwrite an input: \(TerminalText.visible(target))")
    }
  }

  private struct Identity: Hashable {
    let device: dev_t
    let inode: ino_t
  }

  /// What a path leads to, if that is a regular file.
  private static func identity(of path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Identity(device: status.st_dev, inode: status.st_ino)
  }
}
