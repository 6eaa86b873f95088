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
    case .nics: parent.type == .server || parent.place == .server ? .serverNICList : .nicList
    default: nil
    }
  }
}
