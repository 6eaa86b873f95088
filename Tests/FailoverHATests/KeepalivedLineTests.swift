import Testing

@testable import FailoverHA

/// How a line of keepalived.conf is taken apart.
struct KeepalivedLineTests {
  @Test(
    "a comment begins with # or ! outside of quotes",
    arguments: [
      ("priority 100 # high", "priority 100"), ("! all of it", ""),
      ("script \"curl # no comment\" # but this", "script \"curl # no comment\""),
      ("password a\\#b", "password a#b"), ("  \t state MASTER  ", "state MASTER"),
    ])
  func comments(_ line: String, _ rest: String) {
    #expect(Array(line.utf8).withoutComment.asText == rest)
  }

  @Test(
    "double quotes keep a word together, also one that is not closed",
    arguments: [
      ("script \"a b\" c", ["script", "a b", "c"]), ("script \"a b", ["script", "a b"]),
      ("a  \t b", ["a", "b"]), ("a \"\"", ["a", ""]),
    ])
  func words(_ line: String, _ words: [String]) {
    #expect(Array(line.utf8).words == words)
  }
}
