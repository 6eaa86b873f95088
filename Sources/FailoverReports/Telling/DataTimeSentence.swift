import FailoverInventory

extension DataTime {
  /// As of when the data is, without a full stop.
  var sentence: String {
    guard let oldest, let newest else {
      return "Data as of: not known (no input says when it was exported)"
    }
    var sentence = "Data as of: \(oldest)"
    if newest != oldest {
      sentence += ", the oldest of the inputs; the newest is of \(newest)"
    }
    if isPartial { sentence += "; some inputs do not say when they were exported" }
    return sentence
  }
}
