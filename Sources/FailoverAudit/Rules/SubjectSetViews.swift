import FailoverHA
import FailoverInventory

/// All that rules are put to: an inventory, and the waivers.
struct AuditSubjects: Sendable {
  let inventory: Inventory
  let uses: [WaiverUse]

  /// How many subjects the sets have together.
  func count(_ sets: [SubjectSet]) -> Int {
    sets.reduce(0) { $0 + $1.count(in: inventory, waivers: uses.count) }
  }
}

extension SubjectSet {
  /// How many subjects of this set an inventory has.
  ///
  /// - Parameter waivers: how many waivers there are.
  func count(in inventory: Inventory, waivers: Int) -> Int {
    switch self {
    case .groups: inventory.groups.count
    case .memberNICs: inventory.memberNICs.count
    case .allNICs: inventory.allNICs.count
    case .allServers: inventory.allServers.count
    case .blocks: inventory.blocks.count
    case .allBlocks: inventory.allBlocks.count
    case .users: inventory.users.count
    case .userGroups: inventory.userGroups.count
    case .describedDatacenters: inventory.describedDatacenters.count
    case .lans: inventory.lans.count
    case .datacenters: inventory.datacenters.count
    case .exports: inventory.exports.count
    case .duplicateAddresses: inventory.duplicateAddresses.count
    case .sharedAddresses: inventory.sharedAddresses.count
    case .waivers: waivers
    case .evidence: inventory.evidenceSubjects?.sources.count ?? 0
    case .evidenceServers: inventory.evidenceSubjects?.servers.count ?? 0
    case .evidenceAddresses: inventory.evidenceSubjects?.addresses.count ?? 0
    case .evidenceNICs: inventory.evidenceSubjects?.nics.count ?? 0
    }
  }

  /// The stable name of the subject at an index.
  func name(_ index: Int, in subjects: AuditSubjects) -> String {
    let inventory = subjects.inventory
    return switch self {
    case .groups: inventory.groups[index].subjectName
    case .memberNICs: inventory.memberNICs[index].subjectName
    case .allNICs: inventory.allNICs[index].subjectName
    case .allServers: inventory.allServers[index].subjectName
    case .blocks: inventory.blocks[index].subjectName
    case .allBlocks: inventory.allBlocks[index].subjectName
    case .users: inventory.users[index].subjectName
    case .userGroups: inventory.userGroups[index].subjectName
    case .describedDatacenters: inventory.describedDatacenters[index].subjectName
    case .lans: inventory.lans[index].subjectName
    case .datacenters: inventory.datacenters[index].subjectName
    case .exports: inventory.exports[index].subjectName
    case .duplicateAddresses: inventory.duplicateAddresses[index].subjectName
    case .sharedAddresses: inventory.sharedAddresses[index].subjectName
    case .waivers: subjects.uses[index].subject.name
    case .evidence, .evidenceServers, .evidenceAddresses, .evidenceNICs:
      subject(index, in: subjects).0.name
    }
  }

  /// The subject at an index, and where it is.
  func subject(_ index: Int, in subjects: AuditSubjects) -> (Subject, Place?) {
    let inventory = subjects.inventory
    func look<View>(_ views: Views<View>) -> (Subject, Place?) {
      (views[index].subject, views[index].place)
    }
    return switch self {
    case .groups: look(inventory.groups)
    case .memberNICs: look(inventory.memberNICs)
    case .allNICs: look(inventory.allNICs)
    case .allServers: look(inventory.allServers)
    case .blocks: look(inventory.blocks)
    case .allBlocks: look(inventory.allBlocks)
    case .users: look(inventory.users)
    case .userGroups: look(inventory.userGroups)
    case .describedDatacenters: look(inventory.describedDatacenters)
    case .lans: look(inventory.lans)
    case .datacenters: look(inventory.datacenters)
    case .exports: look(inventory.exports)
    case .duplicateAddresses: look(inventory.duplicateAddresses)
    case .sharedAddresses: look(inventory.sharedAddresses)
    case .waivers: (subjects.uses[index].subject, subjects.uses[index].place)
    case .evidence, .evidenceServers, .evidenceAddresses, .evidenceNICs:
      evidenceSubject(index, in: inventory)
    }
  }

  /// A subject that evidence gives.
  private func evidenceSubject(_ index: Int, in inventory: Inventory) -> (Subject, Place?) {
    guard let subjects = inventory.evidenceSubjects else {
      preconditionFailure("a subject of evidence that is not there")
    }
    switch self {
    case .evidence: return (subjects.sources[index].subject, subjects.sources[index].place)
    case .evidenceServers: return (subjects.servers[index].subject, subjects.servers[index].place)
    case .evidenceAddresses:
      return (subjects.addresses[index].subject, subjects.addresses[index].place)
    default: return (subjects.nics[index].subject, subjects.nics[index].place)
    }
  }
}
