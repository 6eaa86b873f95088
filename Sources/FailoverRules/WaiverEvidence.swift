import FailoverAudit
import FailoverBase
import FailoverInventory

extension WaiverUse {
  /// What the waiver says, where it says it.
  var evidence: [Evidence] {
    [
      Evidence("rule", filed.rule, at: place), Evidence("subject", filed.subject.text, at: place),
      Evidence("reason", filed.waiver.reason, at: place),
      Evidence("owner", filed.waiver.owner, at: place),
      Evidence("approver", filed.waiver.approver, at: place),
      Evidence("expires", filed.waiver.expires, at: place),
    ]
  }

  static let hasExpired = Judgement.notApplicable("it has expired; see rule expired-waiver")
  static let notAsked = Judgement.notApplicable("the rule that it is about was not run")
}

/// An estate with waivers, for examples of the rules about waivers.
enum WaiverExample {
  /// The first group is in one zone; the second is in two; the zones of the third are not known.
  static let estate = ExampleEstate(
    .init(
      "dc",
      lans: [
        .init(
          "1",
          [
            .init("85.215.1.1", master: "a"), .init("85.215.1.2", master: "a"),
            .init("85.215.1.3", master: "a"),
          ])
      ],
      servers: [
        .init(
          "s1", zone: "ZONE_1",
          nics: [.init("a", lan: 1, ["85.215.1.1", "85.215.1.2", "85.215.1.3"])]),
        .init("s2", zone: "ZONE_1", nics: [.init("b", lan: 1, ["85.215.1.1"])]),
        .init("s3", zone: "ZONE_2", nics: [.init("c", lan: 1, ["85.215.1.2"])]),
        .init("s4", zone: "AUTO", nics: [.init("d", lan: 1, ["85.215.1.3"])]),
      ]),
    showsAllDatacenters: true)

  static let failing = "group/dc/1/85.215.1.1"
  static let passing = "group/dc/1/85.215.1.2"
  static let unknown = "group/dc/1/85.215.1.3"
  static let today = CalendarDay("2026-11-23")

  /// A waiver of `single-zone-group`, unless another rule is named.
  ///
  /// - Parameter days: how many days after today it expires.
  static func waiver(
    _ subject: String = failing, rule: String = "single-zone-group", owner: String = "Ada Owner",
    approver: String = "Bob Approver", days: Int = 90, number: Int = 1
  ) -> FiledWaiver? {
    today.map {
      FiledWaiver(
        number: number, rule: rule, subject: subject,
        reason: "the second zone opens in spring", owner: owner, approver: approver,
        lastDay: $0.adding(days: days),
        place: YAMLPlace(file: "waivers.yml", line: 2 + 6 * (number - 1), column: 5))
    }
  }
}

extension Example {
  /// The estate of the waivers' examples, with waivers and what the rule says of each, in order.
  init(
    _ title: String, waivers: [FiledWaiver?], parameters: [String: Int] = [:],
    _ outcomes: Outcome..., file: String = #filePath, line: Int = #line
  ) {
    let named = outcomes.enumerated().map { ("waiver/\($0 + 1)", $1) }
    self.init(
      title, WaiverExample.estate, parameters: parameters, waivers: waivers.compactMap(\.self),
      on: WaiverExample.today,
      outcomes: Dictionary(named) { first, _ in first }, file: file, line: line)
  }
}
