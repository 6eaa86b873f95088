import Glibc

/// Makes estates: as one bundle of API answers or as one inventory of the neutral format, the same
/// bytes for the same options on any machine.
public enum EstateMaker {
  /// Changes whenever the same options give other bytes.
  public static let version = 1

  /// Writes an estate as a stream; what is kept meanwhile is the failover list of one data center.
  ///
  /// - Parameter descriptor: a file open for writing, which is not closed.
  /// - Returns: what the estate holds.
  /// - Throws: `EstateFailure` if it cannot be written.
  public static func write(
    _ options: EstateOptions, to descriptor: Int32
  ) throws(EstateFailure) -> EstateSummary {
    let out = ByteOutput(descriptor: descriptor)
    switch options.layout {
    case .compact, .indented, .lines:
      return try write(
        options, BundleWriter(out, layout: options.layout, seed: options.seed))
    case .neutralJSON, .neutralXML:
      let isXML = options.layout == .neutralXML
      return try write(options, NeutralEstateWriter(out, isXML: isXML, seed: options.seed))
    }
  }

  private static func write<Writer: EstateWriter & ~Copyable>(
    _ options: EstateOptions, _ writer: consuming Writer
  ) throws(EstateFailure) -> EstateSummary {
    var random = SplitMix64(seed: options.seed)
    var planner = ClusterPlanner(shape: options.shape, wrongOneIn: options.wrongOneIn)
    var writer = writer
    func isLargeEnough(_ bytes: Int) -> Bool {
      switch options.limit {
      case .bytes(let limit): bytes >= limit
      case .nics(let limit): planner.summary.nics >= limit
      }
    }
    writer.begin()
    repeat {
      let location = random.below(options.shape.locations)
      let servers = options.shape.servers(&random)
      planner.beginDatacenter(location: location)
      writer.beginDatacenter(
        UUIDText(&random), number: planner.summary.datacenters, location: location,
        shape: options.shape)
      let before = planner.summary.servers
      repeat {
        writer.write(planner.next(&random))
      } while planner.summary.servers - before < servers && !isLargeEnough(writer.bytes)
      writer.endDatacenter()
      if writer.failure != 0 { break }
    } while !isLargeEnough(writer.bytes)
    writer.end(planner.addresses)
    if writer.failure != 0 { throw EstateFailure(number: writer.failure) }
    var summary = planner.summary
    summary.bytes = writer.bytes
    return summary
  }
}

/// Writes the parts of an estate in the order in which they are planned.
protocol EstateWriter: ~Copyable {
  /// Bytes written so far.
  var bytes: Int { get }
  /// The system's number of what went wrong; 0 if nothing did.
  var failure: Int32 { get }

  mutating func begin()
  mutating func beginDatacenter(_ id: UUIDText, number: Int, location: Int, shape: EstateShape)
  /// Writes the servers of a cluster, and keeps its entries for the LANs.
  mutating func write(_ cluster: Cluster)
  mutating func endDatacenter()
  /// Ends the list of data centers and writes everything else in the contract.
  mutating func end(_ addresses: AddressPlan)
}

/// An estate that could not be written.
public struct EstateFailure: Error, CustomStringConvertible {
  /// The system's number of the error.
  let number: Int32
  public var description: String { String(cString: strerror(number)) }
}
