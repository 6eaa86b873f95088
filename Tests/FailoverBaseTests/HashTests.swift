import FailoverBase
import Testing

/// The messages and digests are those of FIPS 180-4's examples.
struct HashTests {
  private static let twoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"

  private static let sha256Examples = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (twoBlocks, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
  ]

  private static let sha1Examples = [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (twoBlocks, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
  ]

  @Test("SHA-256 of the examples of FIPS 180-4", arguments: sha256Examples)
  func sha256(_ message: String, _ digest: String) {
    #expect(Hash.of(Array(message.utf8)).hex == digest)
  }

  @Test("SHA-1 of the examples of FIPS 180-4", arguments: sha1Examples)
  func sha1(_ message: String, _ digest: String) {
    #expect(Hash.of(Array(message.utf8), by: .sha1).hex == digest)
  }

  @Test("bytes that arrive in pieces have the hash of the whole", arguments: [1, 7, 64, 4096])
  func pieces(_ size: Int) {
    var sha256 = Hash()
    var sha1 = Hash(.sha1)
    let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    for start in stride(from: 0, to: million.count, by: size) {
      let piece = million[start..<min(start + size, million.count)]
      sha256.update(piece)
      sha1.update(piece)
    }
    #expect(
      sha256.finish().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    #expect(sha1.finish().hex == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
  }

  @Test("a hash that gets no bytes, or empty ones, is that of nothing")
  func empty() {
    #expect(Hash().finish() == Hash.of([]))
    var hash = Hash()
    hash.update([])
    hash.update(UnsafeRawBufferPointer(start: nil, count: 0))
    #expect(hash.finish() == Hash.of([]))
  }

  @Test("a new hash in place of one that got bytes knows nothing of them")
  func replaced() {
    var hash = Hash()
    hash.update(Array("left over".utf8)[...])
    hash = Hash()
    hash.update(Array("abc".utf8)[...])
    #expect(hash.finish() == Hash.of(Array("abc".utf8)))
  }

  @Test("threads that hash side by side get the digests of one")
  func threads() async {
    let digests = await withTaskGroup(of: [[UInt8]].self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<500).map { Hash.of(Array(String($0).utf8)) } }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(digests).count == 1)
  }
}
