import Testing

import FailoverAudit

@Suite struct UTCTimeTests {
  @Test("A time is the seconds since 1970, and everything else is none")
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
