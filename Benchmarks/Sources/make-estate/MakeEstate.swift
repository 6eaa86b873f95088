import ArgumentParser
import EstateMaking
import FoundationEssentials
import Glibc

/// Makes an estate to measure with.
@main
struct MakeEstate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-estate",
    abstract: "Makes a large estate as an export of the IONOS Cloud API, or in the neutral format.",
    discussion: """
      It is one bundle: data centers with their servers, volumes, NICs and LANs,
      then blocks of addresses, users, groups and the contract. The same options
      give the same bytes. It is complete, and one failover group in two hundred
      (or as --wrong-one-in says) is made wrong on purpose.

      For example:
        make-estate estate.json --size 1G
        make-estate - --size 10M --layout indented | failover-audit scan -
        make-estate estate.xml --size 1G --layout neutral-xml
      """)

  @Argument(help: "The file to write, or - for standard output.", completion: .file())
  var out: String

  @Option(
    help: ArgumentHelp("Bytes after which it ends, with K, M or G.", valueName: "bytes"))
  var size = ByteCount(100_000_000)

  @Option(help: "NICs after which it ends, instead of a size.")
  var nics: Int?

  @Option(help: "How the estate is written.")
  var layout = EstateLayout.compact

  @Option(help: "What the estate looks like.")
  var shape = EstateShape.fleet

  @Option(help: "Another seed gives another estate.")
  var seed: UInt64 = 1

  @Option(help: "Of so many groups one is made wrong.")
  var wrongOneIn = EstateOptions.usualWrongOneIn

  @Option(
    help: ArgumentHelp(
      "Write what the estate holds to a file, as JSON, instead of telling it.", valueName: "path"))
  var summary: String?

  func validate() throws {
    if wrongOneIn < 1 { throw ValidationError("--wrong-one-in takes a number above 0") }
    if let nics, nics < 1 { throw ValidationError("--nics takes a number above 0") }
  }

  func run() throws {
    let options = EstateOptions(
      limit: nics.map { .nics($0) } ?? .bytes(size.bytes), layout: layout, shape: shape, seed: seed,
      wrongOneIn: wrongOneIn)
    let made: EstateSummary
    do {
      made = try out == "-" ? EstateMaker.write(options, to: 1) : writeFile(options)
      if let summary { try JSONEncoder().encode(made).write(to: URL(filePath: summary)) }
    } catch {
      tell("make-estate: \(out): \(error)\n")
      throw ExitCode.failure
    }
    if summary == nil { tell(MakeEstate.sentence(made)) }
  }

  /// Writes under another name first, so that a file under the right one is whole.
  private func writeFile(_ options: EstateOptions) throws -> EstateSummary {
    let partial = out + ".part"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw SystemFailure() }
    do {
      let made = try EstateMaker.write(options, to: descriptor)
      if close(descriptor) != 0 || rename(partial, out) != 0 { throw SystemFailure() }
      return made
    } catch {
      unlink(partial)
      throw error
    }
  }

  private func tell(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }

  private static func sentence(_ made: EstateSummary) -> String {
    let failures = made.failures.byRule.map { "\($0.count) \($0.rule)" }.joined(separator: ", ")
    return """
      \(made.bytes) bytes, \(made.datacenters) data centers, \(made.servers) servers, \
      \(made.lans) LANs, \(made.nics) NICs, \(made.groups) failover groups with \
      \(made.memberNICs) NICs; made wrong: \(failures)

      """
  }
}

/// What the system says of the call that failed last.
private struct SystemFailure: Error, CustomStringConvertible {
  let description = String(cString: strerror(errno))
}

extension EstateLayout: ExpressibleByArgument {}
extension EstateShape: ExpressibleByArgument {}

extension ByteCount: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
  public var defaultValueDescription: String { description }
}
