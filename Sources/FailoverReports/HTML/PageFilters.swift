import FailoverAudit
import FailoverInventory

/// The form of the page that filters its findings.
struct PageFilters {
  let report: Report
  let index: FindingIndex
  /// The topics that are shown, in the order of the page.
  let shown: [Int]

  private static let optionLimit = 500

  var html: HTML {
    let known: HTML? =
      report.ledger.counts[.baselined] > 0 ? "<option value=\"baselined\">baselined</option>" : nil
    return """
      <form id="filters" class="filters" hidden aria-label="Filter the findings">
      <label>Outcome <select id="by-outcome"><option value="">all</option>\
      <option value="fail">failed</option><option value="open">not judged</option>\
      <option value="waived">accepted</option>\(known)</select></label>
      <label>Severity <select id="by-severity"><option value="">all</option>\
      <option value="error">error</option><option value="warning">warning</option>\
      <option value="note">note</option></select></label>
      <label>Family <select id="by-family"><option value="">all</option>\
      \(families)</select></label>
      <label>Data center <select id="by-datacenter"><option value="">all</option>\
      \(datacenters)</select></label>
      <label class="grow">Text <input id="by-text" type="search" autocomplete="off" \
      spellcheck="false" placeholder="name, address, message"></label>
      <button id="clear" type="reset">Clear</button>
      <p id="shown" role="status" aria-live="polite"></p>
      </form>

      """
  }

  private var families: [HTML] {
    Set(report.ledger.rules.map(\.info.family)).sorted().map {
      PageFilters.option($0.rawValue, PageWords.family($0))
    }
  }

  private var datacenters: [HTML] {
    var numbers: Set<Int32> = []
    var options: [HTML] = []
    for topic in shown where options.count < PageFilters.optionLimit {
      let number = index.topics[topic].datacenter
      guard numbers.insert(number).inserted else { continue }
      let record = number < 0 ? nil : index.subject(of: topic).datacenter
      options.append(
        PageFilters.option(String(number), record.map(TextNames.title) ?? "none"))
    }
    return options
  }

  private static func option(_ value: String, _ name: String) -> HTML {
    "<option value=\"\(value)\">\(name)</option>"
  }
}
