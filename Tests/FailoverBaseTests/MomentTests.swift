import FailoverBase
import Testing

struct MomentTests {
  @Test(
    "times of RFC 3339 are read, in UTC to the second",
    arguments: [
      ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
      ("2026-11-23T01:50:12Z", "2026-11-23T01:50:12Z"),
      ("2024-02-29t23:59:59.999999999z", "2024-02-29T23:59:59Z"),
      ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
      ("2026-01-01T01:30:00+02:00", "2025-12-31T23:30:00Z"),
      ("2026-01-01T01:30:00-00:30", "2026-01-01T02:00:00Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
      ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ])
  func times(_ text: String, _ canonical: String) throws {
    let moment = try #require(Moment(text))
    #expect(moment.text == canonical)
    #expect(Moment(canonical) == moment)
  }

  @Test(
    "other texts are not times",
    arguments: [
      "", "yesterday", "2026-11-23", "2026-11-23T01:50:12", "2026-11-23 01:50:12Z",
      "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
      "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
      "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+2:00",
      "2026-01-01T00:00:00+0200", "2026-01-01T00:00:00ZZ", "0000-01-01T00:00:00Z",
      "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "2026-01-01T00:00:00Z\u{301}",
      "1795399200", "2026-01-01T00:00:00." + String(repeating: "0", count: 1000) + "Z",
      "+026-01-01T00:00:00Z", "２０２６-01-01T00:00:00Z",
    ])
  func others(_ text: String) { #expect(Moment(text) == nil) }

  @Test("a day later is a day more, over all of its range")
  func days() throws {
    var moment = try #require(Moment("1999-12-31T12:00:00Z"))
    for day in 1...1500 {
      let next = try #require(Moment(Moment(seconds: moment.seconds + 86_400).text))
      #expect(next.seconds == moment.seconds + 86_400, "day \(day)")
      moment = next
    }
    #expect(moment.text == "2004-02-08T12:00:00Z")
  }
}
