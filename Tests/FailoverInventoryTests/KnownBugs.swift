import Testing

/// Faults of the sources that tests have found and that are not mended yet; a test that needs one
/// mended waits for it here. Set to false, run, and take the constant away.
enum KnownBugs {
  /// A skipped value that spans a whole window and ends behind it is scanned again from the window's
  /// start: `APIReader.run` takes the position back, but not the state of the frame that is skipped.
  static let skippingOverWindows = true
  /// `\ud83d\ude00` becomes U+1DA00: `first & 0x3FF << 10` shifts first (`escapedScalar`).
  static let surrogatePairs = true
}

extension Trait where Self == ConditionTrait {
  static var needsSkippingOverWindows: Self {
    .disabled(if: KnownBugs.skippingOverWindows, "bug: skipped values that span windows")
  }

  static var needsSurrogatePairs: Self {
    .disabled(if: KnownBugs.surrogatePairs, "bug: escaped surrogate pairs")
  }
}
