import FailoverAudit

extension Fingerprint {
  /// The 16 bytes of a fingerprint's number.
  static func bytes(of bits: UInt128) -> [UInt8] {
    (0..<16).map { UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * $0)) }
  }
}

extension OpenFinding {
  var fingerprintBits: UInt128 {
    // It is 32 digits of hex.
    Fingerprint.bits(of: fingerprint) ?? 0
  }
}
