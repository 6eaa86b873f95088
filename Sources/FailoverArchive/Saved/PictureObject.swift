import FailoverAudit
import FailoverBase
import FailoverInventory

/// Writes the picture of a group as a JSON object on one line.
package enum PictureObject {
  package static func put(_ picture: GroupPicture, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("subject", picture.subject.name, to: &sink)
    for (name, record) in [
      ("datacenter", picture.subject.datacenter), ("lan", picture.subject.lan),
    ] {
      guard let record else { continue }
      try members.begin(name, to: &sink)
      try JSONText.put(record, to: &sink)
    }
    try members.put("memberCount", picture.memberCount, to: &sink)
    try members.put("showsAllMembers", picture.showsAllMembers, to: &sink)
    try members.put("members", each: picture.members, to: &sink, put: putMember)
    try members.put("strangers", each: picture.strangers, to: &sink) {
      try JSONText.put($0, to: &$1)
    }
    try members.close(to: &sink)
  }

  private static func putMember(
    _ member: GroupPicture.Member, to sink: inout ByteSink
  ) throws {
    var members = JSONMembers()
    try members.begin("nic", to: &sink)
    try JSONText.put(member.nic, to: &sink)
    if let server = member.server {
      try members.begin("server", to: &sink)
      try JSONText.put(server, to: &sink)
    }
    try members.put("zone", orNull: member.zone, to: &sink)
    try members.put("isRunning", orNull: member.isRunning, to: &sink)
    try members.put("isPrimary", orNull: member.isPrimary, to: &sink)
    try members.put("isMaster", member.isMaster, to: &sink)
    if let software = member.software {
      try members.put("software", software.rawValue, to: &sink)
    }
    try members.close(to: &sink)
  }
}

extension JSONText {
  /// Writes a record as an object with its id and name.
  package static func put(_ record: Subject.Record, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    try members.put("id", record.id, to: &sink)
    try members.put("name", orNull: record.name, to: &sink)
    try members.close(to: &sink)
  }
}
