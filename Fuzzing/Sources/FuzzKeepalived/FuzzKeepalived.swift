@testable import FuzzEvidenceProperties

/// Called by libFuzzer with one input after another.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let violation = KeepalivedProperty.violation(bytes) { fatalError(violation) }
  return 0
}
