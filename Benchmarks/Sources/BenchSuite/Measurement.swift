/// What one run of a program cost.
struct Measurement: Codable, Sendable {
  var wallSeconds: Double
  /// User and system time of all threads.
  var cpuSeconds: Double
  var peakBytes: Int
  /// Where the time went; absent for programs that do not report it.
  var stages: Stages?

  init(_ run: ChildRun, stages: Stages? = nil) {
    wallSeconds = run.wallSeconds
    cpuSeconds = run.cpuSeconds
    peakBytes = run.peakBytes
    self.stages = stages
  }
}

/// What `scan --timings` reports.
struct Stages: Codable, Sendable {
  struct Time: Codable, Sendable {
    var wallSeconds: Double
    var cpuSeconds: Double
  }
  var reading: Time
  var deriving: Time
  var judging: Time
  var reporting: Time
  var total: Time
}

extension [Measurement] {
  /// The run that was neither fast nor slow; of an even number the faster of the two in the middle.
  var median: Measurement? {
    isEmpty ? nil : sorted { $0.wallSeconds < $1.wallSeconds }[(count - 1) / 2]
  }
}

extension [Double] {
  /// The middle one, or the mean of the two in the middle; 0 if there is none.
  var median: Double {
    if isEmpty { return 0 }
    let sorted = sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
