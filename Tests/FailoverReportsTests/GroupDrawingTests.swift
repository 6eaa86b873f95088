import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverReports

@Suite struct GroupDrawingTests {
  static func member(
    _ nic: String, on server: String?, zone: String? = "ZONE_1", isRunning: Bool? = true,
    isMaster: Bool = false
  ) -> GroupPicture.Member {
    GroupPicture.Member(
      nic: .init(id: nic, name: nil), server: server.map { .init(id: $0, name: nil) }, zone: zone,
      isRunning: isRunning, isPrimary: true, isMaster: isMaster)
  }

  static func drawing(
    _ members: [GroupPicture.Member], count: Int? = nil, showsAll: Bool = true,
    strangers: [Subject.Record] = [], troubles: [GroupDrawing.Trouble] = []
  ) -> GroupDrawing {
    GroupDrawing(
      GroupPicture(
        subject: SampleReport.group("192.0.2.1"), members: members,
        memberCount: count ?? members.count, showsAllMembers: showsAll, strangers: strangers),
      troubles: troubles)
  }

  static func titles(_ drawing: GroupDrawing) -> [String] {
    drawing.zones.flatMap { zone in zone.boxes.map { "\(zone.title)/\($0.title)" } }
  }

  @Test("Servers are drawn in their zones, servers without a known zone last")
  func zones() {
    let drawing = Self.drawing([
      Self.member("n1", on: "s1", zone: nil), Self.member("n2", on: "s2", zone: "ZONE_2"),
      Self.member("n3", on: "s3"), Self.member("n4", on: "s3"),
    ])
    #expect(Self.titles(drawing) == ["ZONE_1/s3", "ZONE_2/s2", "zone not known/s1"])
    #expect(drawing.zones[0].boxes[0].nics.map(\.nic.id) == ["n3", "n4"])
  }

  @Test("What a group lacks is drawn as a gap")
  func gaps() {
    #expect(Self.titles(Self.drawing([])) == ["/no member"])
    #expect(
      Self.titles(Self.drawing([Self.member("n1", on: "s1"), Self.member("n2", on: "s1")]))
        == ["ZONE_1/s1", "/no second server"])
    #expect(
      Self.titles(Self.drawing([Self.member("n1", on: "s1"), Self.member("n2", on: "s2")]))
        == ["ZONE_1/s1", "ZONE_1/s2", "/no second zone"])
    #expect(
      Self.titles(
        Self.drawing([
          Self.member("n1", on: "s1", zone: "AUTO"), Self.member("n2", on: "s2", zone: "AUTO"),
        ])) == ["AUTO/s1", "AUTO/s2"])
    #expect(
      Self.titles(Self.drawing([Self.member("n1", on: "s1")], count: 9, showsAll: false))
        == ["ZONE_1/s1", "/8 more members", "/more members?"])
    #expect(
      Self.titles(Self.drawing([], strangers: [.init(id: "n9", name: "old")]))
        == ["/no member", "/old"])
  }

  @Test("A drawing says in words what it shows")
  func words() {
    let drawing = Self.drawing(
      [
        Self.member("n1", on: "s1", isMaster: true),
        Self.member("n2", on: nil, zone: nil, isRunning: nil),
      ], showsAll: false)
    #expect(
      drawing.words
        == "192.0.2.1 is held by 2 NICs: n1 of s1 (ZONE_1, running, primary address, master); n2 of a "
        + "server that is not known (zone not known, primary address). there may be more members.")
    #expect(Self.drawing([]).words == "192.0.2.1 is held by 0 NICs. no master is named.")
  }

  @Test("What failed is written to the servers that the evidence names, else to the address")
  func marks() {
    let down = GroupDrawing.Mark(rule: "standby-not-running", failure: .error)
    let address = GroupDrawing.Mark(rule: "address-not-public", failure: .error)
    let drawing = Self.drawing(
      [Self.member("n1", on: "s1"), Self.member("n2", on: "s2", zone: "ZONE_2")],
      troubles: [
        .init(mark: down, names: ["server/s2"]), .init(mark: address, names: ["group/x"]),
      ])
    #expect(drawing.zones[0].boxes[0].marks == [])
    #expect(drawing.zones[1].boxes[0].marks == [down])
    #expect(drawing.addressMarks == [address])
  }

  @Test("What failed has the colour of its severity, and its box that of the worst")
  func colours() {
    let note = GroupDrawing.Mark(rule: "mixed-address-block", failure: .note)
    let warning = GroupDrawing.Mark(rule: "single-zone-group", failure: .warning)
    let open = GroupDrawing.Mark(rule: "zone-loss-outage", failure: nil)
    #expect(GroupDrawing.Mark.severityColour([note, open, warning]) == "warning")
    #expect(GroupDrawing.Mark.severityColour([note]) == "note")
    #expect(GroupDrawing.Mark.severityColour([open]) == "")
  }

  @Test("Text in a drawing is cut by its width, with an ellipsis")
  func cut() {
    #expect(GroupDrawing.cut("production", 10) == "production")
    #expect(GroupDrawing.cut("production", 6) == "produ…")
    #expect(GroupDrawing.cut("東東東東", 6) == "東東…")
    #expect(GroupDrawing.cut("\u{202E}", 6) == "\\u{20…")
  }

  @Test("No box leaves the drawing, however many servers and zones there are")
  func bounds() throws {
    for count in 1...16 {
      let members = (1...count).map {
        Self.member("n\($0)", on: "s\($0)", zone: "ZONE_\($0 % 3)", isMaster: $0 == 2)
      }
      var sample = SampleReport.everyOutcome
      sample.groups = [
        GroupPicture(
          subject: SampleReport.group("192.0.2.1"), members: members, memberCount: 40,
          showsAllMembers: false, strangers: [.init(id: "x", name: nil)])
      ]
      let page = try PageParser(try text(HTMLReporter(), sample.report))
      let drawing = try #require(page.withClass("drawing").first)
      let width = try #require(Int(drawing.attributes["width"] ?? ""))
      let height = try #require(Int(drawing.attributes["height"] ?? ""))
      let boxes = page.withClass("box") + page.withClass("zone")
      #expect(boxes.count > count)
      for box in boxes {
        let number = { (name: String) in Int(box.attributes[name] ?? "") ?? -1 }
        #expect(number("x") >= 0 && number("x") + number("width") <= width)
        #expect(number("y") >= 0 && number("y") + number("height") <= height)
      }
    }
  }
}
