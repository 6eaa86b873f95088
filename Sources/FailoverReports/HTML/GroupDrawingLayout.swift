import FailoverAudit
import FailoverBase
import FailoverInventory

/// Where everything is in the drawing, in pixels of it.
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
  private static func lines(_ marks: [Mark]) -> [Note] {
    if marks.count <= markLimit { return marks.map(\.note) }
    let more = marks.count - markLimit + 1
    return marks.prefix(markLimit - 1).map(\.note) + [
      Note(text: "and \(more) more", severityColour: "open")
    ]
  }

  private static func draw(_ notes: [Note], x: Int, y: Int, anchor: String) -> [HTML] {
    notes.enumerated().map { number, note -> HTML in
      """
      <text class="mark \(note.severityColour)" x="\(x)" y="\(y + number * line)" \
      text-anchor="\(anchor)">\(note.text)</text>
      """
    }
  }

  /// The drawing as SVG.
  var html: HTML {
    let notes = GroupDrawing.lines(addressMarks) + (masterNote.map { [$0] } ?? [])
    let head = notes.count * GroupDrawing.line
    let lines = GroupDrawing.lines(zones)
    let widths = lines.map { line in
      line.reduce(-GroupDrawing.gap) {
        $0 + GroupDrawing.gap + GroupDrawing.width(of: $1, in: GroupDrawing.boxesInARow)
      }
    }
    let width = max(widths.max() ?? 0, 260) + 2
    var ties: [Tie] = []
    let (drawn, height) = draw(zip(lines, widths), below: head, width, ties: &ties)
    let marks = GroupDrawing.draw(notes, x: width / 2, y: GroupDrawing.line - 4, anchor: "middle")
    return """
      <svg class="drawing" role="img" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" aria-label="\(words)">\(ties.map { $0.html(from: width / 2, head) })\
      \(addressBox(middle: width / 2, head))\(marks)\(drawn)</svg>
      """
  }

  /// The zones line by line, and where the last one ends.
  private func draw(
    _ lines: Zip2Sequence<[[Zone]], [Int]>, below head: Int, _ width: Int, ties: inout [Tie]
  ) -> (zones: [HTML], height: Int) {
    let first = head + GroupDrawing.addressHeight + GroupDrawing.bus
    var top = first
    var drawn: [HTML] = []
    for (line, lineWidth) in lines {
      var left = (width - lineWidth) / 2
      for zone in line {
        drawn.append(draw(zone, left, top, ties: &ties, isFirst: top == first))
        left += GroupDrawing.width(of: zone, in: GroupDrawing.boxesInARow) + GroupDrawing.gap
      }
      top += (line.map(GroupDrawing.height).max() ?? 0) + GroupDrawing.gap
    }
    return (drawn, top - GroupDrawing.gap + 2)
  }

  private func addressBox(middle: Int, _ head: Int) -> HTML {
    """
    <rect fill="none" stroke="currentColor" class="address \(Mark.severityColour(addressMarks))" \
    x="\(middle - 120)" y="\(head + 1)" width="240" height="29" rx="14.5"/>\
    <text class="ip" x="\(middle)" y="\(head + 20)" text-anchor="middle">\
    \(GroupDrawing.cut(address, 30))</text>
    """
  }

  /// Whether it needs more room than half a page.
  var isWide: Bool {
    let widths = GroupDrawing.lines(zones).map { line in
      line.reduce(0) { $0 + GroupDrawing.width(of: $1, in: GroupDrawing.boxesInARow) }
    }
    return (widths.max() ?? 0) > 460
  }

  private var masterNote: Note? {
    guard masterCount != 1 else { return nil }
    return Note(
      text: masterCount == 0 ? "no master is named" : "\(masterCount) masters are named",
      severityColour: "error")
  }

  /// The line from the address to a server.
  struct Tie {
    let x: Int
    let severityColour: String

    /// Down from the address, along, and down to the server.
    func html(from middle: Int, _ head: Int) -> HTML {
      let start = head + GroupDrawing.addressHeight
      let turn = start + 24
      let end = start + GroupDrawing.bus + GroupDrawing.zoneHead
      return """
        <path fill="none" stroke="currentColor" class="tie \(severityColour)" \
        d="M\(middle) \(start)V\(turn)H\(x)V\(end)"/>
        """
    }
  }

  private func draw(
    _ zone: Zone, _ left: Int, _ top: Int, ties: inout [Tie], isFirst: Bool
  ) -> HTML {
    var boxes: [HTML] = []
    var y = top + GroupDrawing.zoneHead
    for (number, row) in GroupDrawing.rows(of: zone).enumerated() {
      var x = left + GroupDrawing.zonePad
      for box in row.boxes {
        boxes.append(GroupDrawing.draw(box, x, y))
        let isTied = isFirst && number == 0 && (!box.nics.isEmpty || box.stranger != nil)
        if isTied {
          ties.append(
            Tie(x: x + GroupDrawing.boxWidth / 2, severityColour: severityColour(of: box)))
        }
        x += GroupDrawing.boxWidth + GroupDrawing.gap
      }
      y += row.height + GroupDrawing.gap
    }
    return "\(zone.isGap ? nil : GroupDrawing.frame(of: zone, left, top))\(boxes)"
  }

  private static func frame(of zone: Zone, _ left: Int, _ top: Int) -> HTML {
    """
    <rect fill="none" stroke="currentColor" class="zone" x="\(left)" y="\(top)" \
    width="\(width(of: zone, in: boxesInARow))" height="\(height(of: zone))" rx="8"/>\
    <text class="zt" x="\(left + zonePad)" y="\(top + 17)">\(cut(zone.title, 24))</text>
    """
  }

  private func severityColour(of box: Box) -> String {
    if box.stranger != nil { return "wrong" }
    if !box.nics.contains(where: \.isMaster) { return "standby" }
    return masterCount > 1 ? "wrong" : "master"
  }

  private static func draw(_ box: Box, _ x: Int, _ y: Int) -> HTML {
    let isLit = box.severityColour == "up" || box.severityColour == "down"
    let lamp: HTML = """
      <circle fill="none" stroke="currentColor" class="lamp \(box.severityColour)" cx="\(x + 14)" \
      cy="\(y + 13)" r="5"/>
      """
    let textX = x + (isLit ? 24 : 12)
    let chips = chips(of: box, x, y + boxHead)
    let foot = y + boxHead + chips.count * chip + 10
    return """
      <rect fill="none" stroke="currentColor" class="box \(box.severityColour) \(Mark.severityColour(box.marks))" \
      x="\(x)" y="\(y)" width="172" height="\(height(of: box))" rx="6"/>\(isLit ? lamp : nil)\
      <text class="bt" x="\(textX)" y="\(y + 17)">\(cut(box.title, isLit ? 17 : 19))</text>\
      <text class="bs \(box.severityColour)" x="\(textX)" y="\(y + 32)">\(box.state)</text>\
      \(chips)\(draw(lines(box.marks), x: x + 12, y: foot, anchor: "start"))
      """
  }

  /// The NICs in a box.
  private static func chips(of box: Box, _ x: Int, _ y: Int) -> [HTML] {
    let nics = box.nics.enumerated().map { number, nic in
      draw(
        chip: nic.nic.name ?? nic.nic.id, role(of: nic), x, y + number * chip,
        severityColour: nic.isMaster ? "chief" : "plain", badge: nic.isMaster)
    }
    guard let stranger = box.stranger else { return nics }
    return nics + [
      draw(chip: stranger, "no member", x, y, severityColour: "stranger", badge: false)
    ]
  }

  private static func draw(
    chip title: String, _ role: String, _ x: Int, _ y: Int, severityColour: String, badge: Bool
  ) -> HTML {
    """
    <rect fill="none" stroke="currentColor" class="chip \(severityColour)" x="\(x + 8)" y="\(y)" \
    width="156" height="34" rx="4"/>\
    <text class="ct" x="\(x + 16)" y="\(y + 15)">\(cut(title, badge ? 13 : 21))</text>\
    <text class="cr \(severityColour)" x="\(x + 16)" y="\(y + 28)">\(role)</text>\
    \(badge ? masterBadge(severityColour, x, y) : nil)
    """
  }

  private static func masterBadge(_ severityColour: String, _ x: Int, _ y: Int) -> HTML {
    """
    <rect fill="none" stroke="currentColor" class="badge \(severityColour)" x="\(x + 108)" y="\(y + 4)" \
    width="50" height="14" rx="7"/>\
    <text class="badgetext" x="\(x + 133)" y="\(y + 14)" text-anchor="middle">MASTER</text>
    """
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
