import FailoverBase

/// Writing an example estate down.
extension ExampleEstate {
  /// Ways to write the same estate down; the audit must not see a difference.
  public enum Form: String, Sendable, CaseIterable {
    /// One bundle of answers of the API, indented.
    case bundle
    /// One bundle with the members of every object and the items of every list in reverse.
    case reversedBundle
    /// One bundle in the spelling of the Python SDK and of Ansible.
    case snakeCase
    /// A file for each data center and each list.
    case files
    /// A line for each data center and each list.
    case lines
    /// One bundle, with another data center beside that has nothing to do with it.
    case amongStrangers
    /// One bundle, twice.
    case twice
    /// The neutral format as JSON.
    case neutralJSON
    /// The neutral format as XML.
    case neutralXML

    /// Whether the form can say all that an estate says. Forms of the API declare no members of
    /// groups; the neutral format holds no errors, and no lists of the contract without facts.
    public func canState(_ estate: ExampleEstate) -> Bool {
      switch self {
      case .bundle, .reversedBundle, .snakeCase, .files, .lines, .amongStrangers, .twice:
        !estate.declaresMembers
      case .neutralJSON, .neutralXML: estate.errors.isEmpty && estate.accounts.isEmpty
      }
    }
  }

  /// Whether it declares who is a member of a group.
  var declaresMembers: Bool {
    datacenters.contains { datacenter in
      datacenter.lans.items.contains { lan in
        (lan.failover ?? []).contains { !$0.members.isEmpty }
      }
    }
  }

  /// The documents of an export, with their names.
  ///
  /// The name of the first is always `estate.json`, so that examples can name its subject.
  public func documents(_ form: Form) -> [(name: String, text: String)] {
    let answers = ExampleExports(estate: self)
    switch form {
    case .bundle: return [("estate.json", answers.bundle.indented)]
    case .reversedBundle:
      return [("estate.json", answers.bundle.reversed(keepingOrderOf: ["ips"]).compact)]
    case .snakeCase: return [("estate.json", answers.bundle.inSnakeCase.indented)]
    case .files:
      return answers.separate.enumerated().map { index, answer in
        (index == 0 ? "estate.json" : "estate-\(index).json", answer.indented)
      }
    case .lines:
      let lines = answers.separate.map(\.compact)
      return [("estate.json", lines.joined(separator: "\n") + "\n")]
    case .amongStrangers:
      var both = self
      both.datacenters.append(.stranger)
      return [("estate.json", ExampleExports(estate: both).bundle.compact)]
    case .twice:
      let text = answers.bundle.compact
      return [("estate.json", text), ("twice.json", text)]
    case .neutralJSON: return [("estate.json", ExampleNeutral(estate: self).json)]
    case .neutralXML: return [("estate.json", ExampleNeutral(estate: self).xml)]
    }
  }
}

extension ExampleEstate.Datacenter {
  /// A healthy data center of other ids and addresses.
  fileprivate static let stranger = ExampleEstate.Datacenter(
    "ffffffff-0000-4000-8000-00000000000f", lans: [.init("1", [])],
    servers: [
      .init(
        "ffffffff-0000-4000-8000-0000000000aa",
        nics: [.init("ffffffff-0000-4000-8000-0000000000bb", lan: 1, ["85.215.255.1"])])
    ])
}

extension OrderedJSON {
  /// The value in the spelling of the Python SDK.
  fileprivate var inSnakeCase: OrderedJSON {
    renamed { key in
      if key == "_links" { return "links" }
      return key.reduce(into: "") { text, character in
        text += character.isUppercase ? "_" + character.lowercased() : String(character)
      }
    }
  }
}
