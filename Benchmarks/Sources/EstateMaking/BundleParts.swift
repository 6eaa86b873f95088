/// What resources and lists of all kinds have in common.
extension BundleWriter {
  mutating func head(_ id: some Printable, _ type: StaticString, _ path: some Printable) {
    json.member("id", id)
    json.member("type", type)
    json.member("href", path)
  }

  mutating func metadata() {
    json.beginObject("metadata")
    json.member("etag", EntityTag(&random))
    json.member("createdDate", Timestamp(&random, years: 2019..<2024))
    author("createdBy", "createdByUserId")
    json.member("lastModifiedDate", Timestamp(&random, years: 2024..<2027))
    author("lastModifiedBy", "lastModifiedByUserId")
    json.member("state", "AVAILABLE")
    json.endObject()
  }

  private mutating func author(_ name: StaticString, _ id: StaticString) {
    let person = random.once(in: 4) ? people.owner : people.administrator
    json.member(name, person.email)
    json.member(id, person.id)
  }

  /// Begins a list of the contract.
  mutating func beginCollection(_ key: StaticString, path: StaticString) {
    json.beginObject(key)
    head(key, "collection", CollectionPath(name: path))
    json.beginArray("items")
  }

  /// Begins a list below a resource.
  mutating func beginList(_ name: StaticString, of id: some Printable, _ path: some Printable) {
    json.beginObject(name)
    head(Joined(id, Joined("/" as StaticString, name)), "collection", path)
    json.beginArray("items")
  }

  mutating func endList() {
    json.endArray()
    json.endObject()
  }

  /// A list that shows only its address.
  mutating func reference(_ name: StaticString, of id: some Printable, _ path: some Printable) {
    json.beginObject(name)
    head(Joined(id, Joined("/" as StaticString, name)), "collection", path)
    json.endObject()
  }
}
