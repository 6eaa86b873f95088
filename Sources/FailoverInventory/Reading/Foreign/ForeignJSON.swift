/// A JSON document that is not an inventory, recognised by its outermost members.
struct ForeignJSON {
  private let whole: JSONOutline
  /// The document, or the first item if it is a list.
  private let root: JSONOutline

  init(_ head: [UInt8]) {
    whole = JSONOutline(head)
    root = whole.firstItem ?? whole
  }

  /// What it is, and how to get an inventory; nil if it is not recognised.
  var sentence: String? {
    own ?? neutral ?? terraform ?? tool ?? wrapped ?? shell ?? capitals ?? ionosctl ?? failure
      ?? answer
  }

  // MARK: Documents of our own

  private static let formats: [(start: String, what: String, advice: String)] = [
    ("failover-audit-report/", "a report of failover-audit", ForeignInput.leaveOut),
    (
      "failover-audit-evidence/", "the manifest of an evidence folder of failover-audit",
      "check it with failover-audit verify, or \(ForeignInput.leaveOut)"
    ),
    (
      "failover-audit-baseline/", "a baseline of failover-audit",
      "name it with --baseline, or \(ForeignInput.leaveOut)"
    ),
    ("failover-audit-comparison/", "a comparison of failover-audit", ForeignInput.leaveOut),
    ("failover-audit-simulation/", "a simulation of failover-audit", ForeignInput.leaveOut),
    ("failover-audit-timings/", "timings of failover-audit", ForeignInput.leaveOut),
  ]

  /// Keys of a document that say by themselves what it is.
  static let telltales: Set<String> = ["format", "openapi", "swagger", "terraform_version"]

  /// What a document is by one of its keys; nil if it may be anything.
  static func sentence(forKey key: String, _ value: String) -> String? {
    switch key {
    case "format": sentence(forFormat: value)
    case "openapi", "swagger": ForeignInput.sentence(openAPI, ForeignInput.leaveOut)
    case "terraform_version": terraform("state or plan")
    default: nil
    }
  }

  private static let openAPI = "a description of an API (OpenAPI)"

  private static func terraform(_ what: String) -> String {
    ForeignInput.sentence(
      "a Terraform \(what), which is not read",
      "\(ForeignInput.export), or \(ForeignInput.leaveOut)")
  }

  /// The sentence for a document that says of itself that it is ours and no inventory; nil for
  /// others.
  static func sentence(forFormat format: String) -> String? {
    formats.first { format.hasPrefix($0.start) }
      .map { ForeignInput.sentence($0.what, $0.advice) }
  }

  private var own: String? {
    if let format = root["format"]?.text, let sentence = ForeignJSON.sentence(forFormat: format) {
      return sentence
    }
    if root.has("rule", "subject", "outcome") {
      return ForeignInput.sentence("a ledger of failover-audit", ForeignInput.leaveOut)
    }
    if root["$schema"]?.text?.lowercased().contains("sarif") == true || root.has("runs", "version")
    {
      let tool = root["runs"]?.firstItem?["tool"]?["driver"]?["name"]?.text
      return report("SARIF", isOurs: tool == "failover-audit")
    }
    if root.has("class_uid", "metadata") {
      let product = root["metadata"]?["product"]?["name"]?.text
      return report("OCSF", isOurs: product == "failover-audit")
    }
    if root.has("check_name", "fingerprint") { return report("GitLab", isOurs: false) }
    if root.has("assessment-results") { return report("OSCAL", isOurs: false) }
    return nil
  }

  // MARK: Failover inventories

  private var neutral: String? {
    guard let format = root["format"] else {
      return looksNeutral ? ForeignInput.wrongFormat("it has no \"format\"") : nil
    }
    guard let text = format.text else {
      return looksNeutral ? ForeignInput.wrongFormat("its \"format\" is not a text") : nil
    }
    let letters = text.lowercased().filter(\.isLetter)
    guard looksNeutral || letters.hasPrefix("failoverinv") else { return nil }
    return ForeignInput.wrongFormat("its \"format\" is \"\(text.prefix(60))\"")
  }

  /// Whether a list of its own is one of the format's, with items as the format has them.
  private var looksNeutral: Bool {
    NeutralObject.inventory.lists.contains { list in
      guard let item = root[list.word]?.firstItem else { return false }
      let own = Set(item.keys)
      return !own.isEmpty
        && own.isDisjoint(with: ["type", "href", "properties", "metadata", "entities", "items"])
        && own.contains { NeutralName.of($0).isKnown }
    }
  }

  private func report(_ format: String, isOurs: Bool) -> String {
    let whose = isOurs ? " of failover-audit" : ", such as failover-audit writes"
    return ForeignInput.sentence("a report (\(format))\(whose)", ForeignInput.leaveOut)
  }

  // MARK: Other tools

  private var terraform: String? {
    let isPlan = root.has("planned_values") || root.has("resource_changes")
    let isState = root.has("lineage", "serial") || root.has("version", "resources", "outputs")
    guard root.has("terraform_version") || isPlan && root.has("format_version") || isState else {
      return nil
    }
    return ForeignJSON.terraform(isPlan ? "plan" : "state")
  }

  private var tool: String? {
    let what: String
    if root.has("apiVersion", "kind") {
      what = "a list or an object of Kubernetes (kubectl)"
    } else if let log = root["log"], log.has("entries") || log.has("creator") {
      return ForeignInput.sentence(
        "a recording of a browser (HAR)",
        "save the answers in it one by one, or \(ForeignInput.export)")
    } else if let info = root["info"],
      info.has("_postman_id") || info["schema"]?.text?.contains("getpostman") == true
    {
      what = "a collection of Postman"
    } else if root.has("_postman_variable_scope") {
      what = "an environment of Postman"
    } else if root.has("openapi") || root.has("swagger") {
      what = ForeignJSON.openAPI
    } else if (root["data"]?.firstItem ?? root["data"])?.has("type", "attributes") == true {
      what = "an answer of another API (JSON:API)"
    } else if root.has("name", "version"),
      ["dependencies", "devDependencies", "scripts", "main", "module"].contains(where: {
        root.has($0)
      })
    {
      what = "a package.json of Node.js"
    } else if root.has("lockfileVersion") {
      what = "a package-lock.json of Node.js"
    } else if root["$schema"]?.text?.contains("json-schema.org") == true {
      what = "a JSON Schema"
    } else {
      return nil
    }
    return ForeignInput.sentence(what, ForeignInput.leaveOut)
  }

  // MARK: Answers that failed

  private var failure: String? {
    let keys = ["error_description", "message", "detail", "title", "error", "errors"]
    guard !root.has("id"), !root.has("items"), !root.has("properties"), !root.has("data"),
      root["message"]?.text != nil || root.has("title", "status") || root.has("error")
        || root.has("errors") || root.has("detail", "status")
    else { return nil }
    let words = keys.lazy.compactMap { key -> String? in
      guard let value = root[key] else { return nil }
      let inner = value.firstItem ?? value
      return inner.text ?? inner["message"]?.text ?? inner["detail"]?.text
    }.first
    return ForeignInput.failure(words ?? "error")
  }

  // MARK: Answers that were changed on their way

  /// An answer that is a text inside another document.
  private var wrapped: String? {
    let holdsAnswer = whole.texts.contains { text in
      guard let first = text.first(where: { !$0.isWhitespace }) else { return false }
      return (first == "{" || first == "[") && text.contains("\"")
    }
    guard holdsAnswer else { return nil }
    return ForeignInput.sentence(
      "an answer wrapped as a text inside other JSON, as MCP and gateways do",
      "save the JSON in that text instead (with jq: fromjson)")
  }

  private var shell: String? {
    if root.has("StatusCode", "Content") {
      return ForeignInput.sentence(
        "an answer object of PowerShell", "save its Content: Invoke-WebRequest … -OutFile FILE")
    }
    guard whole.texts.contains(where: { $0.hasPrefix("@{") || $0 == "System.Object[]" }) else {
      return nil
    }
    return ForeignInput.sentence(
      "JSON in which PowerShell cut objects off (@{…})", "write it with ConvertTo-Json -Depth 10")
  }

  private var capitals: String? {
    let known: Set<String> = [
      "Id", "Type", "Href", "Items", "Properties", "Metadata", "Entities", "Datacenters", "Servers",
      "Lans", "Nics", "Ipblocks", "Users", "Groups",
    ]
    let inner = root["Items"]?.firstItem ?? root
    let count = Set(root.keys + inner.keys).intersection(known).count
    guard count > 1 || root.keys.count == 1 && count == 1 else { return nil }
    return ForeignInput.sentence(
      "an answer whose keys begin with capitals (\"\(root.keys.first ?? "Id")\"), as .NET writes them",
      "write the keys as the API has them (\"id\", \"properties\"), or save the answer as it came")
  }

  private var ionosctl: String? {
    let item = root["items"]?.firstItem ?? root
    let columns: Set<String> = [
      "DatacenterId", "ServerId", "LanId", "NicId", "IpBlockId", "UserId", "GroupId",
    ]
    if !columns.isDisjoint(with: item.keys) {
      return ForeignInput.sentence(
        "a table that ionosctl printed as JSON", "run the command with -o api-json")
    }
    if item.has("ip"), item.has("nicUuid") || item.has("nic_uuid") || item.has("NicUuid") {
      return ForeignInput.sentence(
        "a list of failover entries, as ionosctl prints it, that names neither LAN nor data center",
        "export the LANs (ionosctl lan list -o api-json) or the whole data center")
    }
    return nil
  }

  /// Answers of the API, or what looks like them.
  private var answer: String? {
    if root["items"] != nil || root["type"]?.text == "collection" {
      guard let item = root["items"]?.firstItem else { return emptyList }
      if let type = item["type"]?.text { return other(type) }
      return ForeignInput.sentence(
        "a list whose items do not say what they are (type)",
        "save the answer as it came, without a query that reshapes it")
    }
    if let type = root["type"]?.text, root.has("id") {
      return other(type)
    }
    if root.has("properties") {
      return ForeignInput.sentence(
        "a resource that does not say what it is (type)", "save the answer as it came")
    }
    return nil
  }

  private var emptyList: String {
    let what = if case .list? = root["items"] { "an empty list" } else { "a list without items" }
    if let href = root["href"]?.text, !href.isEmpty {
      return ForeignInput.sentence(
        "\(what) that no rule uses (href \"\(href.prefix(100))\")", ForeignInput.leaveOut)
    }
    return ForeignInput.sentence(
      "\(what) that does not say what it lists (href)", "export it again")
  }

  private func other(_ type: String) -> String {
    ForeignInput.sentence(
      "an answer that no rule uses (type \"\(type.prefix(60))\")", ForeignInput.leaveOut)
  }
}
