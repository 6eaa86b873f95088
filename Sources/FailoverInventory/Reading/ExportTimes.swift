import FailoverBase

extension ChunkMerger.InputOutcome {
  /// When its data was exported, if it says so.
  var exportTime: Moment? {
    if problem != nil { return nil }
    return manifest?.time ?? origin.exportedAt.flatMap { Moment($0) }
  }
}

extension ReadInputs {
  /// Whether some input gave records without a known export time.
  ///
  /// Answers of the API do not say it: a manifest does so for all that is in its folder and below,
  /// by the names of inputs.
  var leavesOutTimes: Bool {
    var folders: Set<Substring> = []
    for (input, outcome) in zip(inputs, outcomes)
    where outcome.form == .manifest && outcome.exportTime != nil {
      folders.insert(ReadInputs.folder(of: input.baseName[...]))
    }
    return zip(inputs, outcomes).contains { input, outcome in
      guard outcome.problem == nil, outcome.recordCount > 0, outcome.exportTime == nil else {
        return false
      }
      return outcome.form != .api || !ReadInputs.isBelow(folders, input.baseName[...])
    }
  }

  private static func folder(of name: Substring) -> Substring {
    name.lastIndex(of: "/").map { name[..<$0] } ?? ""
  }

  private static func isBelow(_ folders: Set<Substring>, _ name: Substring) -> Bool {
    if folders.isEmpty { return false }
    var folder = folder(of: name)
    while !folders.contains(folder) {
      if folder.isEmpty { return false }
      folder = self.folder(of: folder)
    }
    return true
  }
}
