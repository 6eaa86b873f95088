import Dispatch
import Synchronization

/// How to read inputs.
public struct ReadingOptions: Sendable {
  /// Workers that read side by side, at least 1.
  public var jobs = 1
  /// Whether to compute each input's SHA-256.
  public var digest = true
  /// Bytes that a worker reads at a time; tests make it small.
  public var blockSize = ChunkSource.blockSize
  /// Ranges of IPv4 addresses that the customer brought in; they count as public and as reserved.
  public var ownRanges: [AddressRange] = []
  /// Ids or names of the data centers that are meant; empty if that is for a whole list of them to
  /// say.
  public var expectedDatacenters: [String] = []
  /// The folder below which inputs are named by their paths, so that parts of an estate that are
  /// read one by one have the names that they have when all of it is read; nil for the usual names.
  public var namesBelow: String?
  /// Names of inputs that are left out.
  public var excludes: [NamePattern] = []
  /// Called with how many bytes were read so far, from time to time and in order.
  public var progress: (@Sendable (Int) -> Void)?
  /// Called once when all inputs were read and nothing was derived from them yet.
  public var readingEnded: (@Sendable () -> Void)?

  public init() {}
}

/// What reading gave, before anything is derived from it.
struct ReadInputs: Sendable {
  let inputs: [Input]
  let outcomes: [ChunkMerger.InputOutcome]
  var records: Records
}

/// Reads inputs with several workers; the result does not depend on how many there are.
enum InventoryReader {
  static func read(_ inputs: [Input], _ options: ReadingOptions) async -> ReadInputs {
    let jobs = max(1, options.jobs)
    let queue = ReadQueue(inputs, options, jobs: jobs)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<jobs { group.addTask { queue.work() } }
    }
    return queue.result()
  }
}

/// What the workers share: the source of chunks and the merger of what they read.
private final class ReadQueue: Sendable {
  private let inputs: [Input]
  private let jobs: Int
  private let progress: (@Sendable (Int) -> Void)?
  private let source: Mutex<ChunkSource>
  private let merger: Mutex<ChunkMerger>
  /// One for each chunk that may be under way, so that a slow worker holds up the others before
  /// they fill the memory.
  private let places: DispatchSemaphore

  init(_ inputs: [Input], _ options: ReadingOptions, jobs: Int) {
    self.inputs = inputs
    self.jobs = jobs
    progress = options.progress
    source = Mutex(
      ChunkSource(
        inputs, blockSize: options.blockSize, digest: options.digest, jobs: jobs))
    merger = Mutex(ChunkMerger(inputs))
    places = DispatchSemaphore(value: 2 * jobs)
  }

  /// Reads chunks until none is left.
  func work() {
    while true {
      places.wait()
      guard let chunk = source.withLock({ $0.nextChunk() }) else {
        places.signal()
        return
      }
      let part = jobs > 1 && chunk.problem == nil ? readAhead(chunk) : nil
      let (done, abandoned) = merger.withLock { merger in
        (merger.add(chunk, part), merger.isDone(with: chunk.input) && !chunk.isLast)
      }
      let bytes = source.withLock { source in
        for chunk in done { source.giveBack(chunk.bytes) }
        if abandoned { source.abandon(chunk.input) }
        return source.bytesRead
      }
      for _ in done { places.signal() }
      progress?(bytes)
    }
  }

  /// Reads a chunk before its turn, if its first bytes say how.
  private func readAhead(_ chunk: Chunk) -> ChunkPart? {
    if chunk.form != .api { return nil }
    if chunk.isFirst { return ChunkPart.read(chunk, place: .root) }
    if chunk.startsWith == .absent { return nil }
    let place = merger.withLock { $0.places[chunk.startsWith] ?? .topItem }
    return ChunkPart.read(chunk, place: place)
  }

  func result() -> ReadInputs {
    merger.withLock { merger in
      ReadInputs(inputs: inputs, outcomes: merger.outcomes, records: merger.records)
    }
  }
}
