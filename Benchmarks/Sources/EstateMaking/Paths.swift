/// The address of a collection of the contract, such as `…/v6/datacenters`.
struct CollectionPath: Printable {
  let name: StaticString

  func put(into out: inout ByteOutput) {
    out.put("https://api.ionos.com/cloudapi/v6/")
    out.put(name)
  }
}

/// The address of a resource: that of the collection that holds it, a slash, its id.
struct ItemPath<Collection: Printable, ID: Printable>: Printable {
  let collection: Collection
  let id: ID

  @inline(__always)
  func put(into out: inout ByteOutput) {
    collection.put(into: &out)
    out.put(UInt8(ascii: "/"))
    id.put(into: &out)
  }

  /// The address of a list below the resource.
  func list(_ name: StaticString) -> Joined<Self, StaticString> { Joined(self, name) }
}

typealias DatacenterPath = ItemPath<CollectionPath, UUIDText>
typealias ServerPath = ItemPath<Joined<DatacenterPath, StaticString>, UUIDText>
typealias NICPath = ItemPath<Joined<ServerPath, StaticString>, UUIDText>
