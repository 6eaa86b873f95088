/// A table of a page, which scrolls sideways where the window is narrower.
struct PageTable {
  struct Column {
    let title: String
    var style: String?

    static func text(_ title: String) -> Column { Column(title: title) }
    static func number(_ title: String) -> Column { Column(title: title, style: "n") }

    fileprivate var html: HTML {
      "<th scope=\"col\"\(style.map { " class=\"\($0)\"" })>\(title)</th>"
    }
  }

  /// The id of the heading that names it.
  let label: String
  var style: String?
  let columns: [Column]
  let rows: [HTML]
  var foot: HTML?

  var html: HTML {
    """
    <div class="wide" tabindex="0" role="group" aria-labelledby="\(label)">\
    <table\(style.map { " class=\"\($0)\"" })>
    <thead><tr>\(columns.map(\.html))</tr></thead>
    <tbody>\(rows)</tbody>
    \(foot)</table></div>
    """
  }
}

extension HTML {
  /// A cell of a number, with a class that colours it.
  static func number(_ count: Int, _ severityColour: String? = nil) -> HTML {
    "<td class=\"n\(severityColour.map { " \($0)" })\">\(PageNumber.grouped(count))</td>"
  }
}
