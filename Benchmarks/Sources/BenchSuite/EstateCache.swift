import EstateMaking

/// An estate in a file.
struct Estate {
  let path: String
  /// The requested size.
  let size: ByteCount
  let summary: EstateSummary
}

/// Estates that were made before, kept because making one takes longer than auditing it.
struct EstateCache {
  /// The folder that holds them.
  let folder: String
  /// The program that makes them.
  let maker: String

  /// The estate for some options, made if it is not there.
  func estate(_ options: EstateOptions) throws(SuiteFailure) -> Estate {
    guard case .bytes(let bytes) = options.limit else {
      throw SuiteFailure("estates are kept by their size")
    }
    let size = ByteCount(bytes).description
    let name =
      "estate-v\(EstateMaker.version)-\(size)-\(options.layout.rawValue)"
      + "-\(options.shape.rawValue)-seed\(options.seed)"
      + (options.wrongOneIn == EstateOptions.usualWrongOneIn ? "" : "-wrong\(options.wrongOneIn)")
    let path = folder + "/\(name)." + (options.layout == .neutralXML ? "xml" : "json")
    let summary = folder + "/\(name).summary.json"
    let errors = folder + "/\(name).errors"
    if !Files.exists(path) || !Files.exists(summary) {
      Console.note("making \(path)")
      try Files.makeFolder(folder)
      let run = try ChildProcess.run(
        [maker, path, "--size", size, "--layout", options.layout.rawValue]
          + ["--shape", options.shape.rawValue, "--seed", "\(options.seed)"]
          + ["--wrong-one-in", "\(options.wrongOneIn)"]
          + ["--summary", summary], errors: errors)
      if run.exitCode != 0 {
        throw SuiteFailure("\(maker) \(run.ending): " + (try Files.text(of: errors)))
      }
      Files.remove(errors)
    }
    return Estate(
      path: path, size: ByteCount(bytes), summary: try Files.decode(EstateSummary.self, summary))
  }
}
