import FailoverBase
import FailoverInventory
import Glibc

/// A rule that is a program: it reads the inventory and answers for every subject.
package struct ProgramRule: Rule {
  package let info: RuleInfo
  let header: RuleHeader
  private let folder: String
  private let limits: ProgramLimits
  private let mayRun: Bool
  private let parameters: [String: Int]

  /// Takes a rule file; nothing is run.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - path: its path, whose last component is the id with `.yaml`.
  ///   - limits: what the program may use up.
  ///   - mayRun: whether it may be started at all.
  /// - Throws: `FileFaults` for everything in it that does not hold.
  package init(
    _ bytes: [UInt8], path: String, limits: ProgramLimits = ProgramLimits(), mayRun: Bool
  ) throws(FileFaults) {
    let folder = ProgramRule.folder(of: path)
    header = try ProgramRule.header(bytes, path) { run in
      RuleFileOrigin(path: path, digest: ProgramRule.digest(bytes, run, folder))
    }
    info = header.info
    self.folder = folder
    self.limits = limits
    self.mayRun = mayRun
    parameters = [:]
  }

  private static func header(
    _ bytes: [UInt8], _ path: String, origin: ([String]) -> RuleFileOrigin?
  ) throws(FileFaults) -> RuleHeader {
    var faults = FileFaults()
    guard let document = faults.noting(try YAMLDocument.read(bytes, file: path)) else {
      throw faults
    }
    guard let root = document else {
      throw FileFaults(
        FileFault(YAMLPlace(file: path, line: 1, column: 1), "the file declares nothing"))
    }
    let header = RuleHeader(
      root, id: RuleHeader.id(ofFile: path), keys: RuleHeader.programKeys, origin: origin, &faults)
    guard let header, faults.isEmpty else { throw faults }
    return header
  }

  private init(_ other: ProgramRule, _ parameters: [String: Int]) {
    header = other.header
    info = other.info
    folder = other.folder
    limits = other.limits
    mayRun = other.mayRun
    self.parameters = parameters
  }

  package func with(_ parameters: [String: Int]) -> ProgramRule {
    ProgramRule(self, self.parameters.merging(parameters) { $1 })
  }

  package func outcomes(in inventory: Inventory) async throws -> any Answers {
    guard mayRun else {
      throw RuleFault(
        description: "it is a program, and programs are started only with --allow-programs")
    }
    let input: DocumentFile
    do {
      input = try DocumentFile { put in
        var writer = NeutralWriter(inventory, isXML: false)
        try writer.write(put)
      }
    } catch let fault as DocumentFault {
      throw RuleFault(description: "its input \(fault.sentence)")
    }
    let run = try input.withDescriptor {
      try ProgramRun(words, in: folder, input: $0, environment: environment, limits)
    }
    let answer = try ProgramOutput(try run.finish().bytes)
    return try SetAnswers(answer, of: header.subjects, in: inventory, unanswered: nil)
  }

  /// The command; a program that is a file of the folder is named by its path, as the shell wants
  /// it.
  private var words: [String] {
    let first = header.run[0]
    let isHere = !first.contains("/") && access(folder + "/" + first, X_OK) == 0
    return [isHere ? "./" + first : first] + header.run.dropFirst()
  }

  /// Little enough that a run does not depend on who starts it, and that no secret is handed on.
  private var environment: [String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    let values = info.parameters.map { parameter in
      (
        key: parameter.name,
        value: OrderedJSON.number(parameters[parameter.name] ?? parameter.defaultValue)
      )
    }
    return [
      "PATH=\(path)", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TZ=UTC", "PYTHONHASHSEED=0",
      "PYTHONDONTWRITEBYTECODE=1", "FAILOVER_AUDIT_RULE=\(info.id)",
      "FAILOVER_AUDIT_PARAMETERS=\(OrderedJSON.object(values).compact)",
    ]
  }

  // MARK: Files

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Over the rule file and every file beside it that its command names, so that a changed program
  /// is another rule.
  private static func digest(_ bytes: [UInt8], _ run: [String], _ folder: String) -> String {
    var digests = Digest.of(bytes)
    for word in run where !word.hasPrefix("/") && !word.hasPrefix("-") {
      // Most words are not files.
      if let digest = try? Digest.ofFile(folder + "/" + word) { digests += "\n" + digest }
    }
    return Digest.of(Array(digests.utf8))
  }
}
