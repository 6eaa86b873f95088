import Testing

import FailoverBase

@Suite struct UTCTimeTests {
  @Test(
    "Seconds are the time that they were read from, and what no year has is the nearest that one has"
  )
  func text() {
    for time in [
      "0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z",
      "2000-02-29T12:00:01Z", "2026-11-23T02:00:00Z", "9999-12-31T23:59:59Z",
    ] {
      #expect(UTCTime.seconds(time).map(UTCTime.text) == time)
    }
    for (seconds, time) in [
      (Int.min, "0001-01-01T00:00:00Z"), (-62_135_596_801, "0001-01-01T00:00:00Z"),
      (253_402_300_800, "9999-12-31T23:59:59Z"), (Int.max, "9999-12-31T23:59:59Z"),
    ] {
      #expect(UTCTime.text(of: seconds) == time)
    }
  }

  @Test("A time is the seconds since 1970, and any other text is not a time")
  func seconds() {
    #expect(UTCTime.seconds("1970-01-01T00:00:00Z") == 0)
    #expect(UTCTime.seconds("2026-11-23T02:00:00Z") == 1_795_399_200)
    for text in [
      nil, "", "2026-11-23", "2026-11-23T02:00:00", "2026-11-23T24:00:00Z", "2026-02-30T00:00:00Z",
      "2026-11-23T02:00:0aZ", "2026-11-23T02:00:00Z ", "2026-11-23 02:00:00Z",
    ] {
      #expect(UTCTime.seconds(text) == nil)
      #expect(UTCTime.valid(text) == nil)
    }
  }
}
