/// The head of a page: what it may load, its title and its style sheet.
struct PageStart {
  let version: String
  let title: String
  let style: PageAsset
  /// The script that the page may run.
  var script: PageAsset?

  var html: HTML {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="failover-audit \(version)">
    <meta name="referrer" content="no-referrer">
    <title>\(title)</title>
    <style>\(HTML(style))</style>
    </head>

    """
  }

  /// Allows the page its own style sheet and script, by their digests, and nothing else.
  private var policy: String {
    let scripts = script.map { "script-src '\($0.digest)'; " } ?? ""
    return "default-src 'none'; style-src '\(style.digest)'; \(scripts)base-uri 'none'; "
      + "form-action 'none'"
  }
}
