import Foundation
import TestSupport
import Testing

/// Evidence that somebody changed and made consistent again, digests and all.
@Suite("Forged evidence")
struct EvidenceForgeryTests {
  /// Makes evidence, changes it with Python, puts all digests right, and verifies it.
  ///
  /// - Parameter change: statements that may change `m`, the manifest, and files in the folder.
  private static func verify(
    afterChange change: String, sums: Bool = true
  ) async throws -> Command.Result {
    let folder = try TemporaryFolder()
    try folder.write("export/estate.json", SmallEstate.noMaster.json)
    let run = try await Command.shell(
      """
      "$FAILOVER_AUDIT" scan export --evidence pack --with-inputs --quiet
      cd pack && python3 - <<'END'
      import hashlib, json, os
      m = json.load(open('manifest.json'))
      \(change)
      for file in m['files']:
          data = open(file['path'], 'rb').read()
          file['bytes'], file['sha256'] = len(data), hashlib.sha256(data).hexdigest()
      m['files'].sort(key=lambda file: file['path'].encode())
      open('manifest.json', 'w').write(json.dumps(m, ensure_ascii=False))
      if \(sums ? "True" : "False"):
          lines = [file['sha256'] + '  ' + file['path'] + '\\n' for file in m['files']]
          sum = hashlib.sha256(open('manifest.json', 'rb').read()).hexdigest()
          open('SHA256SUMS', 'w').write(''.join(lines) + sum + '  manifest.json\\n')
      END
      """, in: folder.url, environment: ["SOURCE_DATE_EPOCH": WaiversTests.epoch])
    #expect(run.exitCode == 0, "\(run.errorText)")
    return try await Command.run("verify", "pack", in: folder.url)
  }

  @Test("nothing that was forged is proven unless nothing was changed")
  func unchanged() async throws {
    let run = try await Self.verify(afterChange: "pass")
    #expect(run.exitCode == 0, "\(run.text)\(run.errorText)")
  }

  @Test(
    "whatever the manifest says besides is held against the audit",
    arguments: [
      ("m['verdict'] = 'compliant'", "the manifest says compliant, the audit violations"),
      ("open('rules.json', 'w').write('[]\\n')", "rules.json comes out differently"),
      (
        "m['files'] = [f for f in m['files'] if f['path'] != 'rules.json']; os.unlink('rules.json')",
        "rules.json is not among the files"
      ),
      ("m['settings']['failOn'] = 'note'", "report.json comes out differently"),
      ("m['settings']['skipped'] = ['access-rights']", "report.json comes out differently"),
      ("m['inputs'] = []", "report.json comes out differently"),
      (
        "os.symlink('/etc/hostname', 'inputs/more.json')",
        "inputs/more.json is not in the manifest"
      ),
      (
        "open('e\\u0301.txt', 'w').write('x'); open('\\u00e9.txt', 'w').write('x'); m['files'].append({'path': 'e\\u0301.txt'})",
        "\u{E9}.txt is not in the manifest"
      ),
    ])
  func differs(change: String, sentence: String) async throws {
    let run = try await Self.verify(afterChange: change)
    #expect(run.exitCode == 1, "\(run.text)\(run.errorText)")
    #expect(run.text.contains(sentence), "\(run.text)")
  }

  @Test(
    "a manifest that contradicts itself is refused",
    arguments: [
      "m['performed'] = '2020-01-01T00:00:00Z'",
      "m['inputs'][0].update(problem='it cannot be read')",
      "m['inputs'][0].update(problem='it cannot be read', file=None)",
    ])
  func refused(change: String) async throws {
    let run = try await Self.verify(afterChange: change)
    #expect(run.exitCode == 64, "\(run.text)\(run.errorText)")
  }

  @Test("the sums must be those of the manifest")
  func sums() async throws {
    let run = try await Self.verify(
      afterChange: "open('SHA256SUMS', 'a').write('0' * 64 + '  report.json\\n')", sums: false)
    #expect(run.exitCode == 1 && run.text.contains("SHA256SUMS was changed"), "\(run.text)")
    let none = try await Self.verify(afterChange: "os.unlink('SHA256SUMS')", sums: false)
    #expect(none.exitCode == 1 && none.text.contains("SHA256SUMS is not there"), "\(none.text)")
  }

  @Test("the claim of another version about itself is reported as such")
  func version() async throws {
    let run = try await Self.verify(
      afterChange: """
        text = open('report.json').read().replace('"' + m['toolVersion'] + '"', '"9.9.9"', 1)
        open('report.json', 'w').write(text); m['toolVersion'] = '9.9.9'
        """)
    #expect(run.text.contains("that the evidence claims could not be checked"), "\(run.text)")
  }
}
