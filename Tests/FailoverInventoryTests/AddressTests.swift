import Glibc
import TestSupport
import Testing

@testable import FailoverInventory

/// Forms of addresses: `rules.md`, section 3.
struct AddressTests {
  /// The canonical text of what a text is read as; nil if it is not an address.
  private func canonical(_ text: String) -> String? {
    var symbols = SymbolTable()
    let address = Address.of(text, in: &symbols)
    return address.isAddress ? address.text(symbols) : nil
  }

  @Test(
    "an IPv4 address is four decimal parts, blanks around it and /32 allowed",
    arguments: [
      ("1.2.3.4", "1.2.3.4"), ("001.02.3.004", "1.2.3.4"), ("010.008.009.255", "10.8.9.255"),
      (" \t\r\n1.2.3.4\n\r\t ", "1.2.3.4"), ("1.2.3.4/32", "1.2.3.4"), (" 1.2.3.4/32 ", "1.2.3.4"),
      ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
      ("000.000.000.000", "0.0.0.0"),
      ("::ffff:1.2.3.4", "1.2.3.4"), ("::FFFF:0102:0304", "1.2.3.4"), ("::ffff:0:0", "0.0.0.0"),
      ("0:0:0:0:0:ffff:1.2.3.4/128", "1.2.3.4"),
    ])
  func v4(_ text: String, _ expected: String) {
    #expect(canonical(text) == expected)
  }

  @Test(
    "an IPv6 address is written by RFC 5952",
    arguments: [
      ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("0:0:0:0:0:0:0:0", "::"), ("::1/128", "::1"),
      (" 2001:DB8::A \n", "2001:db8::a"),
      ("2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"),
      ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
      ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("0:0:1::", "0:0:1::"),
      ("1:0:0:0:0:0:0:0", "1::"),
      ("0:1:1:1:1:1:1:1", "0:1:1:1:1:1:1:1"), ("::1:1:1:1:1:1:1", "0:1:1:1:1:1:1:1"),
      ("1:1:1:1:1:1:1::", "1:1:1:1:1:1:1:0"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
      ("1:2:3:4:5:6:7.8.9.10", "1:2:3:4:5:6:708:90a"), ("::1.2.3.4", "::102:304"),
      ("::fffe:1.2.3.4", "::fffe:102:304"), ("::1:ffff:1.2.3.4", "::1:ffff:102:304"),
    ])
  func v6(_ text: String, _ expected: String) {
    #expect(canonical(text) == expected)
  }

  @Test(
    "any other text is not an address",
    arguments: [
      "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "256.1.1.1", "1.1.1.256", "0001.2.3.4",
      "1.2.3.4/31", "1.2.3.4/", "1.2.3.4 /32", "1.2.3.4/32/32", "1.2.3.4/032", "1.2.3.0x4",
      "a.b.c.d",
      "-1.2.3.4", "+1.2.3.4", "1.2.3.4:80", "1. 2.3.4", "\u{A0}1.2.3.4", "\u{0B}1.2.3.4",
      "16909060",
      "1,2,3,4", "１.2.3.4", "1.2.3.٤", "/32", "localhost", " ",
      ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::12345",
      "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7", "::g", "[::1]", "::1%eth0", "fe80::1%1", "::1/64",
      "::1/128/128", "::1 /128", "1.2.3.4::", "::1.2.3", "::1.2.3.256", "::1.2.3.4:5",
      "::1.2.3.4/32",
      "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7::1.2.3.4", "::-1", "::+1", ":: 1", "::1:", "12345::",
    ])
  func refused(_ text: String) {
    #expect(canonical(text) == nil)
  }

  @Test("a text that is not an address equals only the same text, and none equals nothing known")
  func texts() {
    var symbols = SymbolTable()
    let text = Address.of("web.example", in: &symbols)
    #expect(text.kind == .text && text.text(symbols) == "web.example")
    #expect(text == Address.of("web.example", in: &symbols))
    #expect(text != Address.of("WEB.example", in: &symbols))
    #expect(text != Address.of(" web.example", in: &symbols))
    #expect(Address.of("", in: &symbols).kind == .missing)
  }

  @Test("random IPv6 addresses are read and written as the C library does")
  func roundTrip() {
    let seed: UInt64 = 0x1234_5678
    var random = SplitMix64(seed: seed)
    for round in 0..<4_000 {
      let groups = (0..<8).map { _ in
        random.once(in: 2) ? 0 : UInt16.random(in: 0...0xFFFF, using: &random)
      }
      if groups[..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF { continue }
      let full = groups.map { group in
        let digits = String(group, radix: 16, uppercase: random.once(in: 2))
        return random.once(in: 2)
          ? digits : String(repeating: "0", count: 4 - digits.count) + digits
      }.joined(separator: ":")
      let expected = groups[..<6].allSatisfy { $0 == 0 } ? nil : libraryText(full)
      let text = canonical(full)
      // The C library writes ::a.b.c.d for the retired IPv4-compatible addresses; RFC 5952 does
      // not.
      if let expected { #expect(text == expected, "seed \(seed), round \(round): \(full)") }
      #expect(text.flatMap(canonical) == text, "seed \(seed), round \(round): \(full)")
    }
  }

  @Test("damaged IPv6 addresses are accepted just where the C library accepts them")
  func damaged() {
    let seed: UInt64 = 0xADD2
    var random = SplitMix64(seed: seed)
    let alphabet = Array("0123456789abcdefABCDEF:::.g".utf8)
    let bases = ["2001:db8::1", "::ffff:10.20.30.40", "1:2:3:4:5:6:7:8", "::", "fe80::a:b"]
    for round in 0..<6_000 {
      var bytes = Array(random.pick(bases).utf8)
      for _ in 0...random.below(2) {
        let place = random.below(bytes.count + 1)
        switch random.below(3) {
        case 0: bytes.insert(random.pick(alphabet), at: place)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2 where place < bytes.count: bytes[place] = random.pick(alphabet)
        default: continue
        }
        if bytes.isEmpty { bytes = [UInt8(ascii: ":")] }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      // Leading zeros of dotted parts are our own rule.
      let hasLeadingZero = text.split { $0 == "." || $0 == ":" }.contains { $0.hasPrefix("0") }
      if !text.contains(":") || (text.contains(".") && hasLeadingZero) { continue }
      #expect((canonical(text) != nil) == (libraryText(text) != nil), "round \(round): \(text)")
    }
  }

  /// An IPv6 address as the C library reads and writes it.
  private func libraryText(_ text: String) -> String? {
    var address = in6_addr()
    guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
    var buffer = [CChar](repeating: 0, count: 64)
    guard inet_ntop(AF_INET6, &address, &buffer, 64) != nil else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  @Test("the special ranges end where rules.md says, and what lies beside them is public")
  func publicRanges() {
    let special: [(String, String)] = [
      ("0.0.0.0", "0.255.255.255"), ("10.0.0.0", "10.255.255.255"),
      ("100.64.0.0", "100.127.255.255"),
      ("127.0.0.0", "127.255.255.255"), ("169.254.0.0", "169.254.255.255"),
      ("172.16.0.0", "172.31.255.255"), ("192.0.0.0", "192.0.0.255"), ("192.0.2.0", "192.0.2.255"),
      ("192.88.99.0", "192.88.99.255"), ("192.168.0.0", "192.168.255.255"),
      ("198.18.0.0", "198.19.255.255"), ("198.51.100.0", "198.51.100.255"),
      ("203.0.113.0", "203.0.113.255"), ("224.0.0.0", "255.255.255.255"),
    ]
    for (first, last) in special {
      guard let low = value(first), let high = value(last) else {
        Issue.record("\(first) or \(last) is no address")
        continue
      }
      #expect(!PublicAddresses.contain(low), "\(first)")
      #expect(!PublicAddresses.contain(high), "\(last)")
      #expect(low == 0 || PublicAddresses.contain(low - 1), "before \(first)")
      #expect(high == .max || PublicAddresses.contain(high + 1), "behind \(last)")
    }
    for text in ["192.0.0.9", "192.0.0.10", "85.215.1.1", "192.0.1.0", "1.0.0.0"] {
      #expect(value(text).map(PublicAddresses.contain) == true, "\(text)")
    }
    for text in ["192.0.0.8", "192.0.0.11", "239.255.255.255", "240.0.0.0"] {
      #expect(value(text).map(PublicAddresses.contain) == false, "\(text)")
    }
  }

  private func value(_ text: String) -> UInt32? {
    var symbols = SymbolTable()
    return Address.of(text, in: &symbols).v4
  }

  @Test("an address in an export gives the canonical name of its group, whichever way it is read")
  func inExports() async {
    for (text, name) in [
      ("1.2.3.4", "1.2.3.4"), ("001.2.3.4/32", "1.2.3.4"), (#"1.2.3\u002e4"#, "1.2.3.4"),
      ("::ffff:1.2.3.4", "1.2.3.4"), ("2001:DB8:0::1", "2001:db8::1"), ("x y", "x%20y"),
    ] {
      let export =
        #"{"type":"lan","id":"1","href":"/datacenters/d/lans/1","properties":"#
        + #"{"ipFailover":[{"ip":"\#(text)"}]}}"#
      let inventory = await read(export)
      #expect(inventory.groups.map(\.subjectName) == ["group/d/1/\(name)"])
    }
  }
}
