/// A name without its text: 128 bits of keyed hashes, so that no input can aim at a collision.
struct NameKey: Hashable {
  let high: Int
  let low: Int

  init(_ name: String) {
    var first = Hasher()
    first.combine(name)
    high = first.finalize()
    var second = Hasher()
    second.combine(true)
    second.combine(name)
    low = second.finalize()
  }
}
