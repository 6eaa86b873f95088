import Foundation
import TestSupport
import Testing

/// The expected result of a hostile input.
enum HostileFate: Sendable {
  /// Nothing of it is examined, and one line says why. The text is what follows the input's name
  /// there.
  case refused(String)
  /// Something of it is examined, and one line says what is not.
  case partlyRead(String)
  /// It is examined; the audit of it and a sound estate ends with this exit code.
  case read(Int32)
  /// It is refused, or read without any effect.
  case idle
}

/// A scan of a hostile input beside a sound estate.
struct HostileScan {
  let run: MeasuredRun
  /// The reports for people and for build servers.
  let reports: [String]
  let ledger: [String]

  /// Whether the command is one that was built for speed: one that was given is, one built beside
  /// tests only if they are.
  static let isRelease: Bool = {
    #if DEBUG
    return ProcessInfo.processInfo.environment["FAILOVER_AUDIT"] != nil
    #else
    return true
    #endif
  }()

  /// Whether AddressSanitizer runs, which takes memory of its own.
  static let isSanitized = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] != nil

  /// Seconds of processor time that no input may exceed; a build for debugging is slower.
  static let timeLimit: Double = isRelease ? 4 : 20
  /// Bytes of memory that no input may exceed.
  static let memoryLimit = 200 << 20

  /// How many of something a large input holds: a tenth where the command is slow.
  static func size(_ count: Int) -> Int { isRelease ? count : count / 10 }

  /// Where the checked-in inputs are.
  static let corpus = Command.packageRoot.appendingPathComponent("Tests/Fixtures/hostile")

  /// The ledger of the sound estate alone.
  private static let soundLedger = Task {
    let folder = try TemporaryFolder()
    try folder.write("sound.json", SmallEstate.healthy.json)
    let run = try await Command.run("scan", "sound.json", "--report", "ledger", in: folder.url)
    return run.text.split(separator: "\n").map(String.init)
  }

  /// Scans an input, given by its path, and the sound estate, which is written beside it.
  ///
  /// - Parameter rules: what the ledger holds; all rules for a large input would make it larger
  ///   still.
  init(_ path: String, in folder: TemporaryFolder, rules: [String] = []) async throws {
    let run = try await LaunchGate.shared.pass { try await Self.run(path, rules, in: folder) }
    // Beside others a run takes more time of processors and caches that they share: by itself it is
    // judged.
    if run.cpuSeconds > Self.timeLimit {
      self.init(
        try await LaunchGate.shared.passAlone { try await Self.run(path, rules, in: folder) },
        folder)
    } else {
      self.init(run, folder)
    }
  }

  /// Scans an input that is there only now.
  init(atOnce path: String, in folder: TemporaryFolder) async throws {
    self.init(try await Self.run(path, [], in: folder), folder)
  }

  private init(_ run: MeasuredRun, _ folder: TemporaryFolder) {
    self.run = run
    reports = ["text", "junit"].map { (try? folder.text("." + $0)) ?? "" }
    ledger = ((try? folder.text(".ledger")) ?? "").split(separator: "\n").map(String.init)
  }

  private static func run(
    _ path: String, _ rules: [String], in folder: TemporaryFolder
  ) async throws -> MeasuredRun {
    try folder.write("sound.json", SmallEstate.healthy.json)
    let select = rules.isEmpty ? [] : ["--select", rules.joined(separator: ",")]
    let kinds = ["text", "junit", "ledger"]
    let options = kinds.flatMap { ["--report", "\($0)=.\($0)"] }
    return try await MeasuredRun.of(["scan", "sound.json", path] + select + options, in: folder)
  }

  /// Checks all that holds for whatever the input is.
  func check(_ name: String, _ fate: HostileFate, rules: [String] = []) async throws {
    checkEnd(fate)
    checkLines(name, fate)
    checkText()
    let sound = try await Self.soundLedger.value.filter { line in
      rules.isEmpty || rules.contains { line.contains("\"\($0)\"") }
    }
    #expect(!sound.isEmpty)
    let isMissing = Set(sound).subtracting(ledger)
    #expect(isMissing.isEmpty, "the sound estate is audited in full")
    switch fate {
    case .refused: #expect(ledger == sound, "nothing of the input is examined")
    case .idle:
      let others = ledger.filter { !$0.contains("\"subject\":\"export/\(name)\"") }
      #expect(others == sound, "the input has no effect")
    case .partlyRead, .read: break
    }
  }

  private func checkEnd(_ fate: HostileFate) {
    #expect(run.signal == nil, "it ended by itself: \(run.errorText)")
    switch fate {
    case .read(let code): #expect(run.exitCode == code, "\(run.errorText)")
    case .refused, .partlyRead: #expect(run.exitCode == 2, "\(run.errorText)")
    case .idle: #expect(run.exitCode == 0 || run.exitCode == 2, "\(run.errorText)")
    }
    #expect(run.cpuSeconds <= Self.timeLimit)
    #expect(Self.isSanitized || run.peakBytes <= Self.memoryLimit)
  }

  /// One line for the input, with its place, or none; and one that gives the verdict.
  private func checkLines(_ name: String, _ fate: HostileFate) {
    let lines = run.errorLines.filter { $0.hasPrefix(name + ":") }
    switch fate {
    case .read: #expect(lines == [])
    case .idle: #expect(lines.count == (run.exitCode == 0 ? 0 : 1), "\(run.errorText)")
    case .refused(let sentence), .partlyRead(let sentence):
      #expect(lines.count == 1, "\(run.errorText)")
      #expect(lines.first?.dropFirst(name.count).hasPrefix(sentence) == true, "\(lines)")
    }
    #expect(run.errorLines.count == lines.count + 1, "\(run.errorText)")
  }

  /// Nothing of the input, and nothing that it points to, has an effect where the reports are
  /// shown.
  private func checkText() {
    for text in reports + [run.errorText] {
      let hidden = HostileNameTests.hidden(in: text)
      #expect(hidden == [])
      #expect(!text.contains("root:x:"), "no other file is shown")
    }
    for markup in ["<script", "</x>", "<b>", "<!", "]]>"] {
      #expect(!reports[1].contains(markup))
    }
  }
}
