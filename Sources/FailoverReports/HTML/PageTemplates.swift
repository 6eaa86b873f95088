import FailoverAudit
import FailoverInventory
import Mustache

/// The templates, the style sheet and the script of the page, which are embedded in the program.
struct PageTemplates {
  private let library: MustacheLibrary
  let style: String
  let script: String

  /// A template that cannot be read: a fault of our own.
  struct Fault: Error {
    let template: String
  }

  private static let sources: [(name: String, bytes: [UInt8])] = [
    ("start", PackageResources.start_mustache), ("overview", PackageResources.overview_mustache),
    ("section", PackageResources.section_mustache), ("topic", PackageResources.topic_mustache),
    ("finding", PackageResources.finding_mustache),
    ("drawing", PackageResources.drawing_mustache), ("rules", PackageResources.rules_mustache),
    ("scope", PackageResources.scope_mustache), ("end", PackageResources.end_mustache),
    ("comparison", PackageResources.comparison_mustache),
    ("simulation", PackageResources.simulation_mustache),
  ]

  init() throws {
    var templates: [String: MustacheTemplate] = [:]
    for (name, bytes) in PageTemplates.sources {
      templates[name] = try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
    }
    library = MustacheLibrary(templates: templates)
    style = String(decoding: PackageResources.page_css, as: UTF8.self)
    script = String(decoding: PackageResources.page_js, as: UTF8.self)
  }

  /// A template filled with a context.
  func text(_ template: String, _ context: PageContext) throws -> String {
    guard let text = library.render(context, withTemplate: template) else {
      throw Fault(template: template)
    }
    return text
  }

  /// Writes a template filled with a context.
  func put(_ template: String, _ context: PageContext, to sink: inout ByteSink) throws {
    try sink.put(text(template, context))
  }

  /// What the page may load and run: its own style sheet and script, told by their digests, and
  /// nothing else.
  var policy: String {
    "default-src 'none'; style-src '\(PageTemplates.digest(style))'; "
      + "script-src '\(PageTemplates.digest(script))'; base-uri 'none'; form-action 'none'"
  }

  static func digest(_ text: String) -> String {
    "sha256-" + base64(Hash.of(Array(text.utf8)))
  }

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
