import Testing

@testable import FailoverInventory

/// Patterns for names of files.
struct NamePatternTests {
  private func matches(_ pattern: String, _ path: String, isFolder: Bool = false) -> Bool {
    NamePattern(pattern)?.matches(path, given: "export/\(path)", isFolder: isFolder) ?? false
  }

  @Test("a pattern matches names, or whole paths if it has a slash")
  func matching() {
    for (pattern, path) in [
      ("a.json", "a.json"), ("a.json", "x/y/a.json"), ("*", "a"), ("*.json", "x/.json"),
      ("a?c", "aéc"), ("[a-c]x", "bx"), ("[!a-c]x", "dx"), ("[]]", "]"), ("[a", "[a"),
      ("\\*", "*"), ("a*b*c", "aXbYbZc"), ("x/*.json", "x/a.json"), ("./x/a", "x/a"),
      ("/x/a", "x/a"), ("**/a", "a"), ("**/a", "x/y/a"), ("x/**/a", "x/a"), ("x/**", "x/y/z"),
      ("export/x/a", "x/a"), ("é*", "é.json"), ("a**b", "aXb"),
    ] {
      #expect(matches(pattern, path), "\(pattern) \(path)")
    }
    for (pattern, path) in [
      ("a.json", "a.jsonx"), ("A", "a"), ("x", "x/a"), ("*.json", "a.json/b"), ("[a-c]x", "dx"),
      ("x/*.json", "x/y/a.json"), ("x/*.json", "a.json"), ("\\*", "a"), ("?", ""), ("a/", "a"),
      ("x/**/a", "y/a"),
    ] {
      #expect(!matches(pattern, path), "\(pattern) \(path)")
    }
    #expect(matches("a/", "x/a", isFolder: true))
  }

  @Test("a text that names nothing is not a pattern")
  func useless() {
    for text in ["", "/", "./", "//", "a\0b", String(repeating: "a", count: 2000)] {
      #expect(NamePattern(text) == nil)
    }
  }

  @Test("stars take no time without end")
  func manyStars() {
    let pattern = String(repeating: "a*", count: 400) + "b"
    #expect(!matches(pattern, String(repeating: "a", count: 4000)))
    let folders = String(repeating: "**/", count: 300) + "b"
    #expect(!matches(folders, Array(repeating: "a", count: 300).joined(separator: "/")))
  }
}
