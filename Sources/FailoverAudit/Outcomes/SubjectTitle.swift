import FailoverInventory

extension Subject {
  /// The subject as people know it, for sentences that have nothing around them:
  /// `failover group 85.215.1.1 on LAN 2 "front" in data center "prod"`.
  ///
  /// It may hold text from the input: escape it.
  public var title: String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch kind {
    case .group, .address:
      guard parts.count == 4 else { return "\(kind.noun) \(ownName)" }
      return "\(kind.noun) \(parts[3]) on \(lanTitle)"
    case .lan: return lanTitle
    case .nic, .server:
      return "\(kind.noun) \(ownName)" + (datacenter == nil ? "" : datacenterName(nil))
    default:
      return "\(kind.noun) \(ownName)"
    }
  }

  /// The LAN that it is or belongs to: `LAN 2 "front" in data center "prod"`.
  public var lanTitle: String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let hasPath = parts.count > 2
    return "LAN " + lanName(hasPath ? parts[2] : "?") + datacenterName(hasPath ? parts[1] : nil)
  }

  /// The name of the record in quotation marks, or what distinguishes it from others of its kind.
  private var ownName: String {
    guard let record else {
      return String(name.split(separator: "/", maxSplits: 1).last ?? "?")
    }
    guard let name = record.name, !name.isEmpty else { return record.id }
    return kind == .nic || kind == .server ? "\"\(name)\" (\(record.id))" : "\"\(name)\""
  }

  private func lanName(_ id: String) -> String {
    guard let lan else { return id }
    return lan.id + (lan.name.map { " \"\($0)\"" } ?? "")
  }

  private func datacenterName(_ id: String?) -> String {
    if let datacenter {
      return " in data center " + (datacenter.name.map { "\"\($0)\"" } ?? datacenter.id)
    }
    guard let id, id != "?" else { return "" }
    return " in data center " + id
  }
}

extension SubjectKind {
  /// What the kind is called within a sentence.
  public var noun: String {
    switch self {
    case .group: "failover group"
    case .lan: "LAN"
    case .nic: "NIC"
    case .datacenter: "data center"
    case .ipblock: "IP block"
    case .export: "input"
    // A kind of two words is written as one in stable names.
    default: rawValue == "usergroup" ? "user group" : rawValue
    }
  }
}
