/// A group or another subject of the page, with its drawing and its findings.
struct PageTopic {
  /// Its stable name.
  let name: String
  let heading: String
  /// Its state, and the class that colours it.
  let label: String
  let severityColour: String
  /// The number of its data center, by which the page filters; -1 for none.
  let datacenter: Int
  let drawing: GroupDrawing?
  /// Whether the drawing may be beside the findings.
  var isBeside = false
  /// Nil for a group without findings.
  var findings: HTML?

  var html: HTML {
    let anchor = PageWords.anchor(of: name)
    let picture = drawing.map { drawing -> HTML in
      """
      <div class="picture" tabindex="0" role="group" aria-labelledby="\(anchor)-h">\(drawing.html)
      </div>
      """
    }
    return """
      <article class="topic \(severityColour)\(isBeside ? " side" : "")" id="\(anchor)" \
      data-d="\(datacenter)" aria-labelledby="\(anchor)-h">
      <header><h4 id="\(anchor)-h">\(heading)</h4> \(HTML.pill(label, severityColour))\
      <p class="stable">\(name)</p></header>
      \(picture)
      \(findings.map { "<div class=\"findings\">\($0)</div>" })
      </article>

      """
  }
}
