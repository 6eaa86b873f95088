import FailoverBase
import Testing

/// The part of YAML that is read, and what is refused.
struct YAMLDocumentTests {
  private func read(_ text: String) throws -> YAMLNode? {
    try YAMLDocument.read(Array(text.utf8), file: "f.yml")
  }

  @Test("values know their lines and columns")
  func places() throws {
    let root = try #require(try read("# a comment\nname: a\nlist:\n  - 1\n  - {x: \"2\"}\n"))
    var faults = FileFaults()
    let members = try #require(YAMLMembers(root, "a test", keys: ["name", "list"], &faults))
    #expect(members.place(of: "list") == YAMLPlace(file: "f.yml", line: 3, column: 1))
    let items = try #require(members.required("list", &faults)?.items("a list", &faults))
    #expect(items[1].place == YAMLPlace(file: "f.yml", line: 5, column: 5))
    #expect(items[0].integer("a number", in: 0...9, &faults) == 1)
    #expect(faults.isEmpty)
  }

  @Test("only plain words are numbers, booleans or nothing, as in YAML 1.2")
  func scalars() throws {
    func scalar(_ text: String) throws -> YAMLScalar? {
      if case .scalar(let scalar)? = try read(text)?.value { scalar } else { nil }
    }
    #expect(try scalar("true")?.boolean == true)
    #expect(try scalar("yes")?.boolean == nil)
    #expect(try scalar("'true'")?.boolean == nil)
    #expect(try scalar("12")?.integer == 12)
    #expect(try scalar("\"12\"")?.integer == nil)
    #expect(try scalar("~")?.isNull == true)
    #expect(try scalar("''")?.isNull == false)
  }

  @Test(
    "what is dangerous or ambiguous is refused with its place",
    arguments: [
      ("a: &x 1\n", "1:4: anchors and tags"), ("a: 1\nb: *a\n", "2:4: aliases"),
      ("a: !!binary aGk=\n", "1:4: anchors and tags"),
      ("a: 1\n---\nb: 2\n", "2:1: only one document"),
      ("a: 1\nb: 2\na: 3\n", "3:1: the key \"a\" is there twice"),
      ("[a, b]: 1\n", "a key must be a text"),
      ("a: [1, 2\n", "invalid YAML"), ("a: \"\\uD800\"\n", "invalid YAML"),
      ("a:\n\t- b\n", "invalid YAML"),
      ("a: \u{7}\n", "invalid YAML"), ("<<: {a: 1}\nb: *x", "aliases"),
    ])
  func refused(text: String, words: String) {
    let fault = #expect(throws: FileFault.self) { try read(text) }
    #expect(fault?.description.hasPrefix("f.yml:") == true)
    #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
  }

  @Test("a file that is too large, too deep or not UTF-8 is refused at once")
  func limits() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: FileFault.self) { try read(deep) }
    #expect(throws: FileFault.self) { try read(String(repeating: "- ", count: 200_000)) }
    #expect(throws: FileFault.self) { try read(String(repeating: "a", count: (1 << 20) + 1)) }
    #expect(throws: FileFault.self) {
      try YAMLDocument.read([0x61, 0x3A, 0x20, 0xFF], file: "f.yml")
    }
  }

  @Test("a bomb of aliases does not go off")
  func bomb() {
    var text = "a: &a [x, x]\n"
    for letter in "bcdefghijklmnop" {
      let before = Character(UnicodeScalar(letter.asciiValue.map { $0 - 1 } ?? 97))
      text += "\(letter): &\(letter) [*\(before), *\(before), *\(before), *\(before)]\n"
    }
    #expect(throws: FileFault.self) { try read(text) }
  }

  @Test("a key that nobody knows comes with the key that may be meant")
  func suggestion() throws {
    let root = try #require(try read("severty: note\n"))
    var faults = FileFaults()
    let members = YAMLMembers(root, "a rule", keys: ["severity", "title"], &faults)
    #expect(
      faults.lines == ["f.yml:1:1: a rule has no key \"severty\"; did you mean \"severity\"?"])
    #expect(members?.required("severity", &faults) != nil && faults.count == 1)
  }

  @Test("nothing but comments is not a document")
  func empty() throws {
    #expect(try read("# nothing\n") == nil)
    #expect(try read("") == nil)
  }
}
