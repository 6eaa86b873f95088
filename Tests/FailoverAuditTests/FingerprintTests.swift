import Testing

@testable import FailoverAudit

struct FingerprintTests {
  @Test("a fingerprint is the beginning of SHA-256 over version, rule, subject and facet")
  func known() {
    // printf 'v1\nsingle-zone-group\ngroup/dc/1/85.215.1.1\n' | sha256sum
    #expect(
      Fingerprint.of(rule: "single-zone-group", subject: "group/dc/1/85.215.1.1", facet: "")
        == "745b326edaf897aa4ff13e9492e7c083")
  }

  @Test("rule, subject and facet each change it")
  func distinct() {
    let prints = [
      Fingerprint.of(rule: "a", subject: "b", facet: ""),
      Fingerprint.of(rule: "a", subject: "b", facet: "c"),
      Fingerprint.of(rule: "a", subject: "bb", facet: ""),
      Fingerprint.of(rule: "aa", subject: "b", facet: ""),
    ]
    #expect(Set(prints).count == 4)
  }
}
