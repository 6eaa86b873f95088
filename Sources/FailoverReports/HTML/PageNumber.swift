/// Numbers as a reader of the page sees them.
enum PageNumber {
  /// Digits in groups of three: `1,234,567`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  /// A size such as `1,234 bytes` or `12.3 MB`.
  static func size(_ bytes: Int) -> String {
    if bytes < 100_000 { return grouped(bytes) + (bytes == 1 ? " byte" : " bytes") }
    let unit = bytes < 100_000_000 ? (1_000, "kB") : (1_000_000, "MB")
    return grouped((bytes + unit.0 / 2) / unit.0) + " " + unit.1
  }
}
