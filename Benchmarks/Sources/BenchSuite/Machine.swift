import Glibc

/// What the figures were taken on.
struct Machine: Codable, Sendable {
  var processor: String
  var cores: Int
  var memoryBytes: Int
  var system: String
  /// Processes that wanted to run, on average over the last minute before the suite began.
  var load: Double

  /// This machine, now.
  static func current() -> Machine {
    let information = (try? Files.text(of: "/proc/cpuinfo", count: 4096)) ?? ""
    let model = information.split(separator: "\n").first { $0.hasPrefix("model name") }
    let release = (try? Files.text(of: "/proc/sys/kernel/osrelease")) ?? ""
    let name = model?.split(separator: ":").last.map { String($0.drop { $0 == " " }) }
    let bytes = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    var load = [0.0]
    getloadavg(&load, 1)
    return Machine(
      processor: name ?? "unknown processor",
      cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), memoryBytes: bytes,
      system: "Linux " + release.filter { $0 != "\n" }, load: load[0])
  }

  /// One sentence for people.
  var sentence: String {
    "\(processor), \(cores) cores, \((Double(memoryBytes) / 1e9).fixed(0)) GB, \(system), "
      + "load \(load.fixed(2)) before"
  }

  /// The most memory that this process itself took, in bytes.
  static var ownPeak: Int {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
