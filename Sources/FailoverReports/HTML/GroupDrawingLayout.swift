import FailoverAudit
import FailoverInventory

/// Where everything stands in the drawing, in pixels of it.
extension GroupDrawing {
  private static let boxWidth = 172
  private static let gap = 12
  private static let zonePad = 10
  private static let zoneHead = 24
  private static let boxHead = 42
  private static let chip = 40
  private static let addressHeight = 30
  private static let bus = 44
  private static let line = 15
  private static let markLimit = 3
  private static let boxesInARow = 4

  private static func width(of zone: Zone, in row: Int) -> Int {
    let boxes = min(zone.boxes.count, row)
    return boxes * boxWidth + (boxes - 1) * gap + 2 * zonePad
  }

  private static func height(of box: Box) -> Int {
    boxHead + (box.nics.count + (box.stranger == nil ? 0 : 1)) * chip
      + (box.marks.isEmpty ? 0 : lines(box.marks).count * line + 5)
  }

  /// The rows of boxes of a zone, each with the height of its highest box.
  private static func rows(of zone: Zone) -> [(boxes: ArraySlice<Box>, height: Int)] {
    stride(from: 0, to: zone.boxes.count, by: boxesInARow).map { start in
      let boxes = zone.boxes[start..<min(start + boxesInARow, zone.boxes.count)]
      return (boxes, boxes.map(height).max() ?? 0)
    }
  }

  private static func height(of zone: Zone) -> Int {
    rows(of: zone).reduce(zoneHead + zonePad) { $0 + $1.height + gap } - gap + zonePad / 2
  }

  /// Zones side by side, as many as four boxes are wide; the rest below.
  private static func lines(_ zones: [Zone]) -> [[Zone]] {
    var lines: [[Zone]] = []
    var used = 0
    for zone in zones {
      let boxes = min(zone.boxes.count, boxesInARow)
      if lines.isEmpty || used + boxes > boxesInARow {
        lines.append([])
        used = 0
      }
      lines[lines.count - 1].append(zone)
      used += boxes
    }
    return lines
  }

  /// The first few marks, and how many more there are.
  private static func lines(_ marks: [Mark]) -> [PageContext] {
    if marks.count <= markLimit { return marks.map(\.context) }
    let more = marks.count - markLimit + 1
    let rest: PageContext = ["mark": .text("and \(more) more"), "markMood": .text("open")]
    return marks.prefix(markLimit - 1).map(\.context) + [rest]
  }

  private static func placed(
    _ lines: [PageContext], x: Int, y: Int, anchor: String
  ) -> [PageContext] {
    lines.enumerated().map { number, context in
      context.with([
        "markX": .number(x), "markY": .number(y + number * line), "markAnchor": .text(anchor),
      ])
    }
  }

  /// What the template of the drawing shows.
  var context: PageContext {
    let notes = GroupDrawing.lines(addressMarks) + (masterNote.map { [$0] } ?? [])
    let head = notes.count * GroupDrawing.line
    let lines = GroupDrawing.lines(zones)
    let widths = lines.map { line in
      line.reduce(-GroupDrawing.gap) {
        $0 + GroupDrawing.gap + GroupDrawing.width(of: $1, in: GroupDrawing.boxesInARow)
      }
    }
    let width = max(widths.max() ?? 0, 260) + 2
    var top = head + GroupDrawing.addressHeight + GroupDrawing.bus
    let first = top
    var drawn: [PageContext] = []
    var ties: [Tie] = []
    for (line, lineWidth) in zip(lines, widths) {
      var left = (width - lineWidth) / 2
      for zone in line {
        drawn.append(draw(zone, left, top, ties: &ties, isFirst: top == first))
        left += GroupDrawing.width(of: zone, in: GroupDrawing.boxesInARow) + GroupDrawing.gap
      }
      top += (line.map(GroupDrawing.height).max() ?? 0) + GroupDrawing.gap
    }
    let height = top - GroupDrawing.gap + 2
    return [
      "width": .number(width), "height": .number(height), "words": .text(words),
      "notes": .list(
        GroupDrawing.placed(notes, x: width / 2, y: GroupDrawing.line - 4, anchor: "middle")),
      "middle": .number(width / 2), "addressLeft": .number(width / 2 - 120),
      "addressTop": .number(head + 1), "addressTextY": .number(head + 20),
      "addressMood": .text(Mark.mood(addressMarks)),
      "address": .text(GroupDrawing.cut(address, 30)), "zones": .list(drawn),
      "ties": .list(ties.map { $0.context(from: width / 2, head) }),
    ]
  }

  /// Whether it needs more room than half a page.
  var isWide: Bool {
    let widths = GroupDrawing.lines(zones).map { line in
      line.reduce(0) { $0 + GroupDrawing.width(of: $1, in: GroupDrawing.boxesInARow) }
    }
    return (widths.max() ?? 0) > 460
  }

  private var masterNote: PageContext? {
    guard masterCount != 1 else { return nil }
    let text = masterCount == 0 ? "no master is named" : "\(masterCount) masters are named"
    return ["mark": .text(text), "markMood": .text("error")]
  }

  /// The line from the address to a server.
  struct Tie {
    let x: Int
    let mood: String

    /// Down from the address, along, and down to the server.
    func context(from middle: Int, _ head: Int) -> PageContext {
      let start = head + GroupDrawing.addressHeight
      let turn = start + 24
      let end = start + GroupDrawing.bus + GroupDrawing.zoneHead
      return [
        "path": .text("M\(middle) \(start)V\(turn)H\(x)V\(end)"), "mood": .text(mood),
      ]
    }
  }

  private func draw(
    _ zone: Zone, _ left: Int, _ top: Int, ties: inout [Tie], isFirst: Bool
  ) -> PageContext {
    var boxes: [PageContext] = []
    var y = top + GroupDrawing.zoneHead
    for (number, row) in GroupDrawing.rows(of: zone).enumerated() {
      var x = left + GroupDrawing.zonePad
      for box in row.boxes {
        boxes.append(GroupDrawing.draw(box, x, y))
        let isTied = isFirst && number == 0 && (!box.nics.isEmpty || box.stranger != nil)
        if isTied { ties.append(Tie(x: x + GroupDrawing.boxWidth / 2, mood: mood(of: box))) }
        x += GroupDrawing.boxWidth + GroupDrawing.gap
      }
      y += row.height + GroupDrawing.gap
    }
    return [
      "zoneX": .number(left), "zoneY": .number(top),
      "zoneWidth": .number(GroupDrawing.width(of: zone, in: GroupDrawing.boxesInARow)),
      "zoneHeight": .number(GroupDrawing.height(of: zone)),
      "zoneTitle": .text(GroupDrawing.cut(zone.title, 24)),
      "zoneTextX": .number(left + GroupDrawing.zonePad), "zoneTextY": .number(top + 17),
      "isZone": .flag(!zone.isGap), "boxes": .list(boxes),
    ]
  }

  private func mood(of box: Box) -> String {
    if box.stranger != nil { return "wrong" }
    if !box.nics.contains(where: \.isMaster) { return "standby" }
    return masterCount > 1 ? "wrong" : "master"
  }

  private static func draw(_ box: Box, _ x: Int, _ y: Int) -> PageContext {
    var chips: [PageContext] = []
    for (number, nic) in box.nics.enumerated() {
      chips.append(
        draw(
          chip: nic.nic.name ?? nic.nic.id, role(of: nic), x, y + boxHead + number * chip,
          mood: nic.isMaster ? "chief" : "plain",
          badge: nic.isMaster))
    }
    if let stranger = box.stranger {
      chips.append(
        draw(chip: stranger, "no member", x, y + boxHead, mood: "stranger", badge: false))
    }
    let foot = y + boxHead + chips.count * chip + 10
    return [
      "marks": .list(placed(lines(box.marks), x: x + 12, y: foot, anchor: "start")),
      "boxX": .number(x), "boxY": .number(y), "boxHeight": .number(height(of: box)),
      "boxMood": .text(box.mood),
      "boxTrouble": .text(Mark.mood(box.marks)),
      "boxTitle": .text(cut(box.title, box.mood == "up" || box.mood == "down" ? 17 : 19)),
      "boxState": .text(box.state), "boxTextX": .number(x + 24), "boxBareX": .number(x + 12),
      "hasLamp": .flag(box.mood == "up" || box.mood == "down"),
      "boxTitleY": .number(y + 17), "boxStateY": .number(y + 32), "lampX": .number(x + 14),
      "lampY": .number(y + 13), "chips": .list(chips),
    ]
  }

  private static func draw(
    chip title: String, _ role: String, _ x: Int, _ y: Int, mood: String, badge: Bool
  ) -> PageContext {
    [
      "chipX": .number(x + 8), "chipY": .number(y), "chipMood": .text(mood),
      "chipTitle": .text(cut(title, badge ? 13 : 21)), "chipRole": .text(role),
      "chipTextX": .number(x + 16), "chipTitleY": .number(y + 15),
      "chipRoleY": .number(y + 28), "badgeX": .number(x + 108), "badgeTextX": .number(x + 133),
      "badgeY": .number(y + 4), "badgeTextY": .number(y + 14), "isBadged": .flag(badge),
    ]
  }

  /// At most so many columns of a text, the rest as an ellipsis: text in a drawing does not wrap.
  static func cut(_ text: String, _ columns: Int) -> String {
    let visible = TerminalText.visible(text)
    guard Wrapping.columns(visible) > columns else { return visible }
    var result = ""
    var used = 1
    for character in visible {
      used += Wrapping.columns(String(character))
      if used > columns { break }
      result.append(character)
    }
    return result + "…"
  }
}
