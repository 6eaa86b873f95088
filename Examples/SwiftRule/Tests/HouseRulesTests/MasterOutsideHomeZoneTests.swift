import FailoverAudit
import HouseRules
import Testing

@Suite("master-outside-home-zone")
struct MasterOutsideHomeZoneTests {
  @Test("every example holds, however the export is written")
  func examples() async {
    let rule = MasterOutsideHomeZone()
    let run = await ExampleRun(of: rule)
    #expect(run.count == 7)
    #expect(await run.differences(rule) == [])
  }

  @Test("the examples distinguish the rule from one of another home")
  func otherHome() async {
    let run = await ExampleRun(of: MasterOutsideHomeZone())
    #expect(await run.fails(MasterOutsideHomeZone().with(["home-zone": 3])))
  }
}
