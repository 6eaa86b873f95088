extension Double {
  /// The number with a fixed count of decimals, rounded.
  func fixed(_ decimals: Int) -> String {
    guard isFinite else { return "–" }
    var factor = 1.0
    for _ in 0..<decimals { factor *= 10 }
    let scaled = Int((magnitude * factor).rounded())
    let sign = self < 0 && scaled > 0 ? "−" : ""
    if decimals == 0 { return sign + String(scaled) }
    let fraction = String(scaled % Int(factor))
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return sign + "\(scaled / Int(factor))." + zeros + fraction
  }
}
