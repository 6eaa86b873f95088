/// Small texts, and what RFC 8259 says of them.
enum GrammarTable {
  static let accepted: [String] = [
    "0", "-0", "1", "10", "-1", "1.5", "0.5", "-0.0", "1e5", "1E5", "1e+5", "1E-05", "0e1", "1e999",
    "-1e-999", "9" + String(repeating: "9", count: 400), "1.000000000000000000000000000001",
    "true", "false", "null",
    #""""#, #""a""#, #""\"\\\/\b\f\n\r\t""#, #""\u0000""#, #""\u0041\u00e9\u00E9\uFFFF\uffff""#,
    #""\ud83d\ude00""#, #""\uD83D\uDE00""#, #""\ud800\udc00\udbff\udfff""#,
    #""1234567\n12345678\\""#, "\"\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\"",
    "\"\u{10000}\u{3FFFF}\u{40000}\u{FFFFF}\u{100000}\u{10FFFF}\"", "\"\u{2028}\u{FEFF}\u{FFFE}\"",
    "[]", "{}", "[ ]", "{ }", "[\t\r\n ]", "[1,2]", "[[],[[]],{}]", #"{"a":1,"b":[{}]}"#,
    #"{"":1}"#,
    #"{"a":1,"a":2}"#, "{ \"a\"\t:\r\n1 , \"b\" : 2 }", #"["a","b",true,null,-1.5e+3]"#,
  ]

  typealias Refused = ScannerGrammarTests.Refused

  static let refused: [Refused] = [
    // Numbers.
    Refused("01", at: 1), Refused("00", at: 1), Refused("-01", at: 2), Refused("-", at: 1),
    Refused("-a", at: 1), Refused("+1", at: 0), Refused(".5", at: 0), Refused("-.5", at: 1),
    Refused("1.", at: 2), Refused("1.e5", at: 2), Refused("1e", at: 2), Refused("1e+", at: 3),
    Refused("1e1.5", at: 3), Refused("1.5.2", at: 3), Refused("0x1", at: 1), Refused("1a", at: 1),
    Refused("1_000", at: 1), Refused("--1", at: 1), Refused("- 1", at: 1), Refused("1e 5", at: 2),
    // Words.
    Refused("NaN", at: 0), Refused("nan", at: 1), Refused("Infinity", at: 0),
    Refused("-Infinity", at: 1), Refused("tru", at: 3), Refused("truE", at: 3),
    Refused("True", at: 0), Refused("truex", at: 4), Refused("nul", at: 3), Refused("nulll", at: 4),
    Refused("fals", at: 4), Refused("falsee", at: 5), Refused("undefined", at: 0),
    Refused("'a'", at: 0), Refused("a", at: 0),
    // Bytes that are not white space.
    Refused([0], at: 0), Refused([0x0B, 0x31], at: 0), Refused([0x0C, 0x31], at: 0),
    Refused([0x1F, 0x31], at: 0), Refused("\u{A0}1", at: 0), Refused("\u{FEFF}1", at: 0),
    Refused([0xFF], at: 0), Refused([0x31, 0], at: 1), Refused([0x5B, 0x31, 0, 0x5D], at: 2),
    Refused("/*c*/1", at: 0), Refused("//c", at: 0), Refused("[1/*c*/]", at: 2),
    // Containers.
    Refused("[1,]", at: 3), Refused("[,1]", at: 1), Refused("[,]", at: 1), Refused("[1,,2]", at: 3),
    Refused("[1 2]", at: 3), Refused("[1}", at: 2), Refused("[}", at: 1), Refused("{]", at: 1),
    Refused("[1:2]", at: 2), Refused(#"{"a":1,}"#, at: 7), Refused("{,}", at: 1),
    Refused(#"{"a"}"#, at: 4), Refused(#"{"a" 1}"#, at: 5), Refused(#"{"a":}"#, at: 5),
    Refused(#"{"a":1 "b":2}"#, at: 7), Refused("{a:1}", at: 1), Refused("{1:1}", at: 1),
    Refused(#"{"a":1]"#, at: 6), Refused(#"{"a",1}"#, at: 4), Refused(#"{"a"::1}"#, at: 5),
    Refused(#"{"a":1,,"b":2}"#, at: 7), Refused(#"{"a":1:2}"#, at: 6), Refused("{null:1}", at: 1),
    Refused("]", at: 0), Refused("}", at: 0), Refused(",", at: 0), Refused(":", at: 0),
    Refused("[1]]", at: 3), Refused("1 2", at: 2), Refused(#""a""b""#, at: 3),
    Refused(#"[["a",{"b":[1,{"c":tru}]}]]"#, at: 22),
  ]

  static let refusedStrings: [Refused] = [
    Refused(#""a"#, at: 2), Refused(#"""#, at: 1), Refused(#""\"#, at: 2), Refused(#""\""#, at: 3),
    Refused(#""\x""#, at: 2), Refused(#""\U0041""#, at: 2), Refused(#""\v""#, at: 2),
    Refused(#""\0""#, at: 2), Refused(#""\'""#, at: 2), Refused(#""\u12G4""#, at: 5),
    Refused(#""\u12""#, at: 5), Refused(#""\u""#, at: 3), Refused(#""\u 041""#, at: 3),
    Refused(#""\u-041""#, at: 3), Refused(#""\u00\u0041""#, at: 5), Refused(#""\u004:""#, at: 6),
    Refused(#""\u004@""#, at: 6), Refused(#""\u004`""#, at: 6), Refused(#""\u004g""#, at: 6),
    // Control characters.
    Refused("\"a\tb\"", at: 2), Refused("\"a\u{0}b\"", at: 2), Refused("\"a\u{1F}b\"", at: 2),
    Refused("\"1234567\u{1}\"", at: 8), Refused("\"12345678\u{1}\"", at: 9),
    Refused("\"a\rb\"", at: 2), Refused("{\"a\u{1}\":1}", at: 3),
    // Halves of surrogate pairs: at the half, or at what takes the place of the other.
    Refused(#""\ud800""#, at: 7), Refused(#""\udbffx""#, at: 7), Refused(#""\ud800\n""#, at: 8),
    Refused(#""\udc00""#, at: 1), Refused(#""\udfff\ud800""#, at: 1),
    Refused(#""\ud800\u0041""#, at: 1), Refused(#""\ud800\ud800""#, at: 1),
    Refused(#""\ud83d\ude00\ude00""#, at: 13), Refused(#"{"\ud800":1}"#, at: 8),
    Refused(#""\ud800\u12""#, at: 11),
  ]

  /// Of every kind in table 3-7 of the Unicode standard, one on each side of each border.
  static let badUTF8: [[UInt8]] = [
    // Continuations without a lead, leads that do not exist.
    [0x80], [0xBF], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xF5, 0x80, 0x80, 0x80],
    // Overlong forms.
    [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xF0, 0x80, 0x80, 0x80],
    [0xF0, 0x8F, 0xBF, 0xBF],
    // Surrogates, and what lies beyond Unicode.
    [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],
    [0xF4, 0x90, 0x80, 0x80],
    // Cut off, by the end of the string or by another character.
    [0xC3], [0xE2, 0x82], [0xE2], [0xF0, 0x9F, 0x98], [0xF0, 0x9F], [0xF0], [0xC3, 0x28],
    [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xF0, 0x28, 0x8C, 0xBC], [0xF0, 0x90, 0x28, 0xBC],
    [0xF0, 0x90, 0x8C, 0x28], [0xC3, 0xC3, 0xA9],
  ]
}
