import CLibCrypto

/// A hash of bytes that arrive piece by piece, computed by libcrypto.
///
///     var hash = Hash()
///     hash.update(first)
///     hash.update(second)
///     let digest = hash.finish().hex
///
/// It traps where libcrypto fails: without memory, or without SHA-256 and SHA-1, which its default
/// provider always has. A report with a wrong digest would be worse.
package struct Hash: ~Copyable {
  private let context: OpaquePointer
  private let algorithm: Algorithm

  /// Starts with no bytes. Traps if memory runs out.
  package init(_ algorithm: Algorithm = .sha256) {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex2(context, algorithm.method, nil) == 1
    else { fatalError("libcrypto cannot start \(algorithm)") }
    self.context = context
    self.algorithm = algorithm
  }

  deinit { EVP_MD_CTX_free(context) }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
      fatalError("libcrypto cannot continue \(algorithm)")
    }
  }

  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The hash of all bytes so far.
  package consuming func finish() -> [UInt8] {
    algorithm.digest { EVP_DigestFinal_ex(context, $0, nil) }
  }

  /// The hash of bytes that are all there, which for short ones takes half as long.
  package static func of(_ bytes: [UInt8], by algorithm: Algorithm = .sha256) -> [UInt8] {
    algorithm.digest { EVP_Digest(bytes, bytes.count, $0, nil, algorithm.method, nil) }
  }
}

extension Hash {
  package enum Algorithm: Sendable {
    /// 32 bytes.
    case sha256
    /// 20 bytes. Only for formats that require it: collisions can be made.
    case sha1

    fileprivate var method: OpaquePointer {
      switch self {
      case .sha256: Methods.sha256
      case .sha1: Methods.sha1
      }
    }

    /// The bytes that a function of libcrypto writes, which returns 1 if it can.
    fileprivate func digest(_ write: (UnsafeMutablePointer<UInt8>?) -> Int32) -> [UInt8] {
      let size = self == .sha256 ? 32 : 20
      return [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
        guard write(bytes.baseAddress) == 1 else { fatalError("libcrypto cannot finish \(self)") }
        count = size
      }
    }
  }

  /// Looked up once: libcrypto takes twice as long where it has to do that for each hash.
  ///
  /// Nothing changes or frees them, so any thread may use them.
  private enum Methods {
    nonisolated(unsafe) static let sha256 = fetch("SHA256")
    nonisolated(unsafe) static let sha1 = fetch("SHA1")

    private static func fetch(_ name: String) -> OpaquePointer {
      // Without the system's configuration, which could take SHA-1 away, and without a handler at
      // exit.
      let options = OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT
      guard OPENSSL_init_crypto(UInt64(options), nil) == 1,
        let method = EVP_MD_fetch(nil, name, nil)
      else { fatalError("libcrypto has no \(name)") }
      return method
    }
  }
}
