import Testing

@testable import FailoverBase

@Suite struct NameUUIDTests {
  @Test("A name has the UUID that RFC 9562 gives it")
  func known() {
    // Appendix A.4: www.example.com in the namespace of domain names.
    let domains: [UInt8] = [
      0x6B, 0xA7, 0xB8, 0x10, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30,
      0xC8,
    ]
    #expect(
      NameUUID.of("www.example.com", in: domains) == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    #expect(NameUUID.of("a") != NameUUID.of("b"))
  }
}
