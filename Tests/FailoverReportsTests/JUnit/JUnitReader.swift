/// What a reader of JUnit files makes of one.
struct JUnitTotals: Equatable {
  var passed = 0
  var failed = 0
  var errors = 0
  var skipped = 0

  enum Result: Comparable {
    case passed, skipped, failed, error
  }

  mutating func add(_ result: Result) {
    switch result {
    case .passed: passed += 1
    case .failed: failed += 1
    case .error: errors += 1
    case .skipped: skipped += 1
    }
  }

  /// For readers to whom an error is a failure.
  var withoutErrors: JUnitTotals {
    JUnitTotals(passed: passed, failed: failed + errors, errors: 0, skipped: skipped)
  }
}

/// Models of how widespread readers count, a few lines each, after their sources.
enum JUnitReader: CaseIterable {
  case jenkins, gitLab, azure, dorny, mikepenz, enricoMi

  /// Whether it shows errors apart from failures.
  var tellsErrors: Bool { self == .gitLab || self == .enricoMi }

  func totals(_ root: XMLNode) -> JUnitTotals {
    switch self {
    case .jenkins: JUnitReader.jenkins(root)
    case .gitLab: JUnitReader.gitLab(root)
    case .azure: JUnitReader.azure(root)
    case .dorny: JUnitReader.dorny(root)
    case .mikepenz: JUnitReader.mikepenz(root)
    case .enricoMi: JUnitReader.enricoMi(root)
    }
  }

  /// junit-plugin, `SuiteResult` and `CaseResult`: the first error, else the first failure, is the
  /// stack trace of a failed case, unless the case is skipped.
  private static func jenkins(_ root: XMLNode) -> JUnitTotals {
    var totals = JUnitTotals()
    for test in suites(root).flatMap({ $0.all("testcase") }) {
      let trace = test.first("error") ?? test.first("failure")
      totals.add(test.has("skipped") ? .skipped : trace == nil ? .passed : .failed)
    }
    return totals
  }

  /// `Gitlab::Ci::Parsers::Test::Junit` and `Gitlab::Ci::Reports::TestCase`: failure, error,
  /// skipped, in this order; of cases with one key, made of suite, class and name, the first is
  /// kept.
  private static func gitLab(_ root: XMLNode) -> JUnitTotals {
    var totals = JUnitTotals()
    var keys: Set<[String]> = []
    for suite in suites(root) {
      for test in suite.all("testcase") {
        let key = [suite.attributes["name"], test.attributes["classname"], test.attributes["name"]]
        guard keys.insert(key.map { $0 ?? "" }).inserted else { continue }
        totals.add(
          test.has("failure")
            ? .failed : test.has("error") ? .error : test.has("skipped") ? .skipped : .passed)
      }
    }
    return totals
  }

  /// The Azure agent's `JunitResultReader`: every suite anywhere; failure and error are failures.
  private static func azure(_ root: XMLNode) -> JUnitTotals {
    var totals = JUnitTotals()
    for test in root.deep("testsuite").flatMap({ $0.all("testcase") }) {
      let isFailed = test.has("failure") || test.has("error")
      totals.add(isFailed ? .failed : test.has("skipped") ? .skipped : .passed)
    }
    return totals
  }

  /// dorny/test-reporter, `java-junit-parser`: cases in groups by class.
  private static func dorny(_ root: XMLNode) -> JUnitTotals {
    var totals = JUnitTotals()
    for suite in suites(root) {
      let groups = Dictionary(grouping: suite.all("testcase")) { $0.attributes["classname"] ?? "" }
      for test in groups.values.joined() {
        let isFailed = test.has("failure") || test.has("error")
        totals.add(isFailed ? .failed : test.has("skipped") ? .skipped : .passed)
      }
    }
    return totals
  }

  /// mikepenz/action-junit-report, `testParser`: cases of one name, class and file are retries of
  /// one.
  private static func mikepenz(_ root: XMLNode) -> JUnitTotals {
    var totals = JUnitTotals()
    for suite in suites(root) {
      var seen: Set<[String]> = []
      for test in suite.all("testcase") {
        let key = ["name", "classname", "file"].map { test.attributes[$0] ?? "" }
        guard seen.insert(key).inserted else { continue }
        let failures = test.all("failure").count + test.all("error").count
        totals.add(failures > 0 ? .failed : test.has("skipped") ? .skipped : .passed)
      }
    }
    return totals
  }

  /// EnricoMi/publish-unit-test-result, `junit.py`: the counters of the suites; nothing if the
  /// cases say otherwise, which it would not see.
  private static func enricoMi(_ root: XMLNode) -> JUnitTotals {
    var totals = JUnitTotals()
    for suite in suites(root) {
      let counters = ["tests", "failures", "errors", "skipped"].map {
        suite.attributes[$0].flatMap { Int($0) } ?? 0
      }
      totals.failed += counters[1]
      totals.errors += counters[2]
      totals.skipped += counters[3]
      totals.passed += counters[0] - counters[1] - counters[2] - counters[3]
    }
    return totals
  }

  private static func suites(_ root: XMLNode) -> [XMLNode] {
    root.name == "testsuite" ? [root] : root.all("testsuite")
  }
}
