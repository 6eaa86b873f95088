import CLibXML2

/// What libxml2's errors mean, in our own words: its own differ between versions and quote the
/// input.
enum XMLErrors {
  /// - Parameters:
  ///   - isCutOff: whether the input ended before the root element did; then much of what libxml2
  ///     misses is missing because of that.
  ///   - isUTF8: whether the bytes are UTF-8 at the parser's position; if not, what it says of them
  ///     differs between versions, and with how many bytes it holds.
  static func sentence(_ error: xmlError, isCutOff: Bool, isUTF8: Bool) -> String {
    let code = Int(error.code)
    if isCutOff && signsOfEnd.contains(code) { return XMLFailure.truncated }
    let what = isUTF8 ? sentences[code] : notUTF8
    guard let what else { return "malformed XML (libxml2 error \(code))" }
    return "malformed XML: \(what)"
  }

  /// Whether an error leaves the document well-formed and its meaning clear: a namespace that is
  /// not a URI is a foreign one.
  static func isHarmless(_ code: Int) -> Bool { code == Int(XML_WAR_NS_URI.rawValue) }

  private static let signsOfEnd: Set<Int> = Set(
    [
      XML_ERR_DOCUMENT_END, XML_ERR_GT_REQUIRED, XML_ERR_SPACE_REQUIRED, XML_ERR_EQUAL_REQUIRED,
      XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_NOT_FINISHED,
      XML_ERR_ATTRIBUTE_WITHOUT_VALUE, XML_ERR_TAG_NOT_FINISHED, XML_ERR_CDATA_NOT_FINISHED,
    ].map { Int($0.rawValue) })

  private static let notUTF8 = "these bytes are not UTF-8"

  private static let sentences: [Int: String] = {
    var sentences: [Int: String] = [:]
    for (codes, sentence) in table {
      for code in codes { sentences[Int(code.rawValue)] = sentence }
    }
    return sentences
  }()

  private static let table: [([xmlParserErrors], String)] = [
    ([XML_ERR_DOCUMENT_EMPTY, XML_ERR_DOCUMENT_START], "no element"),
    ([XML_ERR_DOCUMENT_END], "text after the end of the document"),
    ([XML_ERR_TAG_NAME_MISMATCH], "the end tag is not that of the element"),
    ([XML_ERR_TAG_NOT_FINISHED], "an element is not closed"),
    ([XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF], "a character that XML does not allow"),
    (
      [XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING],
      notUTF8
    ),
    ([XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY], "an entity that does not exist"),
    (
      [
        XML_ERR_ENTITYREF_SEMICOL_MISSING, XML_ERR_ENTITYREF_NO_NAME, XML_ERR_CHARREF_AT_EOF,
        XML_ERR_INVALID_HEX_CHARREF, XML_ERR_INVALID_DEC_CHARREF,
      ],
      "an ampersand that begins no character or entity reference"
    ),
    ([XML_ERR_ATTRIBUTE_REDEFINED], "an attribute is twice in one tag"),
    (
      [
        XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_NOT_FINISHED,
        XML_ERR_ATTRIBUTE_WITHOUT_VALUE, XML_ERR_EQUAL_REQUIRED,
      ],
      "an attribute without a value in quotes"
    ),
    ([XML_ERR_LT_IN_ATTRIBUTE], "a < in the value of an attribute"),
    ([XML_ERR_GT_REQUIRED], "a > was expected here"),
    ([XML_ERR_LTSLASH_REQUIRED], "an end tag was expected here"),
    ([XML_ERR_NAME_REQUIRED], "a name was expected here"),
    ([XML_ERR_SPACE_REQUIRED], "a blank was expected here"),
    ([XML_ERR_COMMENT_NOT_FINISHED], "a comment is not closed"),
    ([XML_ERR_HYPHEN_IN_COMMENT], "two hyphens in a comment"),
    ([XML_ERR_CDATA_NOT_FINISHED], "a CDATA section is not closed"),
    ([XML_ERR_MISPLACED_CDATA_END], "]]> in a text, outside of a CDATA section"),
    ([XML_ERR_UNKNOWN_VERSION], "the document is declared as another version than XML 1.0"),
    (
      [XML_ERR_PI_NOT_FINISHED, XML_ERR_PI_NOT_STARTED, XML_ERR_RESERVED_XML_NAME],
      "a processing instruction that XML does not allow"
    ),
    (
      [
        XML_ERR_XMLDECL_NOT_FINISHED, XML_ERR_XMLDECL_NOT_STARTED, XML_ERR_VERSION_MISSING,
        XML_ERR_STRING_NOT_STARTED, XML_ERR_STRING_NOT_CLOSED, XML_ERR_STANDALONE_VALUE,
        XML_ERR_ENCODING_NAME,
      ],
      "the declaration of the document is not as XML wants it"
    ),
    ([XML_NS_ERR_UNDEFINED_NAMESPACE], "a prefix without a namespace"),
    (
      [XML_NS_ERR_QNAME, XML_NS_ERR_COLON, XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_EMPTY],
      "a name that namespaces do not allow"
    ),
    ([XML_NS_ERR_ATTRIBUTE_REDEFINED], "an attribute is twice in one tag"),
    ([XML_ERR_NO_MEMORY], "the memory does not suffice"),
  ]
}
