import CLibYAML

/// Reads one YAML document by libyaml's events.
///
/// What makes YAML dangerous or ambiguous is refused: anchors and aliases (which can blow a small
/// file up), tags, several documents, keys that are not texts, and a key twice.
public enum YAMLDocument {
  /// The most bytes of a file.
  public static let byteLimit = 1 << 20
  /// The most lists and mappings in one another.
  static let depthLimit = 64

  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name for messages.
  ///   - line: the line of the file on which the bytes begin, counted from 1.
  /// - Returns: the root; nil if there is nothing but comments.
  /// - Throws: `FileFault` for the first thing that is wrong.
  public static func read(
    _ bytes: [UInt8], file: String, from line: Int = 1
  ) throws(FileFault) -> YAMLNode? {
    let start = YAMLPlace(file: file, line: line, column: 1)
    if bytes.count > byteLimit {
      throw FileFault(start, "it has \(bytes.count) bytes; \(byteLimit) are allowed")
    }
    if String(validating: bytes, as: UTF8.self) == nil {
      throw FileFault(start, "it is not UTF-8")
    }
    let events = YAMLEvents(bytes, start)
    return try events.document()
  }
}

/// The events of one document.
private final class YAMLEvents {
  private var parser = yaml_parser_t()
  private let start: YAMLPlace
  /// Copied, since the parser keeps a pointer to it.
  private let text: UnsafeMutableBufferPointer<UInt8>

  init(_ bytes: [UInt8], _ start: YAMLPlace) {
    self.start = start
    text = .allocate(capacity: max(1, bytes.count))
    _ = text.initialize(from: bytes)
    yaml_parser_initialize(&parser)
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, text.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(&parser)
    text.deallocate()
  }

  func document() throws(FileFault) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let event = try next()
      switch event.type {
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
      case YAML_STREAM_END_EVENT: return root
      case YAML_DOCUMENT_START_EVENT:
        if root != nil { throw FileFault(event.place, "only one document is allowed in the file") }
        root = try node(try next(), depth: 0)
      default: throw FileFault(event.place, "a document is expected")
      }
    }
  }

  private struct Event {
    let type: yaml_event_type_t
    let place: YAMLPlace
    let scalar: YAMLScalar?
    let isMarked: Bool
  }

  private func next() throws(FileFault) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else { throw fault() }
    defer { yaml_event_delete(&event) }
    return Event(
      type: event.type, place: place(event.start_mark), scalar: YAMLEvents.scalar(event),
      isMarked: YAMLEvents.isMarked(event))
  }

  private func node(_ event: Event, depth: Int) throws(FileFault) -> YAMLNode {
    if event.type == YAML_ALIAS_EVENT {
      throw FileFault(
        event.place, "aliases such as *name are not allowed; quote the text if it is one")
    }
    if event.isMarked {
      throw FileFault(event.place, "anchors and tags such as &name and !tag are not allowed")
    }
    if depth > YAMLDocument.depthLimit {
      throw FileFault(
        event.place, "lists and mappings are nested deeper than \(YAMLDocument.depthLimit) levels")
    }
    if let scalar = event.scalar { return YAMLNode(.scalar(scalar), at: event.place) }
    return event.type == YAML_SEQUENCE_START_EVENT
      ? try sequence(event, depth) : try mapping(event, depth)
  }

  private func sequence(_ event: Event, _ depth: Int) throws(FileFault) -> YAMLNode {
    var items: [YAMLNode] = []
    while true {
      let item = try next()
      if item.type == YAML_SEQUENCE_END_EVENT {
        return YAMLNode(.sequence(items), at: event.place)
      }
      items.append(try node(item, depth: depth + 1))
    }
  }

  private func mapping(_ event: Event, _ depth: Int) throws(FileFault) -> YAMLNode {
    var members: [YAMLMember] = []
    var keys = Set<[UInt8]>()
    while true {
      let key = try next()
      if key.type == YAML_MAPPING_END_EVENT {
        return YAMLNode(.mapping(members), at: event.place)
      }
      guard case .scalar(let scalar) = try node(key, depth: depth + 1).value else {
        throw FileFault(key.place, "a key must be a text")
      }
      if !keys.insert(Array(scalar.text.utf8)).inserted {
        throw FileFault(key.place, "the key \"\(scalar.text)\" is there twice")
      }
      members.append(
        YAMLMember(
          key: scalar.text, place: key.place, value: try node(try next(), depth: depth + 1)))
    }
  }

  // MARK: Events of libyaml

  private static func scalar(_ event: yaml_event_t) -> YAMLScalar? {
    guard event.type == YAML_SCALAR_EVENT else { return nil }
    let scalar = event.data.scalar
    let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    return YAMLScalar(
      text: String(decoding: text, as: UTF8.self),
      isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
  }

  private static func isMarked(_ event: yaml_event_t) -> Bool {
    switch event.type {
    case YAML_SCALAR_EVENT: event.data.scalar.anchor != nil || event.data.scalar.tag != nil
    case YAML_SEQUENCE_START_EVENT:
      event.data.sequence_start.anchor != nil || event.data.sequence_start.tag != nil
    case YAML_MAPPING_START_EVENT:
      event.data.mapping_start.anchor != nil || event.data.mapping_start.tag != nil
    default: false
    }
  }

  private func place(_ mark: yaml_mark_t) -> YAMLPlace {
    YAMLPlace(file: start.file, line: start.line + mark.line, column: mark.column + 1)
  }

  private func fault() -> FileFault {
    let words = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
    return FileFault(place(parser.problem_mark), "invalid YAML: \(words)")
  }
}
