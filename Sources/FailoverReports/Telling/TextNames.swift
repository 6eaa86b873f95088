import FailoverAudit
import FailoverInventory

/// How the text report calls things, so that a reader finds them; the results still need to be made
/// visible.
enum TextNames {
  /// A record by its name and id: `"front" (id)`, or only its id.
  static func title(_ record: Subject.Record) -> String {
    record.name.map { "\"\($0)\" (\(record.id))" } ?? record.id
  }

  /// A subject by its stable name, with the name that its owner gave it.
  static func title(of subject: Subject) -> String {
    subject.name + (subject.record?.name.map { " \"\($0)\"" } ?? "")
  }

  /// The heading above the findings of a topic: of a group its IP and LAN; its data center is
  /// above.
  static func heading(of subject: Subject, topic: String) -> String {
    let parts = topic.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "group" || parts[0] == "address" else {
      let name = subject.record.map(title) ?? parts.dropFirst().joined(separator: "/")
      return kind(of: subject) + " " + name
    }
    let lanName = subject.lan.flatMap { $0.id == parts[2] ? $0.name : nil }
    let lan = "LAN \(parts[2])" + (lanName.map { " \"\($0)\"" } ?? "")
    return "\(parts[0] == "group" ? "Failover group" : "Address") \(parts[3]) on \(lan)"
  }

  private static func kind(of subject: Subject) -> String {
    switch subject.kind {
    case .group: "Failover group"
    case .lan: "LAN"
    case .nic: "NIC"
    case .server: "Server"
    case .address: "Address"
    case .datacenter: "Data center"
    case .ipblock: "IP block"
    case .user: "User"
    case .usergroup: "User group"
    case .export: "Input"
    case .waiver: "Waiver"
    case .evidence: "Evidence"
    }
  }
}
