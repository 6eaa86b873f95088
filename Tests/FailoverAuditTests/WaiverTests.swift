import FailoverInventory
import FailoverAudit
import FailoverBase
import Testing

@Suite struct WaiverTests {
  @Test(
    "Days are counted in the Gregorian calendar",
    arguments: [
      ("1970-01-01", 0), ("1970-03-01", 59), ("1972-03-01", 790), ("2000-02-29", 11016),
      ("2026-11-23", 20780), ("1969-12-31", -1), ("0001-01-01", -719_162),
      ("9999-12-31", 2_932_896),
    ])
  func days(text: String, number: Int) {
    #expect(CalendarDay(text)?.number == number)
    #expect(CalendarDay(text + "T23:59:59Z")?.number == number)
  }

  @Test(
    "A text that is not a day is not read as one",
    arguments: [
      "", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-1-1",
      "2026-11-23 ", "２026-11-23", "2026/11/23", "tomorrow", "20261123",
    ])
  func noDay(_ text: String) { #expect(CalendarDay(text) == nil) }

  @Test("A waiver has 0 days left on its last day, and fewer after it")
  func daysLeft() {
    let waiver = Waiver(reason: "", owner: "", approver: "", expires: "2027-01-31")
    #expect(waiver.daysLeft(at: "2027-01-31T23:59:59Z") == 0)
    #expect(waiver.daysLeft(at: "2027-01-01T00:00:00Z") == 30)
    #expect(waiver.daysLeft(at: "2027-02-01T00:00:00Z") == -1)
    #expect(waiver.daysLeft(at: "now") == nil)
  }
}
