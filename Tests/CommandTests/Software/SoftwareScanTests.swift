import Foundation
import TestSupport
import Testing

/// `scan --ha` from outside.
@Suite("Evidence of the failover software")
struct SoftwareScanTests {
  private static let family = ["--select", "ha-software,unplaced-ha-evidence"]

  @Test("a pair that agrees, and of which one has the address, complies")
  func sound() async throws {
    let fixture = try SoftwareFixture()
    let run = try await fixture.scan(Self.family)
    #expect(run.exitCode == 0, "\(run.text)")
    let text = run.text.replacing(/\s+/, with: " ")
    #expect(text.contains("2 of 2 servers of failover groups, collected at 2026-06-20T03:00:00Z"))
    #expect(run.text.contains("ha/web-a/keepalived.conf"))
  }

  @Test("what is wrong is reported by the rule for it")
  func failures() async throws {
    #expect(
      try await SoftwareFixture(holders: ["a", "b"]).failures() == ["several-active-holders"])
    #expect(try await SoftwareFixture(holders: []).failures() == ["no-active-holder"])
    #expect(try await SoftwareFixture(holders: ["b"]).failures() == ["ha-master-differs"])
    let other = SoftwareFixture.conf.replacing("hidden-1", with: "hidden-4")
    #expect(try await SoftwareFixture(conf: other).failures() == ["vrrp-mismatch"])
    let vmac = SoftwareFixture.conf.replacing("state BACKUP", with: "use_vmac")
    #expect(try await SoftwareFixture(conf: vmac).failures() == ["virtual-mac-used"])
    let id = SoftwareFixture.conf.replacing("virtual_router_id 51", with: "virtual_router_id 52")
    #expect(try await SoftwareFixture(conf: id).failures() == ["ignored-ha-setting"])
  }

  @Test("without --ha nothing is asked, and the rules alone are wrong usage")
  func without() async throws {
    let fixture = try SoftwareFixture()
    let alone = try await Command.run(
      "scan", "export", "--select", "ha-software", in: fixture.folder.url)
    #expect(alone.exitCode == 64 && alone.errorText.contains("--ha"), "\(alone.errorText)")
    let all = try await Command.run("scan", "export", in: fixture.folder.url)
    #expect(!all.text.contains("ha-evidence-missing"))
    #expect(all.text.contains("was not"))
    let missing = try await Command.run("scan", "export", "--ha", "no", in: fixture.folder.url)
    #expect(missing.exitCode == 64 && missing.errorText.contains("no: "), "\(missing.errorText)")
    let file = try await Command.run(
      "scan", "export", "--ha", "export/estate.json", in: fixture.folder.url)
    #expect(file.exitCode == 64, "\(file.errorText)")
  }

  @Test("the configuration names folders of evidence, and the command line beats it")
  func configuration() async throws {
    let fixture = try SoftwareFixture()
    try fixture.folder.write("conf/failover-audit.yml", "ha: [../ha]\ndatacenters: [dc]\n")
    let run = try await Command.run(
      ["scan", "export", "--config", "conf/failover-audit.yml"] + Self.family,
      in: fixture.folder.url)
    #expect(run.exitCode == 0, "\(run.text)\(run.errorText)")
    try fixture.folder.write("empty/.keep", "")
    let other = try await Command.run(
      ["scan", "export", "--config", "conf/failover-audit.yml", "--ha", "empty"] + Self.family,
      in: fixture.folder.url)
    #expect(other.text.contains("0 of 2 servers"), "\(other.text)")
  }

  @Test("evidence that cannot be read makes the audit incomplete")
  func unread() async throws {
    let fixture = try SoftwareFixture()
    try fixture.folder.write("ha/web-a/notes.txt", "nothing")
    let run = try await fixture.scan(Self.family)
    #expect(run.exitCode == 2, "\(run.text)")
    #expect(run.text.contains("refused, 7 bytes, 0 records: ha/web-a/notes.txt"), "\(run.text)")
  }

  @Test("evidence inside of the export is left out of the inputs")
  func inside() async throws {
    let fixture = try SoftwareFixture()
    try FileManager.default.moveItem(
      atPath: fixture.folder.path("ha"), toPath: fixture.folder.path("export/ha"))
    let run = try await Command.run(
      ["scan", "export", "--ha", "export/ha", "--datacenter", "dc"] + Self.family,
      in: fixture.folder.url)
    #expect(run.exitCode == 0, "\(run.text)")
    #expect(run.text.contains("left out by exclude \"ha/\""))
  }

  @Test("no report, evidence pack or error holds a secret of the evidence")
  func secrets() async throws {
    let fixture = try SoftwareFixture(
      holders: ["a", "b"], conf: SoftwareFixture.conf.replacing("hidden-1", with: "hidden-4"))
    try fixture.folder.write(
      "ha/web-a/cib.xml",
      """
      <cib><configuration><crm_config><cluster_property_set id="o">
      <nvpair id="p" name="password" value="hidden-1"/></cluster_property_set></crm_config>
      <nodes><node id="1" uname="web-a"/></nodes><resources/></configuration></cib>
      """)
    try fixture.folder.write("ha/web-b/broken.json", "{\"auth_pass\": \"hidden-1\"")
    try fixture.folder.write("ha/web-b/more.conf", "auth_pass hidden-1\n")
    let formats = [
      "text", "html", "junit", "json", "ledger", "sarif", "sarif-github", "gitlab", "github",
      "markdown", "csv", "ocsf", "oscal", "prometheus", "tap",
    ]
    let reports = formats.flatMap { ["--report", "\($0)=out/\($0)"] }
    try fixture.folder.write("out/.keep", "")
    let run = try await fixture.scan(reports + ["--evidence", "pack"])
    #expect(run.exitCode == 1, "\(run.errorText)")
    let query = try await Command.run(
      ["query", "--ha", "ha", "SELECT * FROM ha_instances, ha_addresses, ha_nodes", "export"],
      in: fixture.folder.url)
    let found = try await Command.shell(
      "grep -rl hidden-[1-5] out pack; true", in: fixture.folder.url)
    #expect(found.text.isEmpty, "\(found.text)")
    for secret in SoftwareFixture.secrets {
      #expect(!(run.text + run.errorText + query.text + query.errorText).contains(secret))
    }
    #expect(query.text.contains("VI_1"))
  }

  @Test("a pack with the evidence proves the audit; without it, evidence must be named")
  func verify() async throws {
    let fixture = try SoftwareFixture()
    for options in [["--with-inputs"], []] {
      let name = options.isEmpty ? "bare" : "pack"
      let run = try await fixture.scan(["--evidence", name, "--quiet"] + options)
      #expect([0, 1, 2].contains(run.exitCode), "\(run.errorText)")
    }
    let proven = try await Command.run("verify", "pack", in: fixture.folder.url)
    #expect(proven.text.hasSuffix("PROVEN\n") && proven.exitCode == 0, "\(proven.text)")
    let bare = try await Command.run("verify", "bare", in: fixture.folder.url)
    #expect(bare.exitCode == 2, "\(bare.text)")
    let named = try await Command.run(
      "verify", "bare", "--inputs", "export", "--inputs", "ha", in: fixture.folder.url)
    #expect(named.exitCode == 0, "\(named.text)\(named.errorText)")
  }

  @Test("a report made later is the same, with kinds of inputs and drawings")
  func later() async throws {
    let fixture = try SoftwareFixture()
    for format in ["html", "json", "text"] {
      let saved = try await fixture.scan(
        ["--report", "json=audit.json", "--report", "\(format)=now", "--quiet"])
      #expect(saved.exitCode != 64, "\(saved.errorText)")
      let later = try await Command.run(
        ["report", "audit.json", "--report", "\(format)=later", "--quiet"], in: fixture.folder.url)
      #expect(later.exitCode == saved.exitCode, "\(later.errorText)")
      #expect(try fixture.folder.text("now") == fixture.folder.text("later"), "\(format)")
    }
    let json = try fixture.folder.text("audit.json")
    #expect(json.contains(#""kind":"ha""#) && json.contains(#""software":"standby""#))
    let page = try await fixture.scan(["--report", "html"])
    #expect(page.text.contains("running, has the address"))
    #expect(page.text.contains("running, would take over"))
  }
}
