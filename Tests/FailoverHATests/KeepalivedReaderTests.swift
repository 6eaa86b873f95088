import FailoverBase
import FailoverInventory
import Testing

@testable import FailoverHA

/// What is read out of keepalived.conf: each construct of its grammar, in a table.
struct KeepalivedReaderTests {
  /// A host's folder in memory.
  static func read(
    _ files: [String: String], configID: String? = "web-a"
  ) throws -> KeepalivedReader {
    let folder = KeepalivedLines.KeepalivedFolder(
      paths: files.keys.sorted(), rootIsAtTop: files["keepalived.conf"] != nil,
      load: { files[$0].map { Array($0.utf8) } }, inputName: { "ha/web-a/" + $0 })
    let root =
      files["keepalived.conf"] != nil ? "keepalived.conf" : "etc/keepalived/keepalived.conf"
    return try KeepalivedReader(root, in: folder, configID: configID, HASecret())
  }

  static func instance(_ lines: String, before: String = "", configID: String? = "web-a") throws
    -> HAInstance
  {
    let text = """
      \(before)
      vrrp_instance VI {
        interface eth0
        virtual_router_id 51
        \(lines)
      }
      """
    let reader = try read(["keepalived.conf": text], configID: configID)
    return try #require(reader.instances.first)
  }

  // MARK: What is left out

  struct Defaults: Sendable {
    let lines: String
    let priority: Int?
    let startsAsMaster: Bool?
    var version: Int? = 2
    var before = ""
  }

  @Test(
    "what is left out has the value that keepalived takes",
    arguments: [
      Defaults(lines: "", priority: 100, startsAsMaster: false),
      Defaults(lines: "state MASTER", priority: 255, startsAsMaster: true),
      Defaults(lines: "state BACKUP", priority: 100, startsAsMaster: false),
      Defaults(lines: "priority 255", priority: 255, startsAsMaster: true),
      Defaults(lines: "state MASTER\npriority 150", priority: 150, startsAsMaster: true),
      Defaults(lines: "priority 0", priority: 100, startsAsMaster: false),
      Defaults(lines: "priority 256", priority: 100, startsAsMaster: false),
      Defaults(lines: "version 3", priority: 100, startsAsMaster: false, version: 3),
      Defaults(
        lines: "", priority: 100, startsAsMaster: false, version: 3,
        before: "global_defs {\n vrrp_version 3\n}"),
      Defaults(
        lines: "virtual_ipaddress {\n fd00::1/64\n}", priority: 100, startsAsMaster: false,
        version: 3),
      Defaults(
        lines: "", priority: nil, startsAsMaster: nil, version: nil, before: "include missing"),
    ])
  func defaults(_ row: Defaults) throws {
    let instance = try Self.instance(row.lines, before: row.before)
    #expect(instance.priority == row.priority)
    #expect(instance.startsAsMaster == row.startsAsMaster)
    #expect(instance.version == row.version)
  }

  // MARK: Addresses

  struct Addresses: Sendable {
    let block: String
    let expected: [String]
    var ignored: [HAInstance.IgnoredSetting.Setting] = []
  }

  @Test(
    "an entry of virtual_ipaddress is one address on a line",
    arguments: [
      Addresses(block: "virtual_ipaddress { 203.0.113.10 }", expected: ["203.0.113.10/32"]),
      Addresses(
        block:
          "virtual_ipaddress {\n203.0.113.10/24 brd 203.0.113.255 dev eth1 scope link label eth1:1\n}",
        expected: ["203.0.113.10/24 eth1"]),
      Addresses(
        block: "virtual_ipaddress\n{\n203.0.113.10 dev eth1\n203.0.113.11\n}",
        expected: ["203.0.113.10/32 eth1", "203.0.113.11/32"]),
      Addresses(
        block: "virtual_ipaddress {\n203.0.113.10 203.0.113.11\n}",
        expected: ["203.0.113.10/32"], ignored: [.severalOnALine]),
      Addresses(
        block: "virtual_ipaddress {\n203.0.113.10 peer 203.0.113.1/24\n}",
        expected: ["203.0.113.10/32"]),
      Addresses(
        block: "virtual_ipaddress_excluded {\nfd00:20::1/64\n}", expected: ["-fd00:20::1/64"]),
      Addresses(
        block: "virtual_ipaddress {\n203.0.113.10\n203.0.113.10 label eth0:1\n}",
        expected: ["203.0.113.10/32"]),
      Addresses(block: "virtual_ipaddress {\n}", expected: []),
    ])
  func addresses(_ row: Addresses) throws {
    let instance = try Self.instance(row.block)
    let found = instance.addresses.map { address in
      (address.isExcluded ? "-" : "") + address.address.text
        + (address.prefix.map { "/\($0)" } ?? "") + (address.interface.map { " \($0)" } ?? "")
    }
    #expect(found == row.expected)
    #expect(instance.showsAllAddresses)
    #expect(instance.ignored.map(\.setting) == row.ignored)
  }

  // MARK: Transport

  struct Transport: Sendable {
    let lines: String
    let transport: HAInstance.Transport?
    var peers: [String] = []
    var ignored: [HAInstance.IgnoredSetting.Setting] = []
    var before = ""
  }

  private static let standard = HAInstance.Transport.multicast(VRRPGroup.standard4)

  @Test(
    "unicast needs peers; without them adverts go by multicast",
    arguments: [
      Transport(lines: "", transport: standard),
      Transport(lines: "mcast_dst_ip 224.0.0.99", transport: .multicast(.v4(0xE000_0063))),
      Transport(
        lines: "", transport: .multicast(.v4(0xE000_0051)),
        before: "global_defs {\n vrrp_mcast_group4 224.0.0.81\n}"),
      Transport(
        lines: "unicast_peer {\n10.0.0.2/24\n10.0.0.3-5\n}", transport: .unicast,
        peers: ["10.0.0.2", "10.0.0.3"]),
      Transport(
        lines: "unicast_peer { 10.0.0.2 10.0.0.3 }", transport: .unicast, peers: ["10.0.0.2"],
        ignored: [.severalOnALine]),
      Transport(
        lines: "unicast_src_ip 10.0.0.1", transport: standard, ignored: [.unicastWithoutPeers]),
      Transport(
        lines: "unicast_src_ip 10.0.0.1\nunicast_fault_no_peer", transport: .unicast),
      Transport(lines: "", transport: nil, before: "include missing"),
    ])
  func transport(_ row: Transport) throws {
    let instance = try Self.instance(row.lines, before: row.before)
    #expect(instance.transport == row.transport)
    #expect(instance.peers.map(\.text) == row.peers)
    #expect(instance.ignored.map(\.setting) == row.ignored)
  }

  // MARK: Ignored settings and checks

  @Test(
    "settings that keepalived ignores",
    arguments: [
      ("state MASTER\nnopreempt", [HAInstance.IgnoredSetting.Setting.nopreempt]),
      ("state BACKUP\nnopreempt", []),
      ("authentication {\nauth_type PASS\nauth_pass 123456789\n}", [.passwordLength]),
      ("authentication {\nauth_type PASS\nauth_pass 12345678\n}", []),
      ("authentication {\nauth_type PASS\nauth_pass ************\n}", []),
      ("version 3\nauthentication {\nauth_type PASS\nauth_pass 1234\n}", [.authentication]),
      ("strict_mode on\nauthentication {\nauth_type PASS\nauth_pass 1234\n}", [.authentication]),
      ("priority 999", [.priority]),
      ("track_script {\nmissing\n}", [.undefinedCheck]),
    ])
  func ignored(_ lines: String, _ expected: [HAInstance.IgnoredSetting.Setting]) throws {
    #expect(try Self.instance(lines).ignored.map(\.setting) == expected)
  }

  @Test(
    "an instance is checked by scripts, processes, files and BFD, also of its sync group",
    arguments: [
      ("track_script {\nalive\n}", "", true), ("track_script { alive weight 2 }", "", true),
      ("track_process {\nnginx\n}", "", true), ("track_interface {\neth1\n}", "", false),
      ("track_script {\nmissing\n}", "", false), ("", "", false),
      ("", "vrrp_sync_group G {\ngroup {\nVI\n}\ntrack_script {\nalive\n}\n}", true),
      ("", "vrrp_sync_group G { group { OTHER VI } track_file { f } }", true),
      ("", "vrrp_sync_group G {\ngroup {\nOTHER\n}\ntrack_script {\nalive\n}\n}", false),
    ])
  func checks(_ lines: String, _ before: String, _ isChecked: Bool) throws {
    let script = "vrrp_script alive {\nscript \"/bin/true\"\n}\n"
    #expect(try Self.instance(lines, before: script + before).isChecked == isChecked)
  }

  @Test("passwords are equal if their first 8 characters are, and are kept in no form that shows")
  func secrets() throws {
    let secrets = HASecret()
    #expect(secrets.mark("12345678a") == secrets.mark("12345678b"))
    #expect(secrets.mark("1234567a") != secrets.mark("1234567b"))
    #expect(secrets.mark("****") == nil)
    #expect(HASecret().mark("1234") != secrets.mark("1234"))
    let instance = try Self.instance(
      "authentication {\nauth_type PASS\nauth_pass hidden-word\n}")
    #expect(!"\(instance)".contains("hidden"))
  }

  // MARK: Conditions, definitions, includes

  @Test("lines after @id count on that host only")
  func conditions() throws {
    let lines = """
      @web-a priority 150
      @web-b priority 100
      @^web-a state MASTER
      """
    #expect(try Self.instance(lines).priority == 150)
    #expect(try Self.instance(lines).startsAsMaster == false)
    #expect(try Self.instance(lines, configID: "web-b").priority == 100)
    #expect(try Self.instance(lines, configID: "web-b").startsAsMaster == true)
    let unknown = try Self.instance(lines, configID: nil)
    #expect(unknown.priority == nil && !unknown.isWhole)
  }

  @Test("definitions are replaced, also by several lines and by one another")
  func definitions() throws {
    let before = """
      $VIP=203.0.113.10
      $BOTH=${VIP}/24
      $TRACK= \\
        track_script { \\
          alive \\
        }
      vrrp_script alive { script "/bin/true" }
      """
    let instance = try Self.instance(
      "$TRACK\nvirtual_ipaddress { $BOTH }", before: before)
    #expect(instance.addresses.map(\.address.text) == ["203.0.113.10"])
    #expect(instance.addresses.first?.prefix == 24)
    #expect(instance.isChecked == true && instance.isWhole)
  }

  @Test(
    "what cannot be resolved leaves the configuration incomplete",
    arguments: [
      "priority ${_ENV PRIORITY}", "priority ${_RANDOM 1 2}", "~SEQ(x, 1, 2) priority $x",
      "notify " + String(repeating: "x", count: 1100), "include missing.conf",
      "@web-a include other.conf", "include $FILE",
    ])
  func notResolved(_ line: String) throws {
    let instance = try Self.instance(line)
    #expect(!instance.isWhole && instance.priority == nil)
  }

  @Test("a definition that names itself ends")
  func endlessDefinition() throws {
    let reader = try Self.read(["keepalived.conf": "$A=${A}x\nglobal_defs {\n${A}\n}\n"])
    #expect(!reader.isWhole)
  }

  @Test("the built-in definitions that are known are replaced")
  func builtIn() throws {
    let instance = try Self.instance("interface ${_INSTANCE}${_HASH}${_BANG}")
    #expect(instance.interface == "web-a#!")
  }

  @Test(
    "includes are found below the host's folder, in the order of their names",
    arguments: [
      ("/etc/keepalived/conf.d/*.conf", "etc/keepalived/conf.d/"), ("conf.d/*.conf", "conf.d/"),
      ("conf.d/*.conf", "etc/keepalived/conf.d/"),
      ("conf.d/[ab].conf", "conf.d/"), ("conf.d/{a,b}.conf", "conf.d/"),
      ("/etc/keepalived/conf.d/?.conf", "conf.d/"), ("./x/../conf.d/*.conf", "conf.d/"),
    ])
  func includes(_ path: String, _ folder: String) throws {
    func text(_ name: String) -> String {
      "vrrp_instance \(name) {\ninterface eth0\nvirtual_router_id 5\n}\n"
    }
    let reader = try Self.read([
      "keepalived.conf": "include \(path)\n", folder + "a.conf": text("A"),
      folder + "b.conf": text("B"), folder + "notes.txt": "{",
    ])
    #expect(reader.instances.map(\.name) == ["A", "B"])
    #expect(reader.isWhole && reader.included == [folder + "a.conf", folder + "b.conf"])
  }

  @Test("an include that leaves the folder, or includes itself, is refused")
  func hostileIncludes() throws {
    #expect(throws: KeepalivedProblem.self) {
      try Self.read(["keepalived.conf": "include ../other/keepalived.conf\n"])
    }
    #expect(throws: KeepalivedProblem.self) {
      try Self.read(["keepalived.conf": "include keepalived.conf\n"])
    }
    let reader = try Self.read([
      "keepalived.conf": "include a.conf\n", "a.conf": "include keepalived.conf\n",
    ])
    #expect(reader.refused.map(\.file.path) == ["a.conf"] && !reader.isWhole)
  }

  @Test("deep, many and large includes end")
  func bombs() throws {
    var deep = ["keepalived.conf": "include f0.conf\n"]
    for number in 0..<40 { deep["f\(number).conf"] = "include f\(number + 1).conf\n" }
    #expect(try !Self.read(deep).isWhole)
    var wide = ["keepalived.conf": String(repeating: "include a.conf\n", count: 200)]
    wide["a.conf"] = String(repeating: "include b.conf\n", count: 200)
    wide["b.conf"] = String(repeating: "x y\n", count: 200)
    #expect(throws: KeepalivedProblem.self) { try Self.read(wide) }
    let braces = String(repeating: "a {\n", count: 1000)
    #expect(try !Self.read(["keepalived.conf": braces]).isWhole)
  }

  // MARK: Whole configurations

  @Test("a configuration that starts nothing says why")
  func refusals() throws {
    let reader = try Self.read([
      "keepalived.conf": """
      vrrp_instance A {
        interface eth0
        virtual_router_id 5
      }
      vrrp_instance B {
        interface eth0
      }
      """
    ])
    #expect(
      reader.instances.isEmpty && reader.refusal?.sentence.contains("virtual_router_id") == true)
    let other = try Self.read(["keepalived.conf": "vrrp_instance A {\nvirtual_router_id 5\n}\n"])
    #expect(other.refusal?.sentence.contains("interface") == true)
  }

  @Test("a second instance of one name is ignored, and unknown blocks are passed over")
  func others() throws {
    let reader = try Self.read([
      "keepalived.conf": """
      virtual_server 10.0.0.1 80 {
        real_server 10.0.0.2 80 {
          weight 1
        }
      }
      vrrp_instance A {
        interface eth0
        virtual_router_id 5
        notify_master "/bin/x { y"
      }
      vrrp_instance A {
        interface eth1
        virtual_router_id 6
      }
      """
    ])
    #expect(reader.instances.map(\.interface) == ["eth0"] && reader.isWhole)
  }

  @Test("braces that do not match leave what is before them")
  func braces() throws {
    let text =
      "vrrp_instance A {\ninterface eth0\nvirtual_router_id 5\n}\n}\nvrrp_instance B {\n}\n"
    let reader = try Self.read(["keepalived.conf": text])
    #expect(reader.instances.map(\.name) == ["A"] && !reader.isWhole)
    #expect(reader.problems.map(\.line) == [5])
  }
}
