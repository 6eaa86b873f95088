import FailoverBase
import FailoverAudit
import FailoverInventory

/// The drawing of a group: its address, the zones, the servers in them and their NICs, with who is
/// master and what is missing.
///
/// Lengths are in pixels of the drawing. Servers are side by side in their zone, at most four in a
/// row; the address is tied to those of the first row. What failed is written to what it is about:
/// to the servers that the evidence names, else to the address.
struct GroupDrawing {
  /// A server, or a place where one is missing.
  struct Box {
    var title: String
    var state = ""
    /// `up`, `down`, `dim` (not known) or `gap` (missing).
    var severityColour: String
    var nics: [GroupPicture.Member] = []
    /// A NIC that is named as master and is not a member.
    var stranger: String?
    /// What failed here.
    var marks: [Mark] = []
  }

  /// A rule that failed or could not decide.
  struct Mark: Equatable {
    let rule: String
    /// The severity of a failure; nil if the rule could not decide.
    let failure: Severity?

    /// How it is written.
    var note: Note {
      Note(text: (failure == nil ? "? " : "✕ ") + rule, severityColour: failure?.rawValue ?? "open")
    }

    /// The colour of what these marks are written to: that of the worst failure.
    static func severityColour(_ marks: [Mark]) -> String {
      marks.compactMap(\.failure).max()?.rawValue ?? ""
    }
  }

  /// A line of text beside a box.
  struct Note {
    let text: String
    /// The class that colours it.
    let severityColour: String
  }

  /// An outcome, with the stable names of the NICs and servers that its evidence names.
  struct Trouble {
    let mark: Mark
    let names: Set<String>
  }

  /// A zone with its servers.
  struct Zone {
    var title: String
    var isGap = false
    var boxes: [Box]
  }

  let picture: GroupPicture
  let address: String
  let troubles: [Trouble]

  init(_ picture: GroupPicture, troubles: [Trouble] = []) {
    self.picture = picture
    self.troubles = troubles
    let parts = picture.subject.name.split(separator: "/", omittingEmptySubsequences: false)
    address = parts.count == 4 ? String(parts[3]) : picture.subject.name
  }

  // MARK: What is there

  /// The zones in the order of their names, what is not known last, then what is missing.
  var zones: [Zone] {
    var byZone: [String: [(key: String, box: Box)]] = [:]
    for member in picture.members {
      let zone = member.zone ?? ""
      let key = member.server.map { "1" + $0.id } ?? "2" + member.nic.id
      var boxes = byZone[zone] ?? []
      if let index = boxes.firstIndex(where: { $0.key == key }) {
        boxes[index].box.nics.append(member)
      } else {
        boxes.append((key, GroupDrawing.box(of: member)))
      }
      let last = boxes.firstIndex { $0.key == key } ?? 0
      for mark in marks(of: member) where !boxes[last].box.marks.contains(mark) {
        boxes[last].box.marks.append(mark)
      }
      byZone[zone] = boxes
    }
    let known = byZone.keys.filter { !$0.isEmpty }.sorted()
    var zones = (known + (byZone[""] == nil ? [] : [""])).map { name in
      Zone(
        title: name.isEmpty ? "zone not known" : name, boxes: (byZone[name] ?? []).map(\.box))
    }
    zones += gaps(zones)
    return zones
  }

  private func marks(of member: GroupPicture.Member) -> [Mark] {
    let nic = "nic/" + member.nic.id
    let server = member.server.map { "server/" + $0.id }
    return troubles.filter { trouble in
      trouble.names.contains(nic) || (server.map(trouble.names.contains) ?? false)
    }.map(\.mark)
  }

  /// What failed and is about none of the servers that are drawn.
  var addressMarks: [Mark] {
    let marked = picture.members.flatMap(marks)
    return troubles.map(\.mark).filter { !marked.contains($0) }
  }

  private static func box(of member: GroupPicture.Member) -> Box {
    let title = member.server.map { $0.name ?? $0.id } ?? "server not known"
    let software = member.software.flatMap(words)
    switch member.isRunning {
    case true?:
      let state = (["running"] + [software].compactMap(\.self)).joined(separator: ", ")
      return Box(title: title, state: state, severityColour: "up", nics: [member])
    case false?:
      return Box(title: title, state: "not running", severityColour: "down", nics: [member])
    case nil:
      return Box(
        title: title, state: software ?? "state not known", severityColour: "dim", nics: [member])
    }
  }

  /// What a server's failover software does with the address; nil where nothing is known.
  private static func words(of software: GroupPicture.Software) -> String? {
    switch software {
    case .active: "has the address"
    case .standby: "would take over"
    case .unmanaged: "not managed"
    case .unknown: nil
    }
  }

  /// What a sound group would have and this one has not.
  private func gaps(_ zones: [Zone]) -> [Zone] {
    var boxes: [Box] = []
    let servers = zones.reduce(0) { $0 + $1.boxes.count }
    if picture.memberCount > picture.members.count {
      let more = picture.memberCount - picture.members.count
      boxes.append(
        Box(title: "\(counted(more, "more member"))", state: "not drawn", severityColour: "dim"))
    }
    if !picture.showsAllMembers {
      boxes.append(
        Box(title: "more members?", state: "the export does not say", severityColour: "dim"))
    } else if servers == 0 {
      boxes.append(Box(title: "no member", state: "no NIC holds it", severityColour: "gap"))
    } else if servers == 1 {
      boxes.append(
        Box(title: "no second server", state: "nothing to fail over to", severityColour: "gap"))
    } else if zones.count == 1, zones[0].title.hasPrefix("ZONE_") {
      boxes.append(Box(title: "no second zone", state: "all fail together", severityColour: "gap"))
    }
    boxes += picture.strangers.map {
      Box(
        title: $0.name ?? $0.id, state: "does not hold the address", severityColour: "gap",
        stranger: "named as master")
    }
    return boxes.map { Zone(title: "", isGap: true, boxes: [$0]) }
  }

  /// How many NICs are named as masters.
  var masterCount: Int {
    picture.members.count { $0.isMaster } + picture.strangers.count
  }

  /// The drawing in words, for readers who do not see it.
  var words: String {
    let members = picture.members.map { member -> String in
      let server = member.server.map { $0.name ?? $0.id } ?? "a server that is not known"
      var facts = [member.zone ?? "zone not known"]
      if let isRunning = member.isRunning { facts.append(isRunning ? "running" : "not running") }
      facts.append(GroupDrawing.role(of: member))
      if member.isMaster { facts.append("master") }
      if let software = member.software.flatMap(GroupDrawing.words) { facts.append(software) }
      return "\(member.nic.name ?? member.nic.id) of \(server) (\(facts.joined(separator: ", ")))"
    }
    let strangers = picture.strangers.map {
      "\($0.name ?? $0.id) is named as master and does not hold the address"
    }
    let start = "\(address) is held by \(counted(picture.memberCount, "NIC"))"
    let list = members.isEmpty ? "" : ": " + members.joined(separator: "; ")
    let rest = picture.showsAllMembers ? [] : ["there may be more members"]
    let none = masterCount == 0 ? ["no master is named"] : []
    return ([start + list] + strangers + rest + none).joined(separator: ". ") + "."
  }

  static func role(of member: GroupPicture.Member) -> String {
    switch member.isPrimary {
    case true?: "primary address"
    case false?: "additional address"
    case nil: "order not known"
    }
  }
}
