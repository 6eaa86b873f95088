/// A table that is aligned in a terminal and is Markdown as well.
struct Table {
  struct Column {
    let title: String
    /// Numbers are aligned to the right.
    var isNumber = true
  }

  let columns: [Column]
  var rows: [[String]] = []

  var text: String {
    let widths = columns.indices.map { column in
      max(3, ([columns[column].title] + rows.map { $0[column] }).map(\.count).max() ?? 0)
    }
    let rule = zip(columns, widths).map { column, width in
      column.isNumber
        ? String(repeating: "-", count: width - 1) + ":" : String(repeating: "-", count: width)
    }
    let lines = [columns.map(\.title), rule] + rows
    return lines.map { line(of: $0, widths) }.joined(separator: "\n")
  }

  private func line(of cells: [String], _ widths: [Int]) -> String {
    let padded = zip(cells.indices, cells).map { column, cell in
      let blanks = String(repeating: " ", count: widths[column] - cell.count)
      return columns[column].isNumber ? blanks + cell : cell + blanks
    }
    return "| " + padded.joined(separator: " | ") + " |"
  }
}
