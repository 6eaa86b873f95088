import Foundation
import TestSupport
import Testing

/// Each command of `docs/ha-evidence.md` runs, with hosts and a cluster of our own.
@Suite("The document about evidence")
struct EvidenceDocumentTests {
  /// A folder with an export, scripts, two hosts below `hosts`, and programs that reach them.
  private static func machine() throws -> SoftwareFixture {
    let fixture = try SoftwareFixture()
    let folder = fixture.folder
    try FileManager.default.moveItem(atPath: folder.path("ha"), toPath: folder.path("was"))
    for letter in ["a", "b"] {
      let root = "hosts/web-\(letter)"
      try folder.write("\(root)/etc/hostname", "web-\(letter)\n")
      try folder.write(
        "\(root)/etc/keepalived/keepalived.conf",
        SoftwareFixture.conf.replacing("PRIORITY", with: letter == "a" ? "150" : "100"))
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("scripts"),
      withDestinationPath: Command.packageRoot.appendingPathComponent("scripts").path)
    // The hosts are folders: the script that arrives is given the one that is meant.
    try folder.write(
      "bin/ssh",
      "#!/bin/sh\n[ \"$2 $3\" = 'sh -s' ] && exec sh -s -- -r \"$HOSTS/${1#root@}\"\nexit 255\n")
    try folder.write(
      "bin/kubectl",
      """
      #!/bin/sh
      [ "$*" = '-n kube-system get lease plndr-cp-lock -o json' ] || exit 1
      echo '{"kind": "Lease", "metadata": {"name": "plndr-cp-lock"}, "spec": {"holderIdentity": "web-a"}}'

      """)
    try folder.write("bin/failover-audit", "#!/bin/sh\nexec \"$FAILOVER_AUDIT\" \"$@\"\n")
    return fixture
  }

  private static func run(_ text: String, in fixture: SoftwareFixture) async throws
    -> Command.Result
  {
    try await Command.shell(
      "chmod +x bin/*; PATH=$PWD/bin:$PATH; HOSTS=$PWD/hosts; export PATH HOSTS\n" + text,
      in: fixture.folder.url)
  }

  @Test("every block of the shell does what it says, in the document's order")
  func blocks() async throws {
    let blocks = try Snippet.all("sh").filter { $0.document == "docs/ha-evidence.md" }
    try #require(blocks.count == 3)
    let fixture = try Self.machine()
    let ssh = try await Self.run(blocks[0].text, in: fixture)
    #expect(ssh.exitCode == 1 || ssh.exitCode == 2, "\(ssh.errorText)")
    #expect(ssh.text.contains("ha/web-b/keepalived.conf"), "\(ssh.text)")
    #expect(!ssh.text.contains("hidden-"))
    let ansible = try await Self.run(
      "mkdir collected && sh scripts/collect-ha.sh -r hosts/web-a >collected/web-a.tar && rm -r ha\n"
        + blocks[1].text + "cat ha/web-a/host.json", in: fixture)
    #expect(ansible.exitCode == 0 && ansible.text.contains("web-a"), "\(ansible.errorText)")
    let lease = try await Self.run(blocks[2].text + "cat ha/lease.json", in: fixture)
    #expect(lease.exitCode == 0 && lease.text.contains("holderIdentity"), "\(lease.errorText)")
  }

  @Test("every line of the shell can be run")
  func lines() async throws {
    let text = try Snippet.text(of: "docs/ha-evidence.md")
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("    failover-audit ") }
    try #require(lines.count == 2)
    let fixture = try Self.machine()
    _ = try await Self.run(
      "mkdir ha; for h in web-a web-b; do sh scripts/collect-ha.sh -r hosts/$h | tar -x -C ha; done",
      in: fixture)
    for line in lines {
      let run = try await Self.run(String(line), in: fixture)
      #expect([0, 1, 2].contains(run.exitCode), "\(line): \(run.errorText)")
      #expect(run.text.contains("VI_1") || run.text.contains("ha/web-a"), "\(run.text)")
    }
  }

  @Test("the neutral form of the document is read whole")
  func neutral() async throws {
    let block = try #require(
      try Snippet.all("json").first { $0.document == "docs/ha-evidence.md" })
    let fixture = try SoftwareFixture()
    try FileManager.default.removeItem(atPath: fixture.folder.path("ha"))
    try fixture.folder.write("ha/all.json", block.text)
    let run = try await Command.run(
      "query", "--ha", "ha", "SELECT software, state FROM ha_instances", "export",
      in: fixture.folder.url)
    #expect(run.exitCode == 0 && run.text.contains("metallb"), "\(run.errorText)")
  }
}
