import Foundation
import TestSupport
import Testing

/// `scripts/collect-ha.sh` on a folder that is a host's, and with programs of our own.
@Suite("The script that collects evidence")
struct CollectScriptTests {
  private static let script =
    Command.packageRoot.appendingPathComponent("scripts/collect-ha.sh").path

  private static func host() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("root/etc/hostname", "web-a\n")
    try folder.write(
      "root/etc/keepalived/keepalived.conf",
      """
      $PASS=secret-2
      vrrp_instance A {
        interface eth0
        virtual_router_id 51
        authentication {
          auth_type PASS
          auth_pass secret-1
        }
        virtual_ipaddress { 85.215.1.1 }
      }
      vrrp_instance B {
        interface eth0
        virtual_router_id 52
        authentication { auth_pass $PASS }
      }
      include conf.d/*.conf
      include /etc/keepalived/more.conf

      """)
    try folder.write(
      "root/etc/keepalived/conf.d/b.conf",
      "vrrp_instance C {\n  interface eth0\n  virtual_router_id 53\n}\n")
    try folder.write("root/etc/keepalived/more.conf", "# more\n")
    try folder.write("root/etc/keepalived/unrelated.conf", "# not included\n")
    try folder.write(
      "root/var/lib/pacemaker/cib/cib.xml",
      #"<cib><nvpair id="a" name="passwd" value="secret-3"/><nvpair id="b" name="ip" value="1.1.1.1"/></cib>"#
    )
    try folder.write("root/etc/corosync/corosync.conf", "totem {\n  key: secret-4\n}\n")
    return folder
  }

  @Test("it collects a configuration with what it includes, and masks secrets")
  func files() async throws {
    let folder = try Self.host()
    let run = try await Command.shell(
      "sh \(Self.script) -r root >out.tar && mkdir ha && tar -x -C ha -f out.tar && cd ha && find . -type f | sort",
      in: folder.url)
    #expect(run.exitCode == 0, "\(run.errorText)")
    #expect(
      run.text.split(separator: "\n") == [
        "./web-a/cib.xml", "./web-a/corosync.conf", "./web-a/etc/keepalived/conf.d/b.conf",
        "./web-a/etc/keepalived/more.conf", "./web-a/host.json", "./web-a/keepalived.conf",
      ])
    let found = try await Command.shell("grep -rl secret- ha; true", in: folder.url)
    #expect(found.text.isEmpty, "\(found.text)")
    #expect(try folder.text("ha/web-a/cib.xml").contains(#"name="ip" value="1.1.1.1""#))
    let lines = try folder.text("ha/web-a/keepalived.conf").split(
      separator: "\n", omittingEmptySubsequences: false)
    let original = try folder.text("root/etc/keepalived/keepalived.conf").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == original.count, "line numbers stay")
  }

  @Test("what it writes is read whole")
  func readWhole() async throws {
    let folder = try Self.host()
    try folder.write("export/estate.json", SmallEstate.healthy.json)
    try FileManager.default.removeItem(atPath: folder.path("root/var"))
    let run = try await Command.shell(
      """
      mkdir ha && sh \(Self.script) -r root | tar -x -C ha
      "$FAILOVER_AUDIT" query --ha ha 'SELECT name, router_id FROM ha_instances ORDER BY 1' export --format csv
      """, in: folder.url)
    #expect(run.errorText == "", "\(run.errorText)")
    #expect(run.text.contains("A,51") && run.text.contains("B,52"), "\(run.text)")
  }

  @Test("names, options and hosts without failover software")
  func usage() async throws {
    let folder = try Self.host()
    for (options, code) in [
      ("-r root -n ../x", 64), ("-r root -n .x", 64), ("-x", 64), ("-n", 64), ("--help", 0),
      ("-r empty", 64), ("-r empty -n x", 1), ("-r root -n web", 0),
    ] as [(String, Int32)] {
      let run = try await Command.shell("sh \(Self.script) \(options) >out.tar", in: folder.url)
      #expect(run.exitCode == code, "\(options): \(run.errorText)")
    }
  }

  @Test("programs of the host are asked only if there is no -r, and the dump is awaited")
  func live() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "bin/keepalived",
      """
      #!/bin/sh
      case $1 in
        -v) echo 'Keepalived v2.2.7' >&2; echo 'Config options: LVS VRRP JSON' >&2 ;;
        --signum=JSON) echo 10 ;;
      esac

      """)
    try folder.write(
      "bin/ip", "#!/bin/sh\n[ \"$*\" = '-j -d addr' ] && echo '[{\"ifname\":\"lo\"}]'\n")
    try folder.write(
      "bin/crm_mon", "#!/bin/sh\necho '<pacemaker-result api-version=\"2.30\"/>'\n")
    let run = try await Command.shell(
      """
      chmod +x bin/* && mkdir -p ha tmp
      PATH=$PWD/bin:$PATH TMPDIR=$PWD/tmp sh \(Self.script) -n web | tar -x -C ha
      ls ha/web; ls tmp
      """, in: folder.url)
    // This host may have a configuration of its own.
    let names = run.text.split(separator: "\n").map(String.init)
      .filter { !$0.hasSuffix(".conf") && $0 != "etc" && $0 != "cib.xml" }
    #expect(names.starts(with: ["crm_mon.xml", "host.json", "ip-addr.json"]), "\(run.text)")
    #expect(try folder.text("ha/web/host.json").contains("collectedAt"))
  }
}
