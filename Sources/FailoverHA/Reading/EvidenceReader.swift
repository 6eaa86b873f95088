import FailoverBase
import FailoverInventory

/// Evidence that was read, before it is placed on servers.
package struct ReadEvidence: Sendable {
  package var sources: [HASource] = []
  var nodes: [HANode] = []
  var clusters: [HAClusterCopy] = []
  var leases: [HALease] = []
  var rings: [CorosyncNode] = []
  package var inputs: [InputRecord] = []
}

/// A file of evidence under the name that reports give it.
package struct NamedEvidence: Sendable {
  package let name: String
  package let file: HAFile
  /// The number of the argument below which it is.
  package let argument: Int
  /// Where it is; nil if it cannot be read.
  package var location: String? { file.problem == nil ? file.location : nil }
  package var problem: String? { file.problem }

  package init(name: String, file: HAFile, argument: Int) {
    self.name = name
    self.file = file
    self.argument = argument
  }
}

/// Finds and reads evidence.
package enum EvidenceReader {
  /// The files below folders, under the names that reports give them.
  ///
  /// - Throws: `MissingEvidence` for a folder that is not there.
  package static func find(_ folders: [String]) throws(MissingEvidence) -> [NamedEvidence] {
    var found: [(argument: Int, file: HAFile)] = []
    // The order of the arguments changes nothing.
    for (number, folder) in Set(folders).sorted().enumerated() {
      found += try HAFolder.files(below: folder).map { (number, $0) }
    }
    return named(found)
  }

  /// Documents in memory, by their paths below one folder.
  package static func documents(_ documents: [(path: String, bytes: [UInt8])]) -> [NamedEvidence] {
    named(
      documents.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        .map { (0, HAFile(path: $0.path, contents: $0.bytes)) })
  }

  private static func named(_ found: [(argument: Int, file: HAFile)]) -> [NamedEvidence] {
    var met: [[UInt8]: Int] = [:]
    return found.map { argument, file in
      let copy = met[Array(file.path.utf8), default: 0] + 1
      met[Array(file.path.utf8)] = copy
      let name = "ha/" + file.path + (copy == 1 ? "" : "~\(copy)")
      return NamedEvidence(name: name, file: file, argument: argument)
    }
  }

  /// Reads files.
  package static func read(_ files: [NamedEvidence], digest: Bool = true) -> ReadEvidence {
    struct Key: Hashable {
      let argument: Int
      let first: String
    }
    var keys: [Key] = []
    var groups: [Key: [NamedEvidence]] = [:]
    for file in files {
      let parts = file.file.parts
      // A file at the top is a source by itself.
      let first = parts.count > 1 ? String(parts[0]) + "/" : file.file.path
      let key = Key(argument: file.argument, first: first)
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(file)
    }
    keys.sort { a, b in
      a.first.utf8.elementsEqual(b.first.utf8)
        ? a.argument < b.argument : a.first.utf8.lexicographicallyPrecedes(b.first.utf8)
    }
    let secrets = HASecret()
    var result = ReadEvidence()
    var copies: [String: Int] = [:]
    for key in keys {
      let isFolder = key.first.hasSuffix("/")
      let name = isFolder ? String(key.first.dropLast()) : key.first
      copies[name, default: 0] += 1
      let own = groups[key] ?? []
      let source = HASource(
        name: name, copy: copies[name] ?? 1, isFolder: isFolder, argument: key.argument,
        firstInput: own.first?.name ?? name)
      let reader = SourceReader(
        own.map { SourceReader.NamedFile(file: $0.file, input: $0.name) }, of: source,
        number: result.sources.count, secrets, digest: digest)
      result.add(reader.result)
    }
    result.inputs.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return result
  }
}

extension ReadEvidence {
  fileprivate mutating func add(_ part: SourceReader.Result) {
    sources.append(part.source)
    nodes += part.nodes
    clusters += part.clusters
    leases += part.leases
    rings += part.rings
    inputs += part.inputs
  }
}
