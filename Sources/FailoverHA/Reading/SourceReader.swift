import FailoverBase
import FailoverInventory

/// Reads all files of one host's folder, or one file at the top.
struct SourceReader {
  /// What the folder or file gives.
  struct Result {
    var source: HASource
    /// The folder's own node first, if it is a folder.
    var nodes: [HANode] = []
    var clusters: [HAClusterCopy] = []
    var leases: [HALease] = []
    /// Addresses of nodes by corosync.conf.
    var rings: [CorosyncNode] = []
    var inputs: [InputRecord] = []
  }

  private(set) var result: Result
  private let files: [NamedFile]
  private let number: Int
  private let secrets: HASecret
  private let wantsDigest: Bool
  private var notes: [String: ReadingNote] = [:]
  private var loaded: [String: (size: Int?, sha256: String?)] = [:]
  private var node: HANode
  private var host: HostFacts?
  private var dump: [HAInstance]?
  private var dumpPlace: Place?
  private var conf: KeepalivedReader?
  private var confPlace: Place?

  /// A file, and its name as reports show it.
  struct NamedFile {
    let file: HAFile
    let input: String
  }

  /// - Parameters:
  ///   - files: in the order of their paths, at least one.
  ///   - number: the number of the source.
  init(
    _ files: [NamedFile], of source: HASource, number: Int, _ secrets: HASecret, digest: Bool
  ) {
    self.files = files
    self.number = number
    self.secrets = secrets
    wantsDigest = digest
    result = Result(source: source)
    node = HANode(
      name: source.name, source: number, isFolder: source.isFolder, place: source.place)
    if source.isFolder { node.names = [source.name] }
    let roots = Roots(files, isFolder: source.isFolder)
    for file in files where !roots.waits(file) { read(file) }
    readKeepalived(roots)
    for file in files { readText(file, roots) }
    finish()
  }

  // MARK: Files

  private mutating func load(_ file: NamedFile) -> [UInt8]? {
    let content = file.file.load()
    let isFirst = loaded[file.file.path] == nil
    if isFirst {
      let digest = wantsDigest ? content.bytes.map { Digest.of($0) } : nil
      loaded[file.file.path] = (content.size, digest)
    }
    if let problem = content.problem {
      refuse(file, problem)
      return nil
    }
    return content.bytes
  }

  private mutating func refuse(
    _ file: NamedFile, _ sentence: String, line: Int? = nil, column: Int? = nil
  ) {
    notes[file.file.path, default: ReadingNote()].refuse(
      Problem(input: file.input, line: line, column: column, sentence: sentence))
  }

  private mutating func note(_ file: NamedFile, records: Int, _ problems: [Problem] = []) {
    var note = ReadingNote()
    note.records = records
    for problem in problems { note.leaveOut(problem) }
    notes[file.file.path] = note
  }

  private static let unknownForm =
    "refused: not a form of evidence that is known; leave the file out of the folder"

  /// Reads a file by its content.
  private mutating func read(_ file: NamedFile) {
    guard let bytes = load(file) else { return }
    switch bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }) {
    case UInt8(ascii: "<"): readXML(file, bytes)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      do throws(DocumentFault) {
        readJSON(file, try JSONNode(bytes))
      } catch {
        refuse(file, error.sentence, line: error.line, column: error.column)
      }
    default: refuse(file, SourceReader.unknownForm)
    }
  }

  private mutating func readJSON(_ file: NamedFile, _ root: JSONNode) {
    if let (items, pointer) = DumpReader.list(root) {
      return takeDump(file, DumpReader(items, pointer: pointer, input: file.input))
    }
    if let items = root.items {
      guard IPAddrReader.takes(items) else { return refuse(file, SourceReader.unknownForm) }
      return takeInterfaces(file, IPAddrReader(items, input: file.input), line: root.line)
    }
    switch root["format"]?.text {
    case HostFacts.format: return takeHost(file, HostFacts(root, input: file.input))
    case NeutralReader.format: return takeNeutral(file, root)
    case let other?:
      return refuse(
        file,
        "refused: the format \"\(other.prefix(60))\" is not one that is known; it is "
          + "\(NeutralReader.format) or \(HostFacts.format)", line: root["format"]?.line)
    case nil: break
    }
    switch root["kind"]?.text {
    case "Lease": takeLease(file, root)
    case "Pod": takePod(file, KubeVIPPod(root, input: file.input))
    default: refuse(file, SourceReader.unknownForm)
    }
  }

  // MARK: Forms

  /// Refuses a second file of one form.
  private mutating func isSecond(_ file: NamedFile, _ isThere: Bool, _ form: String) -> Bool {
    let isAlone = result.source.isFolder
    if !isAlone {
      refuse(file, "refused: \(form) belongs into the folder of its host")
      return true
    }
    if isThere { refuse(file, "refused: the folder of a host has \(form) once") }
    return isThere
  }

  private mutating func takeHost(_ file: NamedFile, _ facts: HostFacts) {
    if isSecond(file, host != nil, HostFacts.format) { return }
    host = facts
    note(file, records: 1)
  }

  private mutating func takeInterfaces(_ file: NamedFile, _ list: IPAddrReader, line: Int) {
    if isSecond(file, node.holdingList != .absent, "a list of addresses (ip -j addr)") { return }
    node.interfaces = list.interfaces
    node.holdings = list.holdings
    node.holdingList = list.isWhole ? .whole : .partial
    node.hasState = true
    note(file, records: list.interfaces.count)
  }

  private mutating func takeDump(_ file: NamedFile, _ reader: DumpReader) {
    if reader.instances.count > HALimits.instances {
      return refuse(file, SourceReader.tooManyInstances)
    }
    if isSecond(file, dump != nil, "a dump of keepalived") { return }
    dump = reader.instances
    dumpPlace = Place(input: file.input, line: 1, pointer: "")
    node.hasState = true
    note(file, records: reader.instances.count)
  }

  private static let tooManyInstances =
    "refused: more than \(HALimits.instances) instances on one host"

  private mutating func takeNeutral(_ file: NamedFile, _ root: JSONNode) {
    guard root["nodes"]?.items != nil else {
      return refuse(file, "refused: \(NeutralReader.format) has a list of nodes")
    }
    let reader = NeutralReader(root, input: file.input, source: number)
    if reader.nodes.contains(where: { $0.instances.count > HALimits.instances }) {
      return refuse(file, SourceReader.tooManyInstances)
    }
    result.nodes += reader.nodes.map(owned)
    note(file, records: reader.nodes.count, reader.problems)
  }

  /// A node of a file in the folder of a host: without a name of its own it is that host.
  private func owned(_ other: HANode) -> HANode {
    guard result.source.isFolder, other.names.isEmpty, other.serverIDs.isEmpty else { return other }
    var own = other
    own.name = node.name
    own.names = node.names
    return own
  }

  private mutating func takeLease(_ file: NamedFile, _ root: JSONNode) {
    result.leases.append(HALease(root, input: file.input, source: number))
    note(file, records: 1)
  }

  private mutating func takePod(_ file: NamedFile, _ pod: KubeVIPPod?) {
    guard let pod else { return refuse(file, SourceReader.unknownForm) }
    if !result.source.isFolder {
      return refuse(file, "refused: the pod of kube-vip belongs into the folder of its host")
    }
    node.instances.append(pod.instance)
    node.configurations.append(
      HANode.Configuration(
        software: .kubeVIP, isWhole: pod.instance.showsAllAddresses, place: pod.instance.place))
    note(file, records: 1)
  }

  // MARK: Text

  /// The files that are recognised by their names.
  struct Roots {
    private(set) var keepalived: NamedFile?
    private(set) var corosync: NamedFile?
    private(set) var kubeVIP: NamedFile?

    init(_ files: [NamedFile], isFolder: Bool) {
      func first(_ name: String) -> NamedFile? {
        files.filter { $0.file.fileName == name }
          .min { a, b in
            let (x, y) = (a.file.parts.count, b.file.parts.count)
            return x == y ? a.file.path.utf8.lexicographicallyPrecedes(b.file.path.utf8) : x < y
          }
      }
      keepalived = isFolder ? first("keepalived.conf") : nil
      corosync = first("corosync.conf")
      kubeVIP = isFolder ? first("kube-vip.yaml") : nil
    }

    /// Whether a file is not read by its content.
    func waits(_ file: NamedFile) -> Bool {
      file.file.fileName.hasSuffix(".conf") || file.file.path == kubeVIP?.file.path
    }
  }

  private mutating func readText(_ file: NamedFile, _ roots: Roots) {
    let path = file.file.path
    if path == roots.corosync?.file.path {
      if let bytes = load(file) {
        let reader = CorosyncReader(bytes, input: file.input, source: number)
        result.rings += reader.nodes
        note(file, records: reader.nodes.count)
      }
    } else if path == roots.kubeVIP?.file.path {
      readPodFile(file)
    } else if !result.source.isFolder && file.file.fileName == "keepalived.conf" {
      _ = load(file)
      refuse(file, "refused: keepalived.conf belongs into the folder of its host")
    } else if roots.waits(file) && notes[path] == nil && loaded[path] == nil {
      // Not included: its bytes are an input all the same.
      if load(file) != nil { note(file, records: 0) }
    }
  }

  private mutating func readPodFile(_ file: NamedFile) {
    guard let bytes = load(file) else { return }
    do throws(FileFault) {
      guard let root = try YAMLDocument.read(bytes, file: file.input) else {
        return refuse(file, SourceReader.unknownForm)
      }
      takePod(file, KubeVIPPod(root, input: file.input))
    } catch {
      refuse(
        file, "refused: " + error.sentence, line: error.place.line, column: error.place.column)
    }
  }

  private mutating func readKeepalived(_ roots: Roots) {
    guard let root = roots.keepalived else { return }
    // The host's folder is the first part of each path.
    let prefix = node.name + "/"
    func below(_ path: String) -> String { String(path.dropFirst(prefix.count)) }
    let byPath = Dictionary(
      files.map { (below($0.file.path), $0) }, uniquingKeysWith: { first, _ in first })
    let rootPath = below(root.file.path)
    let folder = KeepalivedLines.KeepalivedFolder(
      paths: files.map { below($0.file.path) }, rootIsAtTop: !rootPath.contains("/"),
      load: { path in
        guard let content = byPath[path]?.file.load() else { return nil }
        return content.problem == nil ? content.bytes : nil
      },
      inputName: { byPath[$0]?.input ?? $0 })
    do throws(KeepalivedProblem) {
      let reader = try KeepalivedReader(
        rootPath, in: folder, configID: configID, secrets)
      for path in reader.included.union([rootPath]).sorted() {
        guard let file = byPath[path] else { continue }
        notes[file.file.path] = nil
        if load(file) != nil { note(file, records: 0) }
      }
      take(reader, root)
    } catch {
      _ = load(root)
      let file = byPath[error.file.path] ?? root
      _ = load(file)
      refuse(root, error.sentence, line: error.line, column: error.column)
    }
  }

  private mutating func take(_ reader: KeepalivedReader, _ root: NamedFile) {
    let byInput = Dictionary(
      files.map { ($0.input, $0.file.path) }, uniquingKeysWith: { first, _ in first })
    for problem in reader.problems {
      guard let path = byInput[problem.file.input] else { continue }
      notes[path, default: ReadingNote()].leaveOut(
        Problem(
          input: problem.file.input, line: problem.line, column: problem.column,
          sentence: problem.sentence))
    }
    for problem in reader.refused {
      guard let path = byInput[problem.file.input] else { continue }
      notes[path, default: ReadingNote()].refuse(
        Problem(
          input: problem.file.input, line: problem.line, column: problem.column,
          sentence: problem.sentence))
    }
    if notes[root.file.path]?.status == .refused { return }
    if reader.hasTooManyInstances {
      return refuse(root, SourceReader.tooManyInstances)
    }
    if !reader.isWhole && notes[root.file.path]?.status == .read {
      notes[root.file.path]?.leaveOut(
        Problem(
          input: root.input, line: 1, column: 1,
          sentence: "a file that it includes is missing or cannot be read whole"))
    }
    conf = reader
    confPlace = Place(input: root.input, line: 1, pointer: "")
    notes[root.file.path]?.records = reader.instances.count
  }

  /// By which `@` lines of keepalived are chosen.
  private var configID: String? {
    host?.configID
      ?? host?.hostname.flatMap { $0.split(separator: ".").first.map(String.init) }
  }

  // MARK: The host

  private mutating func finish() {
    if let host {
      node.collected = host.collected
      node.services = host.services
      node.servicesPlace = host.servicesPlace
      node.names += [host.hostname].compactMap(\.self)
      node.serverIDs += [host.productUUID].compactMap(\.self)
    }
    node.hardwareAddresses = node.interfaces.filter { !$0.isLoopback && $0.parent == nil }
      .compactMap(\.hardwareAddress)
    let keepalived = KeepalivedState(conf: conf, at: confPlace, dump: dump, at: dumpPlace)
    keepalived.put(into: &node)
    if result.source.isFolder { result.nodes.insert(node, at: 0) }
    result.source.isReadable = notes.values.contains { $0.status != .refused }
    result.inputs = files.map { file in
      let note = notes[file.file.path] ?? ReadingNote()
      let loaded = loaded[file.file.path]
      return InputRecord(
        name: file.input, kind: .ha, status: note.status, bytes: loaded?.size,
        sha256: loaded?.sha256, records: note.records, problems: note.problems)
    }
  }
}

// MARK: XML

extension SourceReader {
  private mutating func readXML(_ file: NamedFile, _ bytes: [UInt8]) {
    let root: XMLTree.Element
    do throws(XMLTree.Failure) {
      root = try XMLTree(bytes).root
    } catch {
      return refuse(file, error.sentence, line: error.line, column: error.column)
    }
    var copy = HAClusterCopy(source: number)
    switch root.name {
    case "cib":
      let configuration = CIBReader(root, input: file.input).configuration
      if configuration.resources.count * max(1, configuration.nodes.count)
        > HALimits.clusterInstances
      {
        return refuse(
          file,
          "refused: more than \(HALimits.clusterInstances) resources on the nodes of a cluster")
      }
      copy.configuration = configuration
      note(file, records: configuration.resources.count + configuration.nodes.count)
    case "crm_mon", "pacemaker-result":
      copy.state = CrmMonReader(root, input: file.input).state
      note(file, records: copy.state?.nodes.count ?? 0)
    default: return refuse(file, SourceReader.unknownForm)
    }
    result.clusters.append(copy)
  }
}
