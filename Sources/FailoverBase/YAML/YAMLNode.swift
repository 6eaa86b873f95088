/// A value of a YAML file, with its place.
public struct YAMLNode: Sendable {
  public enum Value: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// In the order of the file; its keys are distinct texts.
    case mapping([YAMLMember])
  }

  public let value: Value
  public let place: YAMLPlace

  init(_ value: Value, at place: YAMLPlace) {
    self.value = value
    self.place = place
  }
}

extension YAMLNode {
  /// Whether it says that there is nothing.
  package var isNull: Bool { if case .scalar(let scalar) = value { scalar.isNull } else { false } }
}

/// A member of a mapping.
public struct YAMLMember: Sendable {
  public let key: String
  /// Where the key is.
  public let place: YAMLPlace
  public let value: YAMLNode
}

/// A text of a YAML file, and whether it may be a number or a word.
public struct YAMLScalar: Sendable, Hashable {
  public let text: String
  /// Whether it is written without quotes: only then is `12` a number and `null` nothing.
  public let isPlain: Bool

  /// Whether it says that there is nothing.
  public var isNull: Bool { isPlain && ["", "~", "null", "Null", "NULL"].contains(text) }

  /// The boolean that it is; as in YAML 1.2, `yes` and `on` are texts.
  public var boolean: Bool? {
    guard isPlain else { return nil }
    switch text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }

  /// The whole number in decimal that it is.
  public var integer: Int? { isPlain ? Int(text) : nil }

  /// Whether it is a number of any kind, as JSON has it.
  var isNumber: Bool { isPlain && (integer != nil || Double(text)?.isFinite == true) }
}

/// A file, and a line and a column in it.
public struct YAMLPlace: Sendable, Hashable {
  /// The file as messages name it.
  public let file: String
  /// Counted from 1; 0 for the file as a whole.
  public let line: Int
  /// In characters, counted from 1.
  public let column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// What is wrong with a file that people write: a configuration, waivers, a rule.
public struct FileFault: Error, Sendable, Hashable {
  public let place: YAMLPlace
  /// One sentence without a full stop. It may hold text from the file: escape it.
  public let sentence: String

  public init(_ place: YAMLPlace, _ sentence: String) {
    self.place = place
    self.sentence = sentence
  }

  /// `file:line:column: sentence`; without line and column for a file as a whole.
  public var description: String {
    if place.line == 0 { return "\(place.file): \(sentence)" }
    return "\(place.file):\(place.line):\(place.column): \(sentence)"
  }
}
