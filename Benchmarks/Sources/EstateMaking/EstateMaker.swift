import Glibc

/// Makes estates: as one bundle of API answers, the same bytes for the same options on any machine.
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
    var random = SplitMix64(seed: options.seed)
    var planner = ClusterPlanner(shape: options.shape)
    var writer = BundleWriter(
      ByteOutput(descriptor: descriptor), layout: options.layout, seed: options.seed)
    func isLargeEnough(_ bytes: Int) -> Bool {
      switch options.limit {
      case .bytes(let limit): bytes >= limit
      case .nics(let limit): planner.summary.nics >= limit
      }
    }
    writer.begin()
    repeat {
      let location = random.below(AddressPlan.locations.count)
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

/// An estate that could not be written.
public struct EstateFailure: Error, CustomStringConvertible {
  /// The system's number of the error.
  let number: Int32
  public var description: String { String(cString: strerror(number)) }
}
