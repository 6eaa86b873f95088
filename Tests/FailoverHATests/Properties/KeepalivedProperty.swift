@testable import FailoverHA

/// What must hold of reading a configuration of keepalived, whatever its bytes are.
enum KeepalivedProperty {
  /// Says what does not hold; nil if all does.
  ///
  /// - Parameter bytes: the configuration, and after lines of `%%` up to two files that it may
  ///   include as `conf.d/0.conf` and `conf.d/1.conf`.
  static func violation(_ bytes: [UInt8]) -> String? {
    let files = files(bytes)
    let secrets = HASecret()
    let answer = read(files, secrets)
    if read(files, secrets) != answer { return "two readings of one configuration differ" }
    if let problem = aboutComments(files, answer, secrets) { return problem }
    guard case .read(let instances, let isWhole) = answer else { return nil }
    return instances.lazy.compactMap { aboutInstance($0, isWhole) }.first
  }

  private enum Answer: Equatable {
    case read([HAInstance], isWhole: Bool)
    case refused
  }

  private static func files(_ bytes: [UInt8]) -> [String: [UInt8]] {
    var parts: [[UInt8]] = [[]]
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if Array(line) == Array("%%".utf8) && parts.count < 3 {
        parts.append([])
      } else {
        parts[parts.count - 1] += line + [0x0A]
      }
    }
    var files = ["keepalived.conf": parts[0]]
    for (number, part) in parts.dropFirst().enumerated() { files["conf.d/\(number).conf"] = part }
    return files
  }

  private static func read(_ files: [String: [UInt8]], _ secrets: HASecret) -> Answer {
    let folder = KeepalivedLines.KeepalivedFolder(
      paths: files.keys.sorted(), rootIsAtTop: true, load: { files[$0] }, inputName: { $0 })
    do throws(KeepalivedProblem) {
      let reader = try KeepalivedReader("keepalived.conf", in: folder, configID: "a", secrets)
      return .read(reader.instances, isWhole: reader.isWhole)
    } catch {
      return .refused
    }
  }

  /// Comments and empty lines at the end change nothing.
  private static func aboutComments(
    _ files: [String: [UInt8]], _ answer: Answer, _ secrets: HASecret
  ) -> String? {
    guard case .read = answer, let own = files["keepalived.conf"] else { return nil }
    // A definition that goes on would take them for its value.
    if own.reversed().drop(while: { $0.isBlank || $0 == 0x0A }).first == UInt8(ascii: "\\") {
      return nil
    }
    var longer = files
    longer["keepalived.conf"] = own + Array("\n# a comment\n\n! another\n".utf8)
    return read(longer, secrets) == answer ? nil : "a comment at the end changes what is read"
  }

  private static func aboutInstance(_ instance: HAInstance, _ isWhole: Bool) -> String? {
    if let priority = instance.priority, !(1...255).contains(priority) {
      return "a priority of \(priority)"
    }
    if isWhole && (instance.priority == nil || instance.startsAsMaster == nil) {
      return "an instance of a whole configuration without a priority or a state"
    }
    if !isWhole && instance.showsAllAddresses { return "all addresses, though lines are missing" }
    let addresses = instance.addresses.map(\.address)
    if Set(addresses).count < addresses.count { return "an address twice" }
    if instance.transport == .unicast && instance.peers.isEmpty && instance.needsPeers != true {
      return "unicast without peers"
    }
    return nil
  }
}
