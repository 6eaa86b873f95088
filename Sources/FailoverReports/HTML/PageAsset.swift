import FailoverBase
import FailoverInventory

/// A style sheet or script that is embedded in the program.
struct PageAsset {
  let bytes: [UInt8]

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The style sheet of every page.
  static var style: PageAsset { PageAsset(bytes: PackageResources.page_css) }

  /// The same with what only the page of a simulation needs.
  static var simulationStyle: PageAsset {
    PageAsset(bytes: PackageResources.page_css + PackageResources.simulation_css)
  }

  static var script: PageAsset { PageAsset(bytes: PackageResources.page_js) }

  /// The source expression by which a Content-Security-Policy allows it.
  var digest: String { "sha256-" + PageAsset.base64(Hash.of(bytes)) }

  private static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        text.append(
          place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
