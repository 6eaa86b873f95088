import CLibXML2

@testable import FailoverInventory

/// What must hold of reading a document of the neutral format in XML.
enum XMLProperty {
  /// Says what does not hold; nil if all does, or if the document is of another form.
  static func violation(_ bytes: [UInt8]) async -> String? {
    guard InputForm.of(bytes) == .neutralXML else { return nil }
    let inventory = await NeutralProperty.read(bytes, blockSize: max(64, bytes.count + 1), jobs: 1)
    if let problem = await NeutralProperty.aboutBlocks(bytes, inventory) { return problem }
    return aboutLibrary(bytes, inventory.inputs[0])
  }

  /// Compares with libxml2's own reading of a whole document.
  private static func aboutLibrary(_ bytes: [UInt8], _ input: InputRecord) -> String? {
    // The library's reader of whole documents takes a zero byte for the end.
    if bytes.contains(0) { return nil }
    let isWellFormed = isWellFormed(bytes)
    let isRefused = input.status == .refused
    if !isWellFormed { return isRefused ? nil : "not well-formed, but \(input.status)" }
    guard isRefused else { return nil }
    let sentence = input.problems.first?.sentence ?? "no reason"
    return ourReasons.contains(where: sentence.hasPrefix)
      ? nil : "well-formed, but refused: \(sentence)"
  }

  /// Why we refuse what is well-formed XML: our limits, what is not of the format, other encodings,
  /// and names that namespaces do not allow.
  private static let ourReasons = [
    "refused: ", "no inventory", "the text is", "malformed: the element",
    "malformed XML: a prefix without a namespace",
    "malformed XML: a name that namespaces do not allow",
    "malformed XML: an attribute is twice in one tag",
  ]

  static func isWellFormed(_ bytes: [UInt8]) -> Bool {
    xmlInitParser()
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let document = bytes.withUnsafeBytes { buffer in
      xmlReadMemory(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
        Int32(options))
    }
    guard let document else { return false }
    xmlFreeDoc(document)
    return true
  }
}
