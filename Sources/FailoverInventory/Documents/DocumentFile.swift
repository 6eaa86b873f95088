import FailoverBase
import Glibc

/// What is wrong with a document, and where.
package struct DocumentFault: Error, Sendable, Hashable {
  /// Counted from 1; absent where the whole document is meant.
  package let line: Int?
  /// The byte in the line, counted from 1.
  package let column: Int?
  /// One sentence without a full stop.
  package let sentence: String

  package init(line: Int? = nil, column: Int? = nil, _ sentence: String) {
    self.line = line
    self.column = column
    self.sentence = sentence
  }
}

/// A document that is read at any place, again and again, and must not change meanwhile.
package final class DocumentFile: Sendable {
  /// Bytes in it.
  package let size: Int
  private let descriptor: Int32
  /// All of a document that is in memory, which has no descriptor.
  private let contents: [UInt8]?
  private let stamp: Stamp

  /// What distinguishes a file that was written to from one that was not.
  private struct Stamp: Equatable {
    let size: Int
    let modified: [Int]

    /// Of what cannot change.
    init(size: Int) {
      self.size = size
      modified = []
    }

    init(_ status: stat) {
      size = Int(status.st_size)
      modified = [
        status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
        status.st_ctim.tv_nsec,
      ]
    }
  }

  /// Opens a file; what can be read only once goes to a temporary file that has no name.
  ///
  /// - Parameter path: a path, or `-` for standard input.
  package init(_ path: String) throws(DocumentFault) {
    contents = nil
    var status = stat()
    if path == "-" {
      descriptor = try DocumentFile.kept(0)
    } else {
      let opened = try DocumentFile.opened(path)
      let isReadable = fstat(opened, &status) == 0
      if isReadable && status.st_mode & S_IFMT == S_IFREG {
        descriptor = opened
      } else {
        defer { close(opened) }
        if isReadable && status.st_mode & S_IFMT == S_IFDIR {
          throw DocumentFault("is a folder, not a file")
        }
        descriptor = try DocumentFile.kept(opened)
      }
    }
    guard fstat(descriptor, &status) == 0 else {
      let fault = DocumentFile.fault("cannot be read")
      close(descriptor)
      throw fault
    }
    stamp = Stamp(status)
    size = stamp.size
  }

  private static func opened(_ path: String) throws(DocumentFault) -> Int32 {
    do throws(FileOpening.Failure) {
      return try FileOpening.open(path)
    } catch {
      throw DocumentFault("cannot be opened: \(error.reason)")
    }
  }

  /// A document that is written here and now, in a file without a name.
  ///
  /// - Parameter body: puts one block after another.
  package init(
    writing body: (_ put: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    contents = nil
    let copy = try DocumentFile.nameless()
    do {
      try body { block in
        if !DocumentFile.write(block, to: copy) {
          throw DocumentFile.fault("cannot be kept in a temporary file")
        }
      }
      var status = stat()
      guard fstat(copy, &status) == 0, lseek(copy, 0, SEEK_SET) == 0 else {
        throw DocumentFile.fault("cannot be read")
      }
      descriptor = copy
      stamp = Stamp(status)
      size = stamp.size
    } catch {
      close(copy)
      throw error
    }
  }

  /// A document that is in memory.
  package init(bytes: [UInt8]) {
    contents = bytes
    descriptor = -1
    size = bytes.count
    stamp = Stamp(size: bytes.count)
  }

  deinit { if contents == nil { close(descriptor) } }

  /// Lends out the descriptor, which is at the beginning of the file unless it was used before.
  package func withDescriptor<Result: ~Copyable>(
    _ body: (Int32) throws -> Result
  ) rethrows -> Result {
    try body(descriptor)
  }

  /// Whether nothing was written to it since it was opened, as far as size and times show.
  package var isUnchanged: Bool {
    if contents != nil { return true }
    var status = stat()
    return fstat(descriptor, &status) == 0 && Stamp(status) == stamp
  }

  /// Reads into a buffer from an offset on, until the buffer is full or the file ends.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(DocumentFault)
    -> Int
  {
    if let contents {
      let part = contents[min(offset, contents.count)...].prefix(buffer.count)
      buffer.copyBytes(from: part)
      return part.count
    }
    var filled = 0
    while filled < buffer.count, let base = buffer.baseAddress {
      let count = pread(descriptor, base + filled, buffer.count - filled, offset + filled)
      if count == 0 { break }
      if count < 0 && errno != EINTR { throw DocumentFile.fault("cannot be read") }
      filled += max(0, count)
    }
    return filled
  }

  /// SHA-256 of all of it in lower-case hex.
  package func sha256() throws(DocumentFault) -> String {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { block.deallocate() }
    var hash = Hash()
    var offset = 0
    while true {
      let count = try read(into: block, at: offset)
      if count == 0 { return hash.finish().hex }
      hash.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
      offset += count
    }
  }

  // MARK: What can be read only once

  /// A copy of all that a descriptor gives, in a file without a name.
  private static func kept(_ source: Int32) throws(DocumentFault) -> Int32 {
    let copy = try nameless()
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = Glibc.read(source, block.baseAddress, block.count)
      if count == 0 { return copy }
      if count < 0 && errno == EINTR { continue }
      if count < 0 || !write(block, max(0, count), to: copy) {
        let fault = fault(count < 0 ? "cannot be read" : "cannot be kept in a temporary file")
        close(copy)
        throw fault
      }
    }
  }

  private static func nameless() throws(DocumentFault) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array((folder + "/failover-audit.XXXXXX").utf8CString)
    let descriptor = mkstemp(&path)
    if descriptor < 0 { throw fault("cannot be kept in a temporary file") }
    unlink(path)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }

  private static func write(_ block: [UInt8], to copy: Int32) -> Bool {
    var written = 0
    while written < block.count {
      let more = block.withUnsafeBytes {
        Glibc.write(copy, $0.baseAddress.map { $0 + written }, block.count - written)
      }
      if more < 0 && errno != EINTR { return false }
      written += max(0, more)
    }
    return true
  }

  private static func write(
    _ block: UnsafeMutableRawBufferPointer, _ count: Int, to copy: Int32
  ) -> Bool {
    var written = 0
    while written < count, let base = block.baseAddress {
      let more = Glibc.write(copy, base + written, count - written)
      if more < 0 && errno != EINTR { return false }
      written += max(0, more)
    }
    return true
  }

  private static func fault(_ what: String) -> DocumentFault {
    DocumentFault("\(what): \(String(cString: strerror(errno)))")
  }
}
