/// The headers of an HTTP answer at the beginning of a text, as `curl -i`, `-I` and `-D` write
/// them.
struct HTTPHeaders {
  /// Whether no answer follows them.
  let areAlone: Bool

  /// - Returns: nil if the text begins with something else.
  init?(_ text: Substring) {
    if HTTPHeaders.isTrace(text) {
      areAlone = false
      return
    }
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
    let block = lines.prefix { !$0.isEmpty }
    let hasStatus = text.hasPrefix("HTTP/")
    guard hasStatus || HTTPHeaders.holdsHeaders(block) else { return nil }
    // Redirections and proxies have a block each.
    repeat {
      lines = lines.dropFirst().drop { HTTPHeaders.name($0) != nil }
      lines = lines.drop { $0.isEmpty }
    } while lines.first?.hasPrefix("HTTP/") ?? false
    areAlone = lines.isEmpty
  }

  /// What a trace of `curl -v` begins with, and that of tools that write as it does.
  private static let traces = ["* Trying ", "*   Trying ", "< HTTP/", "> GET "]

  /// Whether a text is what `curl -v` reports: it may begin with any remark of curl.
  private static func isTrace(_ text: Substring) -> Bool {
    if traces.contains(where: { text.hasPrefix($0) }) { return true }
    guard text.hasPrefix("* ") else { return false }
    return text.split(whereSeparator: \.isNewline).prefix(100).contains { line in
      line.hasPrefix("> GET ") || line.hasPrefix("< HTTP/") || line.hasPrefix("* Connected to ")
    }
  }

  /// Headers that nearly every answer has some of, in lower case.
  private static let usual: Set<String> = [
    "cache-control", "connection", "content-encoding", "content-length", "content-type", "date",
    "etag", "keep-alive", "last-modified", "server", "strict-transport-security",
    "transfer-encoding", "vary", "www-authenticate", "x-ratelimit-limit", "x-ratelimit-remaining",
  ]

  /// Whether lines without a status line in front are headers.
  private static func holdsHeaders(_ lines: ArraySlice<Substring>) -> Bool {
    let names = lines.map { name($0) }
    return names.allSatisfy { $0 != nil }
      && names.count { $0.map { usual.contains($0.lowercased()) } ?? false } > 1
  }

  /// The name of the header on a line; nil if the line is not a header.
  private static func name(_ line: Substring) -> Substring? {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return nil }
    let name = line[..<colon]
    let isName = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    return isName ? name : nil
  }
}
