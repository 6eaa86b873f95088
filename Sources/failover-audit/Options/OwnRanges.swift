import ArgumentParser
import FailoverBase
import FailoverInventory
import FailoverReports

/// Reads `--own-ranges`.
enum OwnRanges {
  /// - Parameter options: each may hold several, with commas between them.
  static func read(_ options: [String]) throws -> [AddressRange] {
    try options.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { text in
      guard let range = AddressRange(String(text)) else {
        throw ValidationError(
          "--own-ranges takes IPv4 ranges such as 198.51.100.0/24, without bits after the prefix, not \"\(TerminalText.visible(String(text)))\""
        )
      }
      return range
    }
  }
}
