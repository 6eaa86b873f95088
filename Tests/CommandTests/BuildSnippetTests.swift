import Foundation
import Testing

/// Estates and the exit code that an audit of each has.
struct Ending: Sendable, CustomTestStringConvertible {
  let estate: SmallEstate?
  let exitCode: Int32
  var testDescription: String { "exit code \(exitCode)" }

  static let all = [
    Ending(estate: .healthy, exitCode: 0), Ending(estate: nil, exitCode: 1),
    Ending(estate: .unknownZones, exitCode: 2),
  ]
}

/// The files for build servers, run step by step with the shell that each server starts.
@Suite(
  "Snippets for build servers",
  .enabled("python3 or its yaml is missing") { try await Snippet.canReadYAML() })
struct BuildSnippetTests {
  // MARK: GitHub

  private struct Workflow: Decodable {
    let jobs: [String: Job]
    struct Job: Decodable { let steps: [Step] }
  }

  private struct Step: Decodable {
    let run: String?
    let uses: String?
    let env: [String: String]?
    let with: With?
    struct With: Decodable {
      let path: String?
      let file: String?
      enum CodingKeys: String, CodingKey {
        case path
        case file = "sarif_file"
      }
    }

    /// The files that it uploads.
    var files: [String] {
      [with?.file, with?.path].compactMap { $0 }.flatMap { $0.split(separator: "\n") }.map(
        String.init)
    }
  }

  @Test(
    "GitHub: the job ends as the audit does, with annotations, summary and files",
    arguments: Ending.all)
  func gitHub(_ ending: Ending) async throws {
    let snippet = try Snippet.plugging("GitHub Actions", "yaml")
    let steps = try #require(await snippet.yaml(Workflow.self).jobs["audit"]?.steps)
    let machine = try SnippetMachine(ending.estate)
    try await check(steps, on: machine, ending)
    let uploads = steps.flatMap(\.files)
    #expect(uploads.count == 4)
    for file in uploads { #expect(!machine.written(file).isEmpty, "\(file)") }
    #expect(machine.written("audit.sarif").contains("\"results\""))
  }

  @Test("GitHub: so does the short form in README.md")
  func gitHubInShort() async throws {
    let snippet = try #require(
      Snippet.all("yaml").first {
        $0.document == "README.md" && $0.text.contains("uses:")
      })
    let steps = try await snippet.yaml([Step].self)
    let machine = try SnippetMachine()
    _ = try await machine.run("export.sh -o export", "sh -e", environment: ["IONOS_TOKEN": "t"])
    try await check(steps, on: machine, Ending(estate: nil, exitCode: 1))
    #expect(steps.flatMap(\.files) == ["audit.html"])
    #expect(machine.written("audit.html").hasSuffix("</html>\n"))
  }

  /// Runs the steps that run something; the last of them is the audit.
  private func check(_ steps: [Step], on machine: SnippetMachine, _ ending: Ending) async throws {
    let runs = steps.filter { $0.run != nil }
    try machine.folder.write("summary", "")
    for (number, step) in runs.enumerated() {
      let isLast = number == runs.count - 1
      let result = try await machine.run(
        try #require(step.run), "bash -e",
        environment: [
          "IONOS_TOKEN": step.env?["IONOS_TOKEN"] == nil ? nil : "token",
          "GITHUB_STEP_SUMMARY": machine.folder.path("summary"),
        ])
      #expect(result.exitCode == (isLast ? ending.exitCode : 0), "\(result.errorText)")
      guard isLast else { continue }
      #expect(result.errors.isEmpty, "GitHub looks for commands there too")
      let lines = result.text.split(separator: "\n")
      #expect(lines.last?.hasPrefix("failover-audit: ") == true)
      #expect(lines.dropLast().allSatisfy { $0.hasPrefix("::") })
    }
    #expect(try machine.folder.text("summary").hasPrefix("# failover-audit: "))
  }

  // MARK: GitLab

  private struct GitLabJob: Decodable {
    let script: [String]
    let allowFailure: [String: Int32]?
    let artifacts: Artifacts
    struct Artifacts: Decodable {
      let when: String
      let paths: [String]
      let reports: [String: String]
    }
    enum CodingKeys: String, CodingKey {
      case script, artifacts
      case allowFailure = "allow_failure"
    }
  }

  @Test(
    "GitLab: the job ends as the audit does, and its artifacts are there", arguments: Ending.all)
  func gitLab(_ ending: Ending) async throws {
    let snippet = try Snippet.plugging("GitLab CI", "yaml")
    let job = try #require(await snippet.yaml([String: GitLabJob].self)["failover-audit"])
    let machine = try SnippetMachine(ending.estate)
    let result = try await machine.run(
      "set -eo pipefail\n" + job.script.joined(separator: "\n"), "bash",
      environment: ["IONOS_TOKEN": "token"])
    #expect(result.exitCode == ending.exitCode, "\(result.errorText)")
    #expect(job.allowFailure == nil, "an export that failed gives 2")
    #expect(job.artifacts.when == "always")
    #expect(Set(job.artifacts.reports.keys) == ["junit", "codequality"])
    for file in job.artifacts.paths + job.artifacts.reports.values {
      #expect(!machine.written(file).isEmpty, "\(file)")
    }
    let entries = try JSONSerialization.jsonObject(
      with: Data(machine.written("audit.gitlab.json").utf8))
    #expect((entries as? [Any])?.isEmpty == (ending.exitCode == 0))
  }

  // MARK: Azure

  private struct AzurePipeline: Decodable {
    let steps: [Step]
    struct Step: Decodable {
      let bash: String?
      let env: [String: String]?
      let inputs: [String: String]?
      let publish: String?
      let condition: String?
    }
  }

  @Test("Azure: the job ends as the audit does, with a summary and files", arguments: Ending.all)
  func azure(_ ending: Ending) async throws {
    let snippet = try Snippet.plugging("Azure DevOps", "yaml")
    let steps = try await snippet.yaml(AzurePipeline.self).steps
    let runs = steps.filter { $0.bash != nil }
    #expect(runs.count == 2)
    let machine = try SnippetMachine(ending.estate)
    for (number, step) in runs.enumerated() {
      let result = try await machine.run(
        try #require(step.bash), "bash --noprofile --norc",
        environment: ["IONOS_TOKEN": step.env?["IONOS_TOKEN"] == nil ? nil : "token"])
      #expect(result.exitCode == (number == 1 ? ending.exitCode : 0), "\(result.errorText)")
      guard number == 1 else { continue }
      #expect(result.errors.isEmpty, "the agent looks for commands there too")
      let command = "##vso[task.uploadsummary]"
      let lines = result.text.components(separatedBy: "\n")
      #expect(lines.count { $0.contains("##") } == 1)
      let path = try #require(lines.first { $0.hasPrefix(command) }).dropFirst(command.count)
      #expect(try String(contentsOfFile: String(path), encoding: .utf8).hasPrefix("# failover-"))
    }
    let rest = steps.filter { $0.inputs != nil || $0.publish != nil }
    #expect(rest.count == 2 && rest.allSatisfy { $0.condition == "succeededOrFailed()" })
    let inputs = rest.compactMap(\.inputs)
    let published = rest.compactMap(\.publish)
    let tests = try #require(inputs.first)["testResultsFiles"] ?? ""
    #expect(machine.written(tests).contains("<testsuites"))
    #expect(tests.hasPrefix(try #require(published.first) + "/"))
  }
}

/// The pipeline for Jenkins, which is not YAML.
@Suite("The snippet for Jenkins")
struct JenkinsSnippetTests {
  @Test("the stage ends as the audit does, and what is kept is there", arguments: Ending.all)
  func jenkins(_ ending: Ending) async throws {
    let text = try Snippet.plugging("Jenkins", "groovy").text
    let machine = try SnippetMachine(ending.estate)
    let scripts = text.matches(of: /\bsh '''((?:.|\n)*?)'''|\bsh '([^'\n]+)'/)
      .compactMap { ($0.1 ?? $0.2).map(String.init) }
    #expect(scripts.count == 2)
    for (number, script) in scripts.enumerated() {
      // In Groovy's strings a backslash joins lines, and the shell does not see it.
      let result = try await machine.run(
        script.replacing("\\\n", with: ""), "sh -xe",
        environment: ["IONOS_TOKEN": number == 0 ? "token" : nil])
      #expect(result.exitCode == (number == 1 ? ending.exitCode : 0), "\(result.errorText)")
    }
    let junit = try #require(text.firstMatch(of: /junit testResults: '([^']+)'/)).1
    #expect(machine.written(String(junit)).contains("<testsuites"))
    let archived = try #require(text.firstMatch(of: /artifacts: '([^']+)'/)).1
    for file in archived.split(separator: ", ") {
      #expect(!machine.written(String(file)).isEmpty, "\(file)")
    }
    let page = try #require(text.firstMatch(of: /reportDir: '([^']+)', reportFiles: '([^']+)'/))
    #expect(machine.written("\(page.1)/\(page.2)").hasSuffix("</html>\n"))
  }
}
