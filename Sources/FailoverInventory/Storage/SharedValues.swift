import Synchronization

/// Values that are made on first use, one for each key, and shared after that.
final class SharedValues: Sendable {
  private let values = Mutex<[String: any Sendable]>([:])

  /// The value of a key.
  ///
  /// - Parameter make: makes it; for one key always a value of one type.
  func value<Value: Sendable>(of key: String, _ make: () -> Value) -> Value {
    values.withLock { values in
      if let value = values[key] as? Value { return value }
      let value = make()
      values[key] = value
      return value
    }
  }
}
