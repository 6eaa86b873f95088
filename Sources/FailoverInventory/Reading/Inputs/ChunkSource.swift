import FailoverBase
import Glibc

/// A piece of an input, to be read by one worker.
struct Chunk: Sendable {
  /// Counts the chunks of all inputs, in order.
  let sequence: Int
  /// The index of the input.
  let input: Int
  let isFirst: Bool
  let isLast: Bool
  /// The bytes and, from `count` on, at least `ByteWindow.padding` zero bytes.
  var bytes: [UInt8]
  let count: Int
  /// What the item is that it seems to begin with; `.absent` if it begins anywhere.
  let startsWith: ResourceType
  /// Bytes of the whole input, as far as it is known; 0 for pipes.
  var inputSize = 0
  /// What the input is written in.
  var form = InputForm.api
  /// With the first chunk, the first bytes of the input, however small the chunk is.
  var head: [UInt8] = []
  /// Bytes of the whole input, whether they are read or not; nil where nobody knows.
  var trueSize: Int?
  /// Why the input cannot be read, or not further.
  var problem: String?
  /// SHA-256 of the whole input in hex, with its last chunk.
  var digest: String?

  /// Calls a function with the chunk's bytes.
  func withWindow<Result>(_ body: (ByteWindow) -> Result) -> Result {
    bytes.withUnsafeBytes {
      body(ByteWindow(UnsafeRawBufferPointer(rebasing: $0[..<(count + ByteWindow.padding)])))
    }
  }
}

/// Hands out the inputs' bytes in chunks, in order, and takes used buffers back.
struct ChunkSource: ~Copyable {
  /// Bytes of a chunk, except for inputs that end before.
  static let blockSize = 4 << 20

  private let inputs: [Input]
  private let blockSize: Int
  private let wantsDigest: Bool
  /// Whether chunks are read one after the other, so that any item is as good a beginning.
  private let isAlone: Bool
  private var next = 0
  private var sequence = 0
  private var descriptor: Int32 = -1
  private var isOpen = false
  private var isFirst = true
  private var inputSize = 0
  private var form = InputForm.api
  private var head: [UInt8] = []
  private var trueSize: Int?
  private var carry: [UInt8] = []
  private var startsWith = ResourceType.absent
  /// Of the input that is open, where digests are wanted.
  private var hash: Hash?
  private var free: [[UInt8]] = []
  /// Bytes taken from a document in memory.
  private var contentsRead = 0
  /// Blocks in a row in which no data center began; then not every block is searched whole.
  private var blocksWithout = 0
  /// Bytes handed out so far.
  private(set) var bytesRead = 0

  /// - Parameter jobs: workers that read chunks side by side.
  init(_ inputs: [Input], blockSize: Int, digest: Bool, jobs: Int) {
    self.inputs = inputs
    self.blockSize = blockSize
    wantsDigest = digest
    isAlone = jobs == 1
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  mutating func giveBack(_ buffer: [UInt8]) {
    if buffer.count == blockSize + ByteWindow.padding { free.append(buffer) }
  }

  /// Reads no more of an input.
  mutating func abandon(_ input: Int) {
    if isOpen && next == input { finishInput() }
  }

  /// The next chunk; nil when all inputs have been handed out.
  mutating func nextChunk() -> Chunk? {
    guard isOpen || next < inputs.count else { return nil }
    defer { sequence += 1 }
    if !isOpen, let problem = open() {
      defer { next += 1 }
      return Chunk(
        sequence: sequence, input: next, isFirst: true, isLast: true,
        bytes: Array(repeating: 0, count: ByteWindow.padding), count: 0, startsWith: .absent,
        trueSize: trueSize, problem: problem)
    }
    return fill()
  }

  /// Opens the next input; the result says why it cannot be read.
  private mutating func open() -> String? {
    let input = inputs[next]
    trueSize = input.contents?.count
    if let problem = input.problem { return problem }
    if input.contents != nil {
      contentsRead = 0
    } else if input.isStandardInput {
      descriptor = 0
    } else {
      do throws(FileOpening.Failure) {
        descriptor = try FileOpening.open(input.path)
      } catch {
        var status = stat()
        if stat(input.path, &status) == 0 { trueSize = status.fileSize }
        return "cannot be opened: " + error.reason
      }
      _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }
    var status = stat()
    inputSize = descriptor > 0 && fstat(descriptor, &status) == 0 ? max(0, Int(status.st_size)) : 0
    if descriptor > 0 { trueSize = status.fileSize }
    isOpen = true
    isFirst = true
    carry = []
    startsWith = .absent
    hash = wantsDigest ? Hash() : nil
    head = sniffed() ?? []
    form = InputForm.of(head)
    return nil
  }

  /// The first bytes of the input; nil for pipes, which can be read only once.
  private func sniffed() -> [UInt8]? {
    if let contents = inputs[next].contents {
      return Array(contents.prefix(InputStart.sniffedBytes))
    }
    if inputSize == 0 || descriptor < 0 { return nil }
    let count = min(inputSize, InputStart.sniffedBytes)
    return [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
      initialized = max(0, pread(descriptor, bytes.baseAddress, count, 0))
    }
  }

  private mutating func finishInput() {
    if descriptor > 0 { close(descriptor) }
    descriptor = -1
    isOpen = false
    next += 1
  }

  /// A buffer whose bytes are set only as far as they are read into, so that a small input does not
  /// touch the memory of a large one.
  private func newBuffer() -> [UInt8] {
    let count = blockSize + ByteWindow.padding
    return Array(unsafeUninitializedCapacity: count) { _, initialized in initialized = count }
  }

  private mutating func fill() -> Chunk {
    var buffer = free.popLast() ?? newBuffer()
    let kept = carry.count
    buffer.withUnsafeMutableBytes { $0.copyBytes(from: carry) }
    carry.removeAll(keepingCapacity: true)
    let (read, failure) = readFully(into: &buffer, from: kept)
    bytesRead += read
    let available = kept + read
    let isLast = available < blockSize
    var count = available
    let begins = startsWith
    startsWith = .absent
    if !isLast, let cut = cut(buffer, available) {
      carry.append(contentsOf: buffer[cut.offset..<available])
      count = cut.offset
      startsWith = cut.type
    }
    for offset in count..<(count + ByteWindow.padding) { buffer[offset] = 0 }
    if isFirst && inputSize == 0 && inputs[next].contents == nil {
      head = Array(buffer[..<min(count, InputStart.sniffedBytes)])
      form = InputForm.of(head)
    }
    let chunk = Chunk(
      sequence: sequence, input: next, isFirst: isFirst, isLast: isLast, bytes: buffer,
      count: count, startsWith: begins, inputSize: inputSize, form: form,
      head: isFirst ? head : [], trueSize: trueSize, problem: failure,
      digest: isLast ? hash.take()?.finish().hex : nil)
    isFirst = false
    if isLast { finishInput() }
    return chunk
  }

  private mutating func cut(_ buffer: [UInt8], _ count: Int) -> ChunkCut? {
    let thorough = blocksWithout < 4 || blocksWithout % 8 == 0
    let cut = buffer.withUnsafeBytes {
      ChunkCut.last(
        in: UnsafeRawBufferPointer(rebasing: $0[..<count]), thorough: thorough, near: isAlone)
    }
    blocksWithout = cut?.type == .datacenter ? 0 : blocksWithout + 1
    // A cut near the beginning would carry nearly the whole block over, again and again.
    guard let cut, cut.offset > count / 8 else { return nil }
    return cut
  }

  /// Reads until the block is full or the input ends.
  private mutating func readFully(
    into buffer: inout [UInt8], from start: Int
  ) -> (Int, String?) {
    var filled = start
    var failure: String?
    let end = blockSize
    let descriptor = descriptor
    if let contents = inputs[next].contents {
      let part = contents[contentsRead..<min(contents.count, contentsRead + end - start)]
      buffer.replaceSubrange(start..<(start + part.count), with: part)
      contentsRead += part.count
      filled += part.count
    }
    buffer.withUnsafeMutableBytes { bytes in
      while inputs[next].contents == nil, filled < end, let base = bytes.baseAddress {
        let count = read(descriptor, base + filled, end - filled)
        if count > 0 {
          filled += count
        } else if count == 0 {
          break
        } else if errno != EINTR {
          failure = "cannot be read: " + String(cString: strerror(errno))
          break
        }
      }
    }
    hash?.update(buffer[start..<filled])
    return (filled - start, failure)
  }
}

extension stat {
  /// Bytes of a file; nil for pipes and other things that have no size.
  fileprivate var fileSize: Int? { st_mode & S_IFMT == S_IFREG ? Int(st_size) : nil }
}
