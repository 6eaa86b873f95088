/// A key figure of a page.
struct PageTile {
  let name: String
  let count: Int
  let note: String
  /// The class that colours it unless it counts nothing.
  let severityColour: String

  var html: HTML {
    """
    <div class="tile \(count > 0 ? severityColour : "")"><dt>\(name)</dt>\
    <dd><b>\(PageNumber.grouped(count))</b> <span>\(note)</span></dd></div>
    """
  }
}
