/// Says what an input is in which nothing of an inventory was found, and how to get one.
enum ForeignInput {
  /// How many of the first bytes of an input are looked at.
  static let headBytes = InputStart.sniffedBytes

  /// What begins every sentence about an input that can be read and holds nothing of ours.
  private static let opening = "no inventory: "

  /// An input that is something else.
  static func sentence(_ what: String, _ advice: String) -> String {
    "\(opening)this is \(what); \(advice)"
  }

  static let leaveOut = "leave it out with --exclude"
  static let export = "export the estate with scripts/export.sh"
  static let saveBody = "save the answer itself"

  /// An answer of a server or a gateway in place of that of the API.
  ///
  /// - Parameter words: what it says.
  static func failure(_ words: String) -> String {
    sentence(
      "an answer that failed (\"\(words.prefix(80))\")",
      "check token and address, and export again")
  }

  /// A failover inventory whose format is missing or wrong.
  static func wrongFormat(_ what: String) -> String {
    opening
      + "\(what); write \"format\": \"\(NeutralFormat.name)\" if it is a failover inventory, or "
      + leaveOut
  }

  /// Why an input is not read any further, by its first bytes; nil if it may be JSON or XML.
  static func sentence(forStart head: [UInt8]) -> String? {
    if let what = ForeignBytes.sentence(head) { return what }
    // Nearly all inputs are JSON, and need not become a text.
    let first = head.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return nil }
    if let encoded = ForeignEncoding.sentence(head) { return encoded }
    let text = ForeignText(head)
    if let headers = text.headers { return sentence(for: headers) }
    if text.isCall {
      return sentence(
        "JSON wrapped in a function call (JSONP)",
        "\(saveBody): request it without a callback, or keep what is between the parentheses")
    }
    if text.isOwnPage { return sentence("an HTML report of failover-audit", leaveOut) }
    if text.isWebPage {
      return sentence(
        "a web page (HTML), such as that of a login or a gateway",
        "check address and token, and export again")
    }
    return nil
  }

  private static func sentence(for headers: HTTPHeaders) -> String {
    if headers.areAlone {
      return sentence(
        "a block of HTTP headers without the answer",
        "\(saveBody) (curl -o FILE without -I; -D writes only the headers)")
    }
    return sentence(
      "an answer with its HTTP headers in front", "\(saveBody) (curl without -i and -v)")
  }

  /// What a text is that is neither JSON nor XML; nil if that is not recognised.
  static func sentence(forText head: [UInt8]) -> String? { ForeignText(head).sentence }

  /// What a JSON document is.
  static func sentence(forJSON head: [UInt8]) -> String {
    ForeignJSON(head).sentence
      ?? opening + "it holds no resource, list or bundle of the IONOS Cloud API; \(leaveOut)"
  }

  /// The place of what an input begins with if it is neither an object nor an array, nor a text
  /// that wraps one.
  static func loneScalar(_ head: [UInt8]) -> (line: Int, column: Int)? {
    let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard
      let first = head[mark...].firstIndex(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }),
      head[first] != UInt8(ascii: "{"), head[first] != UInt8(ascii: "["),
      ForeignJSON(head).sentence == nil
    else { return nil }
    let start = head[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (head[..<first].count { $0 == 0x0A } + 1, first - start + 1)
  }

  /// What an XML document is, by its root element.
  ///
  /// - Parameters:
  ///   - root: the name of the element, without a prefix.
  ///   - namespace: that of the element; nil if it has none.
  ///   - isOurs: whether the namespace is that of the format.
  static func sentence(forXMLRoot root: String, _ namespace: String?, isOurs: Bool) -> String {
    switch root.lowercased() {
    case "html":
      return sentence(
        "a web page (XHTML), such as that of a login or a gateway",
        "check address and token, and export again")
    case "envelope", "definitions":
      return sentence(
        "XML of the SOAP API, which is retired and has no failover groups",
        "\(export)")
    case "testsuites", "testsuite":
      return sentence("a JUnit report, such as failover-audit writes", leaveOut)
    case "inventory" where !isOurs:
      let own = namespace.map { "its namespace is \"\($0.prefix(100))\"" } ?? "it has no namespace"
      return opening + "the root element is not <inventory> of \(NeutralFormat.namespace): \(own); "
        + "write <inventory xmlns=\"\(NeutralFormat.namespace)\"> if it is a failover inventory, "
        + "or \(leaveOut)"
    default:
      let name = root.prefix(60)
      let kind = isOurs ? "the root element is <\(name)>, not <inventory>" : nil
      return opening
        + (kind
          ?? "the root element is not \"inventory\" of \(NeutralFormat.namespace), but \"\(name)\"; "
          + leaveOut)
    }
  }
}
