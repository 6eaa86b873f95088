/// Those who made the estate.
struct People {
  struct Person {
    let id: UUIDText
    let email: StaticString
    let firstName: StaticString
    let isAdministrator: Bool
  }

  let owner: Person
  let administrator: Person
  let operatorGroup: UUIDText

  init(_ random: inout SplitMix64) {
    owner = Person(
      id: UUIDText(&random), email: "owner@estate.example", firstName: "Olga",
      isAdministrator: false)
    administrator = Person(
      id: UUIDText(&random), email: "ops@estate.example", firstName: "Arne",
      isAdministrator: true)
    operatorGroup = UUIDText(&random)
  }
}

/// Everything else in the contract: reserved addresses, users, groups and their shares.
extension BundleWriter {
  mutating func writeAccounts(_ addresses: AddressPlan) {
    beginCollection("ipblocks", path: "ipblocks")
    for location in AddressPlan.locations.indices {
      for (number, positions) in addresses.blocks(in: location).enumerated() {
        writeBlock(positions, number: number + 1, in: location)
      }
    }
    endList()
    beginCollection("users", path: "um/users")
    for person in [people.owner, people.administrator] { write(person) }
    endList()
    writeGroup()
    beginCollection("contracts", path: "contracts")
    writeContract()
    endList()
  }

  private mutating func writeBlock(_ positions: Range<Int>, number: Int, in location: Int) {
    let path = ItemPath(collection: CollectionPath(name: "ipblocks"), id: UUIDText(&random))
    json.beginItem()
    head(path.id, "ipblock", path)
    metadata()
    json.beginObject("properties")
    json.member("name", NumberedName(word: "failover", number: number))
    json.member("location", AddressPlan.locations[location])
    json.member("size", positions.count)
    json.beginArray("ips")
    for position in positions { json.element(AddressPlan.reserved(position, in: location)) }
    json.endArray()
    json.null("ipConsumers")
    json.endObject()
    json.endObject()
  }

  private mutating func write(_ person: People.Person) {
    json.beginItem()
    head(
      person.id, "user", ItemPath(collection: CollectionPath(name: "um/users"), id: person.id))
    json.beginObject("properties")
    json.member("firstname", person.firstName)
    json.member("lastname", "Estate")
    json.member("email", person.email)
    json.member("administrator", person.isAdministrator)
    json.member("active", true)
    json.endObject()
    json.endObject()
  }

  /// One group of users, in which nobody is and which may do nothing.
  private mutating func writeGroup() {
    let id = people.operatorGroup
    let path = ItemPath(collection: CollectionPath(name: "um/groups"), id: id)
    beginCollection("groups", path: "um/groups")
    json.beginItem()
    head(id, "group", path)
    json.beginObject("properties")
    json.member("name", "operators")
    json.member("reserveIp", false)
    json.endObject()
    json.beginObject("entities")
    beginList("users", of: id, path.list("/users"))
    endList()
    json.endObject()
    json.endObject()
    endList()
    json.beginObject("shares")
    json.beginObject(id)
    head(Joined(id, "/shares" as StaticString), "collection", path.list("/shares"))
    json.beginArray("items")
    endList()
    json.endObject()
  }

  private mutating func writeContract() {
    json.beginItem()
    json.member("type", "contract")
    json.beginObject("properties")
    json.member("contractNumber", 31_884_402)
    json.member("owner", people.owner.email)
    json.member("status", "BILLABLE")
    json.member("regDomain", "ionos.de")
    json.endObject()
    json.endObject()
  }
}
