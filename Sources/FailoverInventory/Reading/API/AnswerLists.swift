extension Key {
  /// The place of the list that has this key below `entities` of an answer.
  func list(of parent: (place: AnswerPlace, type: ResourceType)) -> AnswerPlace? {
    switch self {
    case .servers: .serverList
    case .lans: .lanList
    case .users: .userList
    case .groups: .groupList
    case .owns: .ownsList
    case .shares: .shareList
    case .labels: hasLabels(parent.place, parent.type) ? .labelList : nil
    case .nics: parent.type == .server || parent.place == .server ? .serverNICList : .nicList
    default: nil
    }
  }
}

/// A record around `entities` may not have said yet what it is.
private func hasLabels(_ place: AnswerPlace, _ type: ResourceType) -> Bool {
  switch type == .absent ? place.expected : type {
  case .datacenter, .server: true
  case .absent: place.isTop
  default: false
  }
}
