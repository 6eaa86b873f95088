import Foundation
import TestSupport
import Testing

/// CIB files, and what Pacemaker's own `crm_mon` says of them.
@Suite("Pacemaker's own tools")
struct RealPacemakerTests {
  private static let isPossible: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "crm_mon --version"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var quorum = "1"
    var properties = ""
    /// What is in the element of the second node.
    var node = ""
    var constraints = ""
    var starter = "web-a"
    /// What fails beside `fencing-off`.
    let expected: Set<String>
  }

  private static func pair(_ name: String, _ value: String) -> String {
    "<nvpair id=\"\(name)\" name=\"\(name)\" value=\"\(value)\"/>"
  }

  private static let cases = [
    Case(testDescription: "all is well", expected: []),
    Case(
      testDescription: "the address has moved", starter: "web-b", expected: ["ha-master-differs"]),
    Case(testDescription: "no quorum", quorum: "0", expected: ["cluster-not-in-control"]),
    Case(
      testDescription: "maintenance", properties: pair("maintenance-mode", "true"),
      expected: ["cluster-not-in-control"]),
    Case(
      testDescription: "a node in standby",
      node: "<instance_attributes id=\"s\">\(pair("standby", "on"))</instance_attributes>",
      expected: ["cluster-node-unusable"]),
    Case(
      testDescription: "a move that was not cleared",
      constraints:
        "<rsc_location id=\"cli-prefer-vip\" rsc=\"vip\" node=\"web-a\" score=\"INFINITY\"/>",
      expected: ["leftover-move"]),
    Case(
      testDescription: "a ban",
      constraints:
        "<rsc_location id=\"cli-ban-vip\" rsc=\"vip\" node=\"web-b\" score=\"-INFINITY\"/>",
      expected: ["leftover-move", "cluster-node-unusable"]),
  ]

  private static func cib(_ test: Case) -> String {
    func state(_ id: Int, _ name: String) -> String {
      let operation = """
        <lrm_resource id="vip" type="IPaddr2" class="ocf" provider="heartbeat">
        <lrm_rsc_op id="vip_last_0" operation_key="vip_start_0" operation="start" crm-debug-origin="x"
         crm_feature_set="3.0.12" transition-key="1:1:0:a" transition-magic="0:0;1:1:0:a" call-id="5" rc-code="0"
         op-status="0" interval="0"/></lrm_resource>
        """
      return """
        <node_state id="\(id)" uname="\(name)" in_ccm="true" crmd="online" join="member" expected="member">
        <lrm id="\(id)"><lrm_resources>\(name == test.starter ? operation : "")</lrm_resources></lrm></node_state>
        """
    }
    return """
      <cib crm_feature_set="3.0.12" validate-with="pacemaker-3.0" epoch="1" num_updates="0" admin_epoch="0"
       have-quorum="\(test.quorum)" dc-uuid="1"><configuration><crm_config><cluster_property_set id="o">
      \(pair("stonith-enabled", "false"))\(test.properties)</cluster_property_set></crm_config>
      <nodes><node id="1" uname="web-a"/><node id="2" uname="web-b">\(test.node)</node></nodes>
      <resources><primitive id="vip" class="ocf" provider="heartbeat" type="IPaddr2">
      <instance_attributes id="i">\(pair("ip", "85.215.1.1"))</instance_attributes>
      <operations><op id="m" name="monitor" interval="10s"/></operations></primitive></resources>
      <constraints>\(test.constraints)</constraints></configuration>
      <status>\(state(1, "web-a"))\(state(2, "web-b"))</status></cib>
      """
  }

  @Test(
    "the CIB alone, and with crm_mon in both of its forms, is judged alike",
    .enabled(if: isPossible, "crm_mon is missing"), arguments: cases)
  func judged(_ test: Case) async throws {
    let fixture = try SoftwareFixture()
    for form in ["--output-as=xml", "--as-xml", nil] {
      try? FileManager.default.removeItem(atPath: fixture.folder.path("ha"))
      try fixture.folder.write("ha/web-a/cib.xml", Self.cib(test))
      if let form {
        let run = try await Command.shell(
          "CIB_file=$PWD/ha/web-a/cib.xml crm_mon \(form) -1 >ha/web-a/crm_mon.xml",
          in: fixture.folder.url)
        #expect(run.exitCode == 0, "\(run.errorText)")
      }
      let failures = try await fixture.failures()
      #expect(Set(failures) == test.expected.union(["fencing-off"]), "\(form ?? "CIB alone")")
    }
  }
}
