import EstateMaking

/// A line of the table that the program itself is to give.
struct Case {
  let what: String
  let options: EstateOptions
  let workers: Int
  var digest = false

  /// The size of an estate in lines of shapes: one LAN of 100,000 NICs.
  private static let shapeSize = 160_000_000
  /// The same for tiny data centers: 100,000 of them.
  private static let tinySize = 700_000_000
  /// From here on, each layout is run with one worker and with several.
  private static let largeSize = 10_000_000

  /// The lines up to a size.
  static func all(upTo size: Int, cores: Int) -> [Case] {
    let both = cores > 1 ? [1, cores] : [1]
    var cases: [Case] = []
    for size in [10_000_000, 100_000_000, 1_000_000_000].filter({ $0 < size }) + [size] {
      cases += both.map {
        Case(what: "compact", options: EstateOptions(limit: .bytes(size)), workers: $0)
      }
    }
    cases.append(
      Case(
        what: "compact, with SHA-256", options: EstateOptions(limit: .bytes(size)), workers: cores,
        digest: true))
    for layout in [EstateLayout.indented, .lines] {
      let options = EstateOptions(limit: .bytes(size), layout: layout)
      cases += (size < largeSize ? [cores] : both).map {
        Case(what: layout.rawValue, options: options, workers: $0)
      }
    }
    // The neutral format is read from its beginning to its end by one worker, whatever there are.
    for (layout, what) in [
      (EstateLayout.neutralJSON, "neutral JSON"), (.neutralXML, "neutral XML"),
    ] {
      let options = EstateOptions(limit: .bytes(size), layout: layout)
      cases.append(Case(what: what, options: options, workers: 1))
    }
    for shape in EstateShape.allCases where shape != .fleet {
      let most = shape == .tinyDatacenters ? tinySize : shapeSize
      let options = EstateOptions(limit: .bytes(min(size, most)), shape: shape)
      cases.append(Case(what: shape.rawValue, options: options, workers: cores))
    }
    return cases
  }
}
